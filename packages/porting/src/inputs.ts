import { type InputIssue, InvalidInputError, type RequestOptions } from '@flowroute/core'
import {
  booleanInput,
  checkInput,
  convert,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  parseTime,
  patternInput,
  phoneNumberInput,
  type Schema,
  textInput,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import type { LetterOfAgency } from './entities.ts'
import type { OrderReference, WatchOptions } from './options.ts'
import { type Action, normaliseState, statesInstead, wireState } from './states.ts'
import type { Content } from './storage/content.ts'
import type { WatchSettings } from './watch.ts'

/**
 * Runs all checks of a call, and reports the problems of all in one error.
 *
 * @throws {InvalidInputError} with every problem
 */
export function checkAll<T extends readonly unknown[]>(...checks: { [K in keyof T]: () => T[K] }): T {
  const issues: InputIssue[] = []
  const values = checks.map((check) => {
    try {
      return check()
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      issues.push(...error.issues)
      return undefined
    }
  })
  if (issues.length > 0) throw new InvalidInputError(issues)
  return values as unknown as T
}

const invalid = (field: string, message: string): InvalidInputError =>
  new InvalidInputError([{ field, message }])

const orderId = idInput('a port order', '42361')

/**
 * The id of an order.
 *
 * @param action what is about to be done with it; refused where the state that came along does not allow it
 */
export function checkOrder(order: OrderReference, action?: Action): string {
  const { id, status } =
    typeof order === 'object' && order !== null ? order : { id: order, status: undefined }
  const checked = checkInput(orderId, id, 'order')
  const instead = action && typeof status === 'string' && statesInstead(normaliseState(status), action)
  if (instead) throw invalid('order', `is ${normaliseState(status)}; this needs ${instead.join(' or ')}`)
  return checked
}

export const groupIdInput = idInput('a group of port orders', '38697')
export const documentIdInput = idInput('a document', '0')

/** Porting wants numbers with a plus sign. */
const numberInput = () =>
  v.pipe(
    phoneNumberInput(),
    v.transform((digits) => `+${digits}`),
  )

/** The error of two equal numbers would come late, and from somebody else. */
const numberList = () =>
  v.pipe(
    input<unknown[]>(Array.isArray, 'must be a list of phone numbers'),
    v.array(numberInput()),
    v.check((list) => new Set(list).size === list.length, 'must not have a number twice'),
  )

export const numbersInput: Schema<string[]> = v.pipe(
  numberList(),
  v.check((list) => list.length > 0, 'must have one phone number at least'),
)

const text = () => v.optional(textInput())
const upperCase = (pattern: RegExp, message: string) =>
  v.pipe(
    patternInput(pattern, message),
    v.transform((value) => value.toUpperCase()),
  )

const street = () =>
  input<string>(
    (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= 1_000 &&
      !/^\s*(p\.?\s*o\.?|post\s+office)\s*box\b/i.test(value),
    'must be a street with its house number, not a PO box',
  )
const fullName = () => patternInput(/^(?=.{3,1000}$)\s*\S+\s+\S/, 'must be a first and a last name')
const state = () => upperCase(/^[a-z]{2}$/i, 'must have two letters')
const country = () => upperCase(/^(us|ca)$/i, 'must be US or CA')
const email = () => v.optional(patternInput(/^[^\s@]+@[^\s@]+$/, 'must be a mail address'))

const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  parseTime(value)?.toISOString().startsWith(value) === true
const day = () => v.optional(input<string>(isDay, 'must be a day such as 2026-01-31'))

const timeInput = () =>
  v.optional(
    input<Date | string>(
      (value) =>
        value instanceof Date
          ? !Number.isNaN(value.getTime())
          : typeof value === 'string' && parseTime(value) !== undefined,
      'must be a Date, or a time such as 2026-01-31',
    ),
  )

export const listInput = listOptionsInput({
  numbers: v.optional(numbersInput),
  status: v.optional(
    v.pipe(
      textInput(),
      v.transform((word) => wireState(normaliseState(word))),
    ),
  ),
  alias: text(),
  completionDate: day(),
  createdAfter: timeInput(),
  createdBefore: timeInput(),
  modifiedAfter: timeInput(),
  modifiedBefore: timeInput(),
  completedAfter: timeInput(),
  completedBefore: timeInput(),
})

const cnamId = () => idInput('a caller name', '6272')
const e911Id = () => idInput('an emergency address', '20930')
const routeId = () => idInput('a route', '98396')

const isTollFree = (number: unknown): boolean => /^\+18(00|33|44|55|66|77|88)/.test(String(number))

export const orderInput = v.pipe(
  inputObject(
    {
      numbers: numbersInput,
      billingName: fullName(),
      street: street(),
      street2: v.optional(street()),
      city: textInput(),
      state: state(),
      zip: textInput(20),
      country: country(),
      provider: textInput(),
      providerAccount: text(),
      pin: text(),
      last4Ssn: v.optional(patternInput(/^\d{4}$/, 'must have four digits')),
      company: text(),
      usageType: text(),
      billingNumber: v.optional(numberInput()),
      billingAddress: v.optional(
        inputObject({
          street: text(),
          street2: text(),
          city: text(),
          state: v.optional(state()),
          zip: v.optional(textInput(20)),
          country: v.optional(country()),
        }),
      ),
      desiredCompletionDate: day(),
      enableCnamLookups: v.optional(booleanInput()),
      loaDetails: v.optional(inputObject({ email: email(), cc: email() })),
      presets: v.optional(
        inputObject({
          cnamId: v.optional(cnamId()),
          e911Id: v.optional(e911Id()),
          primaryRouteId: v.optional(routeId()),
          failoverRouteId: v.optional(routeId()),
          alias: text(),
        }),
      ),
      statusUrl: v.optional(urlInput()),
      alias: text(),
    },
    { phoneNumbers: 'numbers', carrier: 'provider', postalCode: 'zip', callbackUrl: 'statusUrl' },
  ),
  v.rawCheck(({ dataset: { value }, addIssue }) => {
    const { numbers, presets } = (value ?? {}) as { numbers?: unknown; presets?: { cnamId?: unknown } }
    if (presets?.cnamId === undefined || !Array.isArray(numbers) || !numbers.every(isTollFree)) return
    addIssue({
      message: 'is for local numbers only',
      path: ['presets', 'cnamId'].map((key) => ({
        type: 'object',
        origin: 'value',
        input: {},
        key,
        value: presets.cnamId,
      })) as [v.IssuePathItem],
    })
  }),
)

export const presetsInput = inputObject({
  cnamId: v.optional(v.nullable(cnamId())),
  e911Id: v.optional(v.nullable(e911Id())),
  primaryRouteId: v.optional(v.nullable(routeId())),
  failoverRouteId: v.optional(v.nullable(routeId())),
  alias: v.optional(v.nullable(textInput())),
})

export const numberChangesInput = inputObject({
  add: v.optional(numberList(), []),
  remove: v.optional(numberList(), []),
})

/** The numbers to add and to remove: one at least, and none in both. */
export function checkNumberChanges(changes: unknown): { add: string[]; remove: string[] } {
  const { add, remove } = checkInput(numberChangesInput, changes, 'changes')
  if (add.length + remove.length === 0) throw invalid('changes', 'must change something')
  const both = remove.find((number) => add.includes(number))
  if (both !== undefined) throw invalid('changes', `must not both add and remove ${both}`)
  return { add, remove }
}

export const signatureInput = inputObject(
  { signatureName: fullName(), signatureTitle: textInput() },
  { name: 'signatureName', title: 'signatureTitle' },
)

/** A letter as the service gave it, for this order. */
export function checkLoa(loa: LetterOfAgency, order: OrderReference): LetterOfAgency {
  if (typeof loa !== 'object' || loa === null || !Array.isArray(loa.numbers) || loa.id === undefined)
    throw invalid('loa', 'must be a letter that getLoa gave')
  if (loa.id !== (typeof order === 'object' ? order?.id : order))
    throw invalid('loa', `is that of the port order ${String(loa.id)}`)
  return loa
}

const isContent = (value: unknown): boolean =>
  value instanceof Blob ||
  value instanceof ArrayBuffer ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && ('getReader' in value || Symbol.asyncIterator in value))

const isByteCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

export const uploadInput = inputObject(
  {
    filename: textInput(),
    content: input<Content>(isContent, 'must be a Blob, bytes or a stream'),
    size: v.optional(input<number>(isByteCount, 'must be a number of bytes')),
  },
  { name: 'filename', body: 'content', data: 'content', file: 'content' },
)

export const downloadInput = inputObject({
  maxBytes: v.optional(input<number>(isByteCount, 'must be a number of bytes')),
})

export const pullInput = inputObject({ filename: text() }, { name: 'filename' })
export const documentUrlInput = urlInput()

const isDuration = (value: unknown): boolean => typeof value === 'number' && value >= 0
const duration = () => v.optional(input<number>(isDuration, 'must be a number of milliseconds'))

const watchInput = inputObject({
  until: v.optional(
    convert<(status: string) => boolean>((value) => {
      if (typeof value === 'function') return value as (status: string) => boolean
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined
      const states = new Set(value.map(normaliseState))
      return (status) => states.has(status)
    }, 'must be a list of states or a function'),
  ),
  timeout: duration(),
  signal: v.optional(
    input<AbortSignal>(
      (value) => typeof (value as AbortSignal | null)?.addEventListener === 'function',
      'must be an AbortSignal',
    ),
  ),
  interval: v.optional(inputObject({ base: duration(), max: duration() })),
  maxFailures: v.optional(input<number>(isByteCount, 'must be an integer from 0')),
})

/** The options of a watch, with their defaults. */
export function checkWatch(
  options: WatchOptions,
  request: RequestOptions,
): Omit<WatchSettings, 'orderId' | 'path'> {
  const {
    until = (status: string) => status === 'rejected',
    timeout = Number.POSITIVE_INFINITY,
    signal = request.signal,
    interval: { base = 10_000, max = 900_000 } = {},
    maxFailures = 5,
  } = checkInput(watchInput, options, 'options')
  if (options.signal !== undefined && request.signal !== undefined) throw invalid('signal', 'is given twice')
  // The client's own default: only a watch that ends earlier shortens it.
  const { deadline = 120_000 } = request
  return { until, timeout, signal, interval: { base, max }, maxFailures, deadline }
}
