import { InvalidInputError } from '@flowroute/core'
import type { InferOutput } from 'valibot'
import type { exportInput } from './schemas.ts'

/** The filters that have an option of their own, by their name on the wire. */
const options: Readonly<Record<string, string>> = {
  start_call_start_time: 'from',
  start_call_end_time: 'to',
  number_aliases: 'numberAliases',
  number_aliases_contains: 'numberAliasesContains',
  destination_numbers: 'destinationNumbers',
  callerid_numbers: 'calleridNumbers',
  custom_x_tags: 'customXTags',
  caller_ip: 'callerIp',
  duration_greater_than: 'durationGreaterThan',
}

const wireName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * The body of the request for an export.
 *
 * @throws {InvalidInputError} the window is empty, or a filter that has an option is among the other filters
 */
export function exportBody(checked: InferOutput<typeof exportInput>): object {
  const { from, to, filters = {}, callbackUrl, ...known } = checked
  const issues = Object.keys(filters).flatMap((name) => {
    const wire = wireName(name)
    return Object.hasOwn(options, wire)
      ? [{ field: `filters.${name}`, message: `must be given as ${options[wire]}` }]
      : []
  })
  if (Date.parse(from) >= Date.parse(to)) issues.push({ field: 'to', message: 'must be later than from' })
  if (issues.length > 0) throw new InvalidInputError(issues)
  return {
    data: {
      type: 'cdrexport',
      attributes: {
        callbackUrl,
        filterParameters: { ...filters, startCallStartTime: from, startCallEndTime: to, ...known },
      },
    },
  }
}
