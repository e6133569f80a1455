import { sha256 } from './digest.ts'

/** Whether two texts are equal, in a time that depends neither on where they differ nor on how long they are. */
async function isEqual(one: string, other: string): Promise<boolean> {
  const [left, right] = await Promise.all([sha256(one), sha256(other)])
  let difference = 0
  left.forEach((byte, index) => {
    difference |= byte ^ (right[index] ?? 0)
  })
  return difference === 0
}

/** Whether a URL has the secret, in its query parameter `secret` or in the last segment of its path. */
export async function hasSecret(url: string, secret: string): Promise<boolean> {
  const { pathname, searchParams } = new URL(url)
  const inQuery = await isEqual(searchParams.get('secret') ?? '', secret)
  const inPath = await isEqual(lastSegment(pathname), secret)
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
