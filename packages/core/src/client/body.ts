import type { TransportResponse } from '../transports/transport.ts'

/** A body over `maxResponseBytes`. */
export class BodyTooLarge extends Error {}

/**
 * Reads a body as text.
 *
 * The bytes are always counted as they come out of the decompression: a `content-length` counts them before it, and a
 * browser does not tell across origins that a body was compressed.
 *
 * @throws {BodyTooLarge} it has more than `maxBytes`
 */
export async function readBody(body: TransportResponse['body'], maxBytes: number): Promise<string> {
  if (body === null) return ''
  const source = chunksOf(body)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await source.next()
    if (done === true) break
    bytes += value.byteLength
    if (bytes > maxBytes) {
      // Not awaited: it may take as long as the server likes.
      void source.cancel()
      throw new BodyTooLarge(`it is larger than ${maxBytes} bytes (maxResponseBytes)`)
    }
    chunks.push(value)
  }
  const decoder = new TextDecoder()
  if (chunks.length < 2) return decoder.decode(chunks[0])
  let text = ''
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

interface Source {
  next(): Promise<IteratorResult<Uint8Array, unknown>>
  cancel(): Promise<unknown>
}

/** Not every browser can iterate over a stream. */
function chunksOf(body: NonNullable<TransportResponse['body']>): Source {
  if ('getReader' in body) {
    const reader = body.getReader()
    return {
      next: () => reader.read(),
      cancel: () => reader.cancel().catch(() => {}),
    }
  }
  const iterator = body[Symbol.asyncIterator]()
  return { next: () => iterator.next(), cancel: async () => iterator.return?.().catch(() => {}) }
}
