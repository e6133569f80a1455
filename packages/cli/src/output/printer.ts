import type { Context } from '../context.ts'
import { type Colours, coloursFor } from './colours.ts'
import { type Item, pick } from './fields.ts'
import { type Format, fieldsOf, formatOf, type OutputOptions } from './format.ts'
import { escapeControls, sanitize, sanitizeItem } from './sanitize.ts'

/** Prints data on stdout in the format that the options ask for, and talk on stderr. */
export class Printer {
  readonly format: Format
  readonly #context: Context
  readonly #fields: readonly string[] | undefined
  readonly #colours: Colours
  readonly #talkColours: Colours

  constructor(context: Context, options: OutputOptions) {
    this.#context = context
    this.format = formatOf(options, context)
    this.#fields = fieldsOf(options)
    this.#colours = coloursFor(context.stdout, context)
    this.#talkColours = coloursFor(context.stderr, context)
  }

  /**
   * Prints several items.
   *
   * @param columns the fields that a table shows; JSON has all unless `--json` names some
   * @param csvColumns those of CSV, which has room for more
   */
  async list(
    items: readonly Item[],
    columns: readonly string[],
    csvColumns: readonly string[] = columns,
  ): Promise<void> {
    const chosen = this.#fields ? pick(items, this.#fields) : items
    if (this.format === 'json') return this.#json(chosen)
    if (this.format === 'csv') return this.#csv(chosen, csvColumns)
    if (items.length === 0) return this.note('Nothing found.')
    const { table } = await import('./table.ts')
    const width = this.#context.stdout.columns || 80
    this.#write(table(items, columns, { width, colours: this.#colours }))
  }

  /** Prints one item; CSV has its plain fields. */
  async item(item: Item): Promise<void> {
    const [chosen = item] = this.#fields ? pick([item], this.#fields) : [item]
    if (this.format === 'json') return this.#json(chosen)
    if (this.format === 'csv') return this.#csv([chosen], plainFields(chosen))
    const { record } = await import('./table.ts')
    this.#write(record(chosen, { colours: this.#colours }))
  }

  /** Prints items as they come: a line of JSON each, or a line for people. */
  async stream<T extends Item>(
    items: AsyncIterable<T> | Iterable<T>,
    { columns, line }: { columns: readonly string[]; line: (item: T, colours: Colours) => string },
  ): Promise<void> {
    let count = 0
    for await (const item of items) {
      const [chosen = item] = this.#fields ? pick([item], this.#fields) : [item]
      if (this.format === 'json') this.#write(escapeControls(JSON.stringify(chosen)))
      else if (this.format === 'csv') await this.#csv([item], columns, count === 0)
      else this.#write(line(sanitizeItem(item), this.#colours))
      count++
    }
  }

  /** Says that something was done: a sentence on a terminal, data elsewhere. */
  async done(item: Item, sentence: string): Promise<void> {
    if (this.format === 'table') this.success(sentence)
    else await this.item(item)
  }

  /** Prints text on stdout as it is, but for what could harm a terminal. */
  text(text: string): void {
    this.#write(this.#context.stdout.isTTY ? sanitize(text) : text)
  }

  /** Tells something on stderr. */
  note(text: string): void {
    this.#context.stderr.write(`${sanitize(text)}\n`)
  }

  success(sentence: string): void {
    this.#context.stderr.write(`${this.#talkColours.green('✔')} ${sanitize(sentence)}\n`)
  }

  warn(text: string): void {
    this.#context.stderr.write(`${this.#talkColours.yellow('warning:')} ${sanitize(text)}\n`)
  }

  #json(value: unknown): void {
    this.#write(escapeControls(JSON.stringify(value, null, 2)))
  }

  async #csv(items: readonly Item[], columns: readonly string[], withHead = true): Promise<void> {
    const { csvHead, csvLine } = await import('./csv.ts')
    const lines = items.map((item) => csvLine(item, columns))
    for (const line of withHead ? [csvHead(columns), ...lines] : lines) this.text(line)
  }

  #write(text: string): void {
    this.#context.stdout.write(`${text}\n`)
  }
}

const plainFields = (item: Item): string[] =>
  Object.entries(item).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' && !(value instanceof Date) ? [] : [name],
  )
