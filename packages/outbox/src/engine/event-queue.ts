/** Events from their source to one reader, in order. A reader that is slow does not stop the source. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #waiting: T[] = []
  #isOver = false
  #failure: { error: unknown } | undefined
  #notify: () => void = () => {}

  push(event: T): void {
    this.#waiting.push(event)
    this.#notify()
  }

  end(): void {
    this.#isOver = true
    this.#notify()
  }

  fail(error: unknown): void {
    this.#failure = { error }
    this.end()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      while (this.#waiting.length > 0) yield this.#waiting.shift() as T
      if (this.#failure !== undefined) throw this.#failure.error
      if (this.#isOver) return
      await new Promise<void>((resolve) => {
        this.#notify = resolve
      })
    }
  }
}
