import * as v from 'valibot'
import { isWebUrl } from '../values/web-url.ts'

/** The latest moment that a Date can be. */
const latest = 8.64e15

const momentRange = v.check(
  (milliseconds: number) => Math.abs(milliseconds) <= latest,
  'must be a moment in milliseconds since the epoch',
)

/** A moment in milliseconds since the epoch; it may have a fraction. */
export const exactMoment = v.pipe(v.number(), momentRange)

/** A moment as records have it, in whole milliseconds since the epoch. */
export const moment = v.pipe(v.number(), v.integer('must be an integer'), momentRange)

/** How many of something there are, or its place, from 0. */
export const count = v.pipe(
  v.number(),
  v.safeInteger('must be an integer'),
  v.minValue(0, 'must not be negative'),
)

/** Digits with country code. */
export const phoneNumber = v.pipe(v.string(), v.regex(/^[1-9]\d{6,14}$/, 'must be digits with country code'))

/** An absolute http or https URL. */
export const webUrl = v.pipe(v.string(), v.check(isWebUrl, 'must be an absolute http or https URL'))

/** The digits of an id that is counted up. */
export const countedId = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/, 'must be the digits of an integer'))

export const optionalId = v.nullable(v.string())
