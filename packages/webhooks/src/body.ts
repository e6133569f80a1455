/** Whether a content type is JSON. A missing one is accepted. */
export function isJson(contentType: string | null): boolean {
  const [essence = ''] = (contentType ?? '').split(';', 1)
  return /^(|application\/json|[\w.-]+\/[\w.+-]+\+json)$/i.test(essence.trim())
}

/** The body of a request, or undefined if it has more than `maxBytes`; no more than that is kept. */
export async function requestBytes(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.bodyUsed) throw new TypeError('The body of this request has been read already.')
  if (request.body === null) return new Uint8Array()
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    cancel(request.body)
    return undefined
  }
  return readBytes(request.body, maxBytes)
}

/**
 * Reads a stream to its end, or until the signal aborts.
 *
 * @returns the bytes, or undefined if there are more than `maxBytes`; the rest is cancelled
 */
export async function readBytes(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader()
  signal?.addEventListener('abort', () => cancel(reader), { once: true })
  if (signal?.aborted) cancel(reader)
  // One buffer that grows: a list of chunks of one byte each takes a hundred times their size.
  let buffer = new Uint8Array(0)
  let size = 0
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const chunk: unknown = step.value
    if (!(chunk instanceof Uint8Array)) {
      cancel(reader)
      throw new TypeError('A body must be a stream of bytes (Uint8Array).')
    }
    const needed = size + chunk.byteLength
    if (needed > maxBytes) {
      cancel(reader)
      return undefined
    }
    if (needed > buffer.byteLength) {
      const larger = new Uint8Array(Math.max(needed, 2 * buffer.byteLength))
      larger.set(buffer.subarray(0, size))
      buffer = larger
    }
    buffer.set(chunk, size)
    size = needed
  }
  return buffer.subarray(0, size)
}

/**
 * Stops a stream without waiting for it. A stream that failed already, because its client closed the connection, rejects
 * here; nobody has to know.
 */
function cancel(stream: Pick<ReadableStream, 'cancel'>): void {
  stream.cancel().catch(() => {})
}
