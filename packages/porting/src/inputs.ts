import { type InputIssue, InvalidInputError, type RequestOptions } from '@flowroute/core'
import { checkInput, convert, idInput, input, inputObject, textInput } from '@flowroute/core/resource'
import * as v from 'valibot'
import type { LetterOfAgency } from './entities.ts'
import type { OrderReference, WatchOptions } from './options.ts'
import { fullName, numberList } from './order-inputs.ts'
import { type Action, normaliseState, statesInstead } from './states.ts'
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

const numberChangesInput = inputObject({
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
  maxFailures: v.optional(
    input<number>((value) => Number.isSafeInteger(value) && Number(value) >= 0, 'must be an integer from 0'),
  ),
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
