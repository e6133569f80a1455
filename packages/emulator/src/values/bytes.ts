import { bytesToHex, randomBytes } from '@noble/hashes/utils'

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** The text of bytes in UTF-8, a byte order mark included; what is no UTF-8 becomes replacement characters. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** A text of its own, which keeps no longer one alive; halves of surrogate pairs become replacement characters. */
export function wellFormedCopy(text: string): string {
  return fromUtf8(utf8(text))
}

/** One array with the bytes of all. */
export function concatenate(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** A text is taken as UTF-8. */
export function toBase64(data: Uint8Array | string): string {
  const bytes = typeof data === 'string' ? utf8(data) : data
  let binary = ''
  // In parts: a call takes some 100,000 arguments at most.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(binary)
}

/** The bytes of Base64, also in the alphabet for URLs and without padding. What is no Base64 is left out. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '')
  // One digit alone is less than a byte.
  const usable = digits.length % 4 === 1 ? digits.slice(0, -1) : digits
  return Uint8Array.from(atob(usable), (character) => character.charCodeAt(0))
}

/** Random bytes in hexadecimal digits, for ids that nobody can guess. */
export function randomHex(bytes: number): string {
  return bytesToHex(randomBytes(bytes))
}

/** Whether two texts are the same, in a time that does not tell how far they are. */
export function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at)
  return difference === 0
}

/** The chunks of a stream as they come. Not every browser can iterate over a stream. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // What was not read is not wanted; of a stream that has ended or failed nothing is left.
    void reader.cancel().catch(() => {})
  }
}
