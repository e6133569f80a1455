import { concatenate } from '../values/bytes.ts'

/** Reads along with whoever reads the body, and stops when it has enough. */
export class BodyCapture {
  /** Resolves when there is no more to come. */
  readonly finished: Promise<void>
  readonly #chunks: Uint8Array[] = []
  readonly #limit: number
  #size = 0
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined

  /** `characters` is how many are kept at least, if they come. */
  constructor(stream: ReadableStream<Uint8Array> | null, characters: number) {
    // A character is four bytes at most.
    this.#limit = 4 * characters
    this.finished = stream === null ? Promise.resolve() : this.#read(stream)
  }

  /** What was read so far. */
  get text(): string {
    // The ending of a character that was cut in two is no error here.
    return new TextDecoder().decode(concatenate(this.#chunks), { stream: true })
  }

  /** Reads no more; what there is stays. */
  stop(): void {
    // Not awaited: with two readers it settles only when the other one is done too.
    void this.#reader?.cancel().catch(() => {})
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    try {
      this.#reader = stream.getReader()
      for (;;) {
        const { done, value } = await this.#reader.read()
        if (done) return
        this.#chunks.push(value.slice(0, this.#limit - this.#size))
        this.#size += value.length
        if (this.#size >= this.#limit) return this.stop()
      }
    } catch {
      // A body that breaks off is the other reader's affair; what came of it is kept.
    }
  }
}
