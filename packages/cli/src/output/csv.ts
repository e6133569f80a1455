import { csvFormatRow } from 'd3-dsv'
import { fieldOf, type Item } from './fields.ts'

/** The first line. */
export const csvHead = (columns: readonly string[]): string => csvFormatRow([...columns])

/** One item as a line. */
export const csvLine = (item: Item, columns: readonly string[]): string =>
  csvFormatRow(columns.map((column) => textOf(fieldOf(item, column))))

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
