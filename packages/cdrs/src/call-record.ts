import { type Column, columns } from './columns.ts'
import { MalformedCsv } from './csv.ts'
import type { CallRecord } from './entities.ts'
import { toNanodollars } from './money.ts'

/** Reports a value that is not what its column should have. */
export type ReportValue = (field: string, message: string) => void

type Values = Record<string, unknown>

/** What one field of a row becomes. */
interface Field {
  name: string
  /** Undefined for a column that is not documented. */
  column: Column<unknown> | undefined
  /** Whether a value of it was reported already: once is enough for a million rows. */
  isReported: boolean
}

const camelCase = (name: string): string =>
  name.replace(/[\s_-]+([a-z0-9]?)/gi, (_, letter: string) => letter.toUpperCase())

const nanodollarsOf = (name: string): string => `${name}Nanodollars`

const known = new Map<string, Column<unknown>>(Object.entries(columns))

/** Makes records of the rows of a file. */
export class RecordReader {
  readonly #fields: readonly Field[]
  /** A record without values: all have the same properties in the same order. */
  readonly #blank: Values = {}
  readonly #report: ReportValue
  /** The row that was read last; the header is 1. */
  #row = 1

  /**
   * @param header the names of the columns, in the order of the file
   * @throws {MalformedCsv} these are not the columns of call records
   */
  constructor(header: readonly string[], report: ReportValue) {
    const names = header.map((name) => name.trim())
    if (!names.includes('start_time')) throw new MalformedCsv('it has no column start_time')
    const repeated = names.find((name, index) => names.indexOf(name) < index)
    if (repeated !== undefined) throw new MalformedCsv(`it has two columns ${repeated}`)
    for (const [name, { isAmount }] of known) {
      this.#blank[camelCase(name)] = null
      if (isAmount) this.#blank[nanodollarsOf(camelCase(name))] = null
    }
    this.#fields = names.map((name) => ({
      name: camelCase(name),
      column: known.get(name),
      isReported: false,
    }))
    this.#report = report
  }

  /**
   * The record of a row.
   *
   * @throws {MalformedCsv} it has not as many fields as there are columns
   */
  read(row: readonly string[]): CallRecord {
    this.#row++
    const fields = this.#fields
    if (row.length !== fields.length) {
      throw new MalformedCsv(`row ${this.#row} has ${row.length} fields in place of ${fields.length}`)
    }
    const record: Values = { ...this.#blank }
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as Field
      const text = row[index] as string
      const { name, column } = field
      if (column === undefined) {
        // Nothing replaces a documented column, or the prototype of the record.
        if (!(name in record)) record[name] = text
        continue
      }
      const value = text === '' ? undefined : column.read(text)
      if (value === undefined && !(text === '' && column.isOptional)) this.#reportOnce(field, column, text)
      record[name] = value ?? (text === '' ? null : text)
      if (column.isAmount) record[nanodollarsOf(name)] = toNanodollars(text)
    }
    return record as unknown as CallRecord
  }

  /**
   * Reports another number of records than the export has: a file that is not compressed may end early unnoticed.
   *
   * @param expected null where it is not known
   */
  checkCount(expected: number | null): void {
    const count = this.#row - 1
    if (expected !== null && count !== expected)
      this.#report('length', `Expected ${expected} as in numCalls, received ${count}`)
  }

  #reportOnce(field: Field, { expected }: Column<unknown>, text: string): void {
    if (field.isReported) return
    field.isReported = true
    this.#report(
      field.name,
      `Expected ${expected}, received ${text === '' ? 'nothing' : 'another text'} (row ${this.#row})`,
    )
  }
}
