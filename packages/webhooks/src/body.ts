/** Whether a content type is JSON; none at all is let pass. */
export function isJson(contentType: string | null): boolean {
  const [essence = ''] = (contentType ?? '').split(';', 1)
  return /^(|application\/json|[\w.-]+\/[\w.+-]+\+json)$/i.test(essence.trim())
}

/** The body of a request, or undefined if it has more bytes than allowed, of which no more are taken in. */
export async function bodyWithin(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.bodyUsed) throw new TypeError('The body of this request has been read already.')
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) {
    await request.body?.cancel()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let step = await reader?.read(); step?.value !== undefined; step = await reader?.read()) {
    size += step.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(step.value)
  }
  const body = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return body
}
