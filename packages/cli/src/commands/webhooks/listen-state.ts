import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { usage } from '../../failures.ts'

/** One line of the file: how far the records have been read, or what was passed on. */
type Line = { since: string } | { key: string; at: number }

/** Milliseconds that keys are kept beyond their use: clocks differ. */
const margin = 3_600_000

/**
 * What was passed on, in a file that outlives the command, or in memory. Each key is written before the next webhook is
 * posted, as a line of its own, so that a killed command leaves at most the end of a line.
 */
export class ListenState {
  readonly #file: string | undefined
  readonly #keys: Map<string, number>
  #since: Date | undefined
  #written: number

  private constructor(file: string | undefined, since: Date | undefined, keys: Map<string, number>) {
    this.#file = file
    this.#since = since
    this.#keys = keys
    this.#written = since?.getTime() ?? 0
  }

  /**
   * Opens the file, or begins an empty one.
   *
   * @throws {Failure} it holds something else, or cannot be written
   */
  static open(file: string | undefined): ListenState {
    if (file === undefined) return new ListenState(undefined, undefined, new Map())
    try {
      const { since, keys } = readLines(file)
      const state = new ListenState(file, since, keys)
      state.#rewrite()
      return state
    } catch (error) {
      throw usage(`${file} cannot be used to remember what was passed on: ${(error as Error).message}`)
    }
  }

  /** From when on records have to be read; undefined at the first start. */
  get since(): Date | undefined {
    return this.#since
  }

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    const at = Date.now()
    this.#keys.set(key, at)
    this.#append({ key, at })
  }

  /** Says that everything before a time was passed on; what was passed on before it need not be remembered. */
  advance(since: Date): void {
    const isFirst = this.#since === undefined
    this.#since = since
    // Added after it happened: older keys are of events that are not read again.
    for (const [key, at] of this.#keys) if (at < since.getTime() - margin) this.#keys.delete(key)
    // Not at each look: an older time costs nothing but a few records that are read again.
    if (isFirst) this.#append({ since: since.toISOString() })
    else if (since.getTime() - this.#written > margin / 60) this.#rewrite()
  }

  #append(line: Line): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
  }

  /** In one step, so that the file is whole at any time. */
  #rewrite(): void {
    if (this.#file === undefined) return
    this.#written = this.#since?.getTime() ?? 0
    const lines: Line[] = [
      ...(this.#since === undefined ? [] : [{ since: this.#since.toISOString() }]),
      ...[...this.#keys].map(([key, at]) => ({ key, at })),
    ]
    const temporary = `${this.#file}.${randomUUID()}`
    try {
      writeFileSync(temporary, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 })
      renameSync(temporary, this.#file)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  }
}

function readLines(file: string): { since: Date | undefined; keys: Map<string, number> } {
  const keys = new Map<string, number>()
  let since: Date | undefined
  for (const text of contentOf(file).split('\n').slice(0, -1)) {
    const line = JSON.parse(text) as Partial<{ since: string; key: string; at: number }>
    if (typeof line.key === 'string' && typeof line.at === 'number') keys.set(line.key, line.at)
    else if (typeof line.since === 'string' && !Number.isNaN(Date.parse(line.since)))
      since = new Date(line.since)
    else throw new Error('it is another kind of file')
  }
  return { since, keys }
}

/** The text of the file; a line that a killed command did not finish is after the last line break, and left out. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
