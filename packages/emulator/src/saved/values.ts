import * as v from 'valibot'
import { matching, nonNegativeInteger, number, text } from '../validation/values.ts'

/** The latest moment that a Date can be. */
const latest = 8.64e15

const isMoment = v.check(
  (milliseconds: number) => Math.abs(milliseconds) <= latest,
  'must be a moment in milliseconds since the epoch',
)

/** A moment in milliseconds since the epoch; it may have a fraction. */
export const exactMoment = v.pipe(number, isMoment)

/** A moment as records have it, in integer milliseconds since the epoch. */
export const moment = v.pipe(number, v.integer('must be an integer'), isMoment)

/** A non-negative integer: how many there are, or an index. */
export const count = nonNegativeInteger

/** Digits with country code. */
export const phoneNumber = matching(/^[1-9]\d{6,14}$/, 'must be digits with country code')

/** The digits of an id that is counted up. */
export const countedId = matching(/^[1-9]\d{0,14}$/, 'must be the digits of an integer')

export const optionalId = v.nullable(text)
