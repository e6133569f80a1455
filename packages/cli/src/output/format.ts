import type { Context } from '../context.ts'
import { usage } from '../failures.ts'

/** How data is printed. */
export type Format = 'table' | 'json' | 'csv'

/** The options of commands that print data. */
export interface OutputOptions {
  /** `true`, or the fields wanted: `id,alias`. */
  json?: boolean | string
  csv?: boolean
}

/**
 * The format that the options ask for; without one, tables on a terminal and JSON elsewhere.
 *
 * @throws {Failure} they ask for two
 */
export function formatOf({ json, csv }: OutputOptions, { stdout }: Pick<Context, 'stdout'>): Format {
  if (json && csv) throw usage('--json and --csv exclude each other.')
  if (json) return 'json'
  if (csv) return 'csv'
  return stdout.isTTY ? 'table' : 'json'
}

/** The fields that `--json id,alias` names; undefined for all. */
export function fieldsOf({ json }: OutputOptions): string[] | undefined {
  return typeof json === 'string' ? json.split(',').map((field) => field.trim()) : undefined
}
