import { type Origin, placeOf } from './example.ts'
import type { Line } from './unit.ts'

/** A program to run. */
export interface Program {
  /** Without an extension: `README-md-30`. */
  readonly name: string
  readonly lines: readonly Line[]
  /** A CommonJS module. */
  readonly isCommonJs: boolean
  /** Its first line. */
  readonly origin: Origin
}

/** Output of a program in which places in its file are places in the documentation. */
export function withPlaces(output: string, { name, lines }: Program): string {
  return output.replaceAll(
    new RegExp(`[^\\s()'"]*${name}[\\w.]*\\.(?:ts|[cm]?js):(\\d+)(:\\d+)?`, 'g'),
    (found, line: string) => {
      const origin = lines[Number(line) - 1]?.origin
      return origin === undefined ? found : placeOf(origin)
    },
  )
}
