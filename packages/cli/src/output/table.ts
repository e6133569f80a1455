import Table from 'cli-table3'
import type { Colours } from './colours.ts'
import { fieldOf, type Item } from './fields.ts'
import { sanitizeLine } from './sanitize.ts'

/** No lines between columns and rows: easier to read, and to copy from. */
const plain = {
  chars: Object.fromEntries(
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
      .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
      .map((name) => [name, '']),
  ),
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
}

/** Items as a table of the width of a terminal; texts too long for their column end in an ellipsis. */
export function table(
  items: readonly Item[],
  columns: readonly string[],
  { width, colours }: { width: number; colours: Colours },
): string {
  const rows = items.map((item) => columns.map((column) => cellOf(fieldOf(item, column))))
  const titles = columns.map(titleOf)
  const widths = fit(
    titles.map((title, index) => ({
      width: Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
      isText: items.some((item) => isText(fieldOf(item, columns[index] ?? ''))),
    })),
    width,
  )
  const printed = new Table({
    ...plain,
    head: titles.map(colours.bold),
    colWidths: widths.map((column) => column + 2),
  })
  printed.push(...rows)
  return trimLines(printed.toString())
}

/** One item as a list of its fields. */
export function record(item: Item, { colours }: { colours: Colours }): string {
  const printed = new Table(plain)
  for (const [name, value] of flatten(item)) printed.push([colours.bold(titleOf(name)), cellOf(value)])
  return trimLines(printed.toString())
}

/** Fields whose value has fields of its own, as paths. */
function flatten(item: Item, prefix = ''): [name: string, value: unknown][] {
  return Object.entries(item).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined) return []
    const isGroup =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    return isGroup ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]]
  })
}

/** `primaryRoute.alias` as `Primary route alias`. */
function titleOf(field: string): string {
  const words = field
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z')
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object'))
    return cellOf(value.join(', '))
  return sanitizeLine(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** What may be shortened; a phone number without its last digits is another one. */
const isText = (value: unknown): boolean => typeof value === 'string' && !/^\+?\d*$/.test(value)

/** Takes from the widest texts what is too much for the terminal; half a time or amount would mislead. */
function fit(columns: readonly { width: number; isText: boolean }[], available: number): number[] {
  const smallest = 6
  const widths = columns.map(({ width }) => width)
  const texts = columns.flatMap(({ isText }, index) => (isText ? [index] : []))
  const widthOf = (index: number): number => widths[index] ?? 0
  for (let excess = widths.reduce((sum, width) => sum + width + 2, 0) - available; excess > 0; excess--) {
    const widest = texts.reduce((one, other) => (widthOf(other) > widthOf(one) ? other : one), texts[0] ?? -1)
    if (widthOf(widest) <= smallest) break
    widths[widest] = widthOf(widest) - 1
  }
  return widths
}

const trimLines = (text: string): string => text.replace(/ +$/gm, '')
