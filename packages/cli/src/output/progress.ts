import type { Context } from '../context.ts'

/** Milliseconds: what is done sooner needs no progress. */
const patience = 1_000

/** Shows on a terminal how far a long operation is, on one line that goes away at its end. */
export class Progress {
  readonly #stderr: NodeJS.WriteStream
  readonly #timer: NodeJS.Timeout | undefined
  #text = ''
  #isShown = false

  /** @param text what is being done */
  constructor({ stderr }: Pick<Context, 'stderr'>, text: string) {
    this.#stderr = stderr
    this.#text = text
    if (stderr.isTTY) this.#timer = setInterval(() => this.#show(), patience).unref()
  }

  /** Replaces the text. */
  update(text: string): void {
    this.#text = text
  }

  /** Removes the line. */
  end(): void {
    clearInterval(this.#timer)
    if (this.#isShown) this.#stderr.write('\r\u001b[K')
  }

  #show(): void {
    this.#isShown = true
    this.#stderr.write(`\r\u001b[K${this.#text.slice(0, (this.#stderr.columns || 80) - 1)}`)
  }
}
