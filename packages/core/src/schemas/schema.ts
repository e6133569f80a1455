import * as v from 'valibot'
import type { DecodeContext } from '../json-api/decoder.ts'

/**
 * A valibot schema whose output is a `T`.
 *
 * @example const schema: Schema<Date> = timestamp()
 */
export type Schema<T> = v.GenericSchema<unknown, T>

/** The most schema issues of one response that are reported. */
const mostIssues = 100

/** Where an issue is: `mediaUrls.0`; empty for the whole value. */
export function fieldOf({ path }: v.BaseIssue<unknown>): string {
  return path?.map(({ key }) => String(key)).join('.') ?? ''
}

/** The value as its schema reads it. A value that does not match is reported and handed over as it is. */
export function decodeWith<T>(schema: Schema<T>, value: unknown, context: DecodeContext): T {
  const { issues, output } = v.safeParse(schema, value)
  if (issues) {
    context.reportIssues(
      issues.slice(0, mostIssues).map((issue) => ({ field: fieldOf(issue), message: issue.message })),
    )
  }
  return output as T
}
