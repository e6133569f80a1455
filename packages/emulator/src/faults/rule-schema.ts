import * as v from 'valibot'
import { check } from '../validation/check.ts'
import {
  integer,
  kindProblem,
  matching,
  numberBetween,
  strictObject,
  text,
  textWithout,
  word,
} from '../validation/values.ts'
import { problemOfPattern } from './pattern.ts'
import type { FaultRule } from './rule.ts'

/** The longest time that a timer of Node.js can wait, in milliseconds. */
const longestWait = 2 ** 31 - 1

/** Answers of these statuses never have a body. */
const bodilessStatuses = [204, 205, 304]

const headerText = matching(/^[!-~](?:[ -~]*[!-~])?$/, 'must be a text that a header can have')

const when = v.optional(word(['before', 'after']))

const latency = strictObject({ kind: v.literal('latency'), milliseconds: integer(0, longestWait), when })

/** On the emulator's clock, in milliseconds: 100 days. */
const longestDelay = 100 * 24 * 3_600_000

const delay = integer(0, longestDelay)

const status = v.pipe(
  strictObject({
    kind: v.literal('status'),
    status: integer(200, 599),
    retryAfter: v.optional(v.union([integer(0), headerText], 'must be a number of seconds or a string')),
    body: v.optional(text),
    contentType: v.optional(headerText),
    when,
  }),
  v.forward(
    v.check(
      (fault) => fault.body === undefined || !bodilessStatuses.includes(fault.status),
      'must be left out: an answer of this status has no body',
    ),
    ['body'],
  ),
)

const effects = [
  latency,
  strictObject({ kind: v.literal('late-record'), milliseconds: delay }),
  strictObject({
    kind: v.literal('late-effect'),
    milliseconds: delay,
    answer: v.optional(word(['late', 'none'])),
  }),
  status,
  strictObject({ kind: v.literal('html'), when }),
  strictObject({ kind: v.literal('empty'), when }),
  strictObject({ kind: v.literal('truncated') }),
  strictObject({ kind: v.literal('stall') }),
  strictObject({ kind: v.literal('reset'), when: word(['before', 'during', 'after']) }),
  strictObject({ kind: v.literal('next-link'), mode: word(['duplicate', 'missing']) }),
] as const

const kinds = [
  'latency',
  'late-record',
  'late-effect',
  'status',
  'html',
  'empty',
  'truncated',
  'stall',
  'reset',
  'next-link',
]

const members = strictObject({
  method: v.optional(word(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])),
  path: v.optional(textWithout(problemOfPattern)),
  times: v.optional(integer(1)),
  probability: v.optional(numberBetween(0, 1)),
  fault: v.variant('kind', effects, kindProblem(kinds)),
})

/** A fault rule, of which the members that are undefined are left out. */
export const faultRule = v.pipe(
  members,
  v.transform((rule): FaultRule => ({ ...defined(rule), fault: defined(rule.fault) })),
)

/**
 * The rule, checked and copied.
 *
 * @throws {TypeError} a member has the wrong type, is missing or is not known
 * @throws {RangeError} a member has a value that is not allowed
 */
export function checkRule(value: unknown): FaultRule {
  return check(faultRule, value, 'a fault rule')
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
