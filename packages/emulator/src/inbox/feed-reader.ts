/** Characters that may wait for a reader that is slower than the news. */
const maximumWaiting = 1_000_000

/** One connection to the feed. */
export class FeedReader {
  readonly stream: ReadableStream<Uint8Array>
  #waiting: string[] = []
  #size = 0
  #ended = false
  #wake: () => void = () => {}

  /** `onGone` is called once, when nobody reads any longer. */
  constructor(onGone: () => void) {
    const encoder = new TextEncoder()
    this.stream = new ReadableStream(
      {
        pull: async (controller) => {
          while (this.#waiting.length === 0 && !this.#ended) await this.#news()
          if (this.#waiting.length > 0) controller.enqueue(encoder.encode(this.#take()))
          else controller.close()
        },
        cancel: () => {
          onGone()
        },
      },
      // Nothing is taken before it is asked for, so that what waits is counted here and nowhere else.
      { highWaterMark: 0 },
    )
    this.#onGone = onGone
  }

  readonly #onGone: () => void

  /** Hands over an event; `instead` takes the place of all that waits when that is too much. */
  offer(event: string, instead?: string): void {
    if (instead !== undefined && this.#size + event.length > maximumWaiting) {
      this.#waiting = []
      this.#size = 0
      this.#add(instead)
    } else {
      this.#add(event)
    }
  }

  /** A comment, which readers ignore; a connection that broke shows itself when it is written to. */
  keepAlive(): void {
    if (this.#waiting.length === 0) this.#add(': here\n\n')
  }

  /** Ends the stream after what waits. */
  end(): void {
    this.#ended = true
    this.#wake()
    this.#onGone()
  }

  #add(text: string): void {
    this.#waiting.push(text)
    this.#size += text.length
    this.#wake()
  }

  #take(): string {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#size = 0
    return text
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
