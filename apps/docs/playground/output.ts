import inspect from 'object-inspect'
import { table } from './table.ts'

export type Level = 'log' | 'warn' | 'error'

/** A piece of output, as it is shown under the editor. */
export interface Output {
  readonly level: Level
  readonly text: string
}

/** Methods of the console that print, with the level at which they do. */
const printing: Readonly<Record<string, Level>> = {
  log: 'log',
  info: 'log',
  debug: 'log',
  dir: 'log',
  warn: 'warn',
  error: 'error',
  trace: 'error',
}

/** Lets a console's methods print here instead. */
export function redirectConsole(console: Console, print: (output: Output) => void): void {
  const methods = Object.entries(printing).map(([name, level]) => [
    name,
    (...values: unknown[]) => print({ level, text: lineOf(values) }),
  ])
  Object.assign(console, Object.fromEntries(methods), {
    table: (rows: unknown) => print({ level: 'log', text: table(rows) ?? codeOf(rows) }),
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) print({ level: 'error', text: lineOf(['Assertion failed', ...values]) })
    },
  })
}

/** What `console.log` shows of values: texts as they are, everything else as code. */
function lineOf(values: readonly unknown[]): string {
  const [format, ...rest] = values
  if (typeof format !== 'string' || !/%[sdifoOjc%]/.test(format)) return values.map(textOf).join(' ')
  const first = format.replaceAll(/%([sdifoOjc%])/g, (directive, letter: string) => {
    if (letter === '%') return '%'
    if (rest.length === 0) return directive
    return substitute(letter, rest.shift())
  })
  return [first, ...rest.map(textOf)].join(' ')
}

/** What stands for a directive such as `%d` of a format. */
function substitute(letter: string, value: unknown): string {
  if (letter === 'c') return ''
  if (letter === 'd' || letter === 'f') return String(Number(value))
  if (letter === 'i') return String(Math.trunc(Number(value)))
  return letter === 's' ? textOf(value) : codeOf(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : codeOf(value)
}

/** Longer values have a line for each member. */
const width = 80

function codeOf(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  const line = inspect(value, { depth: 6 })
  return line.length > width && typeof value === 'object' ? inspect(value, { depth: 6, indent: 2 }) : line
}
