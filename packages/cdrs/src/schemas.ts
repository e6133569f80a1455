import { phoneNumber } from '@flowroute/core'
import {
  convert,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  numberOrText,
  openEnum,
  parseTime,
  patternInput,
  type Schema,
  textInput,
  textOrNumber,
  timestamp,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { toNanodollars } from './money.ts'

/** What a response may leave out, or send as null, is null. */
const orNull = <T>(schema: Schema<T>) => v.optional(v.nullable(schema), null)
const optional = <T>(schema: Schema<T>) => v.nullish(schema)

/** A list of texts. One sample of a response has the text of a Python list in its place: `['sales', 'support']`. */
const texts = (): Schema<string[]> =>
  convert((value) => {
    if (typeof value === 'string')
      return [...value.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '')
    return Array.isArray(value) ? value.map(String) : undefined
  }, 'Expected a list')

const filterParametersSchema = v.looseObject({
  startCallStartTime: optional(timestamp()),
  startCallEndTime: optional(timestamp()),
  numberAliases: optional(texts()),
  numberAliasesContains: optional(texts()),
  destinationNumbers: optional(texts()),
  calleridNumbers: optional(texts()),
  customXTags: optional(texts()),
  callerIp: optional(v.string()),
  durationGreaterThan: optional(numberOrText()),
})

const amount = () => orNull(textOrNumber())
const nanodollars = (text: string | null): number | null => (text === null ? null : toNanodollars(text))

export const exportSchema = v.pipe(
  v.looseObject({
    id: textOrNumber(),
    status: openEnum<'processing' | 'completed' | 'failed'>(),
    callbackUrl: orNull(v.string()),
    downloadUrl: orNull(v.string()),
    requestedAt: orNull(timestamp()),
    createdAt: orNull(timestamp()),
    expiresAt: orNull(timestamp()),
    numCalls: orNull(numberOrText()),
    billedMinutes: orNull(numberOrText()),
    totalCost: amount(),
    callSubtotal: amount(),
    connectFees: amount(),
    cnamlookupFees: amount(),
    usfFees: amount(),
    ccrf: amount(),
    filterParameters: v.optional(filterParametersSchema, {}),
  }),
  v.transform((found) => ({
    ...found,
    totalCostNanodollars: nanodollars(found.totalCost),
    callSubtotalNanodollars: nanodollars(found.callSubtotal),
    connectFeesNanodollars: nanodollars(found.connectFees),
    cnamlookupFeesNanodollars: nanodollars(found.cnamlookupFees),
    usfFeesNanodollars: nanodollars(found.usfFees),
    ccrfNanodollars: nanodollars(found.ccrf),
  })),
)

/** The second that a time names, in UTC; undefined for any other value, a time without a zone among them. */
function wireTime(value: unknown): string | undefined {
  const text = String(value instanceof Date ? value.toJSON() : value)
  const day = text.slice(0, 10)
  // The parser may read 30 February as 1 March.
  if (parseTime(day)?.toJSON().slice(0, 10) !== day) return undefined
  if (text !== day && !/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return undefined
  return parseTime(text)
    ?.toJSON()
    .replace(/\.000Z$/, 'Z')
}

const timeInput = () =>
  convert(wireTime, 'must be a Date, a day (2026-01-15) or a time with its zone (2026-01-15T17:00Z)')

/** A number as it is dialled: a phone number in any notation, or other digits such as `911`. */
const dialledInput = () =>
  convert(
    (value) => {
      if (typeof value !== 'string') return undefined
      try {
        return phoneNumber(value)
      } catch {
        return /^\+?\d{2,20}$/.test(value) ? value : undefined
      }
    },
    (value) =>
      typeof value === 'number'
        ? "must be a text: write the number in quotes, such as '12065550100'"
        : 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100',
  )

const listInputOf = (item: Schema<string>) =>
  v.optional(
    v.pipe(
      v.array(item, 'must be a list'),
      v.check((list) => list.length > 0, 'must be a list of one value at least'),
    ),
  )

const integerInput = (from: number) =>
  v.optional(
    input<number>(
      (value) => Number.isSafeInteger(value) && Number(value) >= from,
      `must be an integer from ${from}`,
    ),
  )

const millisecondsInput = () =>
  v.optional(input<number>((value) => typeof value === 'number' && value >= 0, 'must not be negative'))

const exportEntries = {
  from: timeInput(),
  to: timeInput(),
  numberAliases: listInputOf(textInput()),
  numberAliasesContains: listInputOf(textInput()),
  destinationNumbers: listInputOf(dialledInput()),
  calleridNumbers: listInputOf(dialledInput()),
  customXTags: listInputOf(textInput()),
  callerIp: v.optional(patternInput(/^[\da-f.:]+$/i, 'must be an IP address')),
  durationGreaterThan: integerInput(0),
  filters: v.optional(
    input<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be an object',
    ),
  ),
  callbackUrl: v.optional(urlInput()),
}

const readEntries = {
  waitTimeout: integerInput(0),
  pollInterval: integerInput(1),
  maxDownloadBytes: integerInput(0),
  maxBytes: integerInput(0),
  maxRowBytes: integerInput(0),
}

/** Names that people try, from the API and from other SDKs. */
const otherNames = {
  start: 'from',
  since: 'from',
  startDate: 'from',
  startTime: 'from',
  startCallStartTime: 'from',
  end: 'to',
  until: 'to',
  endDate: 'to',
  endTime: 'to',
  startCallEndTime: 'to',
  timeout: 'waitTimeout',
  id: 'exportId',
}

export const exportInput = inputObject(exportEntries, otherNames)
export const newRecordsInput = inputObject({ ...exportEntries, ...readEntries }, otherNames)
/** What says which calls a new export has, says nothing about one that exists. */
const notGiven = v.optional(input<never>(() => false, 'must not be given with exportId'))
export const existingRecordsInput = inputObject(
  {
    ...(Object.fromEntries(Object.keys(exportEntries).map((name) => [name, notGiven])) as object),
    exportId: idInput('an export', '38647'),
    ...readEntries,
  },
  otherNames,
)

export const cdrsInput = inputObject({
  fetch: v.optional(
    input<(request: Request) => Promise<Response>>(
      (value) => typeof value === 'function',
      'must be a function',
    ),
  ),
  backoff: v.optional(inputObject({ base: millisecondsInput(), max: millisecondsInput() })),
})

export const listInput = listOptionsInput({ status: v.optional(textInput()) })

export const exportIdInput = idInput('an export', '38647')
