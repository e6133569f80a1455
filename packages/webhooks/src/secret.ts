const encoder = new TextEncoder()

/** SHA-256 of a text or of bytes. */
export async function digest(data: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Whether two texts are the same, in a time that tells nothing of how much of them is, or how long they are. */
async function sameText(one: string, other: string): Promise<boolean> {
  const [left, right] = await Promise.all([digest(one), digest(other)])
  let difference = 0
  left.forEach((byte, index) => {
    difference |= byte ^ (right[index] ?? 0)
  })
  return difference === 0
}

/** Whether a URL carries the secret, as its query parameter `secret` or as the last segment of its path. */
export async function carriesSecret(url: string, secret: string): Promise<boolean> {
  const { pathname, searchParams } = new URL(url)
  const inQuery = await sameText(searchParams.get('secret') ?? '', secret)
  const inPath = await sameText(lastSegment(pathname), secret)
  return inQuery || inPath
}

function lastSegment(path: string): string {
  const segment = path.replace(/\/$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
