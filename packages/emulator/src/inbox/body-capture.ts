/** What is kept of one body, in characters. */
export const maximumKept = 16_384

/**
 * Reads along with whoever reads the body, and stops when it has enough. `margin` characters more than what is
 * kept are read, for a mask to see what lies across the edge.
 */
export class BodyCapture {
  readonly #chunks: Uint8Array[] = []
  readonly #limit: number
  #size = 0

  constructor(stream: ReadableStream<Uint8Array> | null, margin: number) {
    // A character is four bytes at most.
    this.#limit = 4 * (maximumKept + margin)
    if (stream !== null) void this.#read(stream)
  }

  /** What was read so far. */
  get text(): string {
    // The ending of a character that was cut in two is no error here.
    return new TextDecoder().decode(Buffer.concat(this.#chunks), { stream: true })
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    try {
      const reader = stream.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        this.#chunks.push(value.slice(0, this.#limit - this.#size))
        this.#size += value.length
        if (this.#size >= this.#limit) {
          // Not awaited: it settles only when the other reader is done too.
          void reader.cancel().catch(() => {})
          return
        }
      }
    } catch {
      // A body that breaks off is the other reader's affair; what came of it is kept.
    }
  }
}
