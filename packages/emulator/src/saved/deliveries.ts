import * as v from 'valibot'
import { flag, list, number, strictObject, text, webUrl, word } from '../validation/values.ts'
import { moment } from './values.ts'

const attempt = strictObject({
  at: moment,
  status: v.nullable(number),
  error: v.exactOptional(text),
  resent: v.exactOptional(flag),
  answer: v.exactOptional(strictObject({ headers: v.record(text, text, 'must be an object'), body: text })),
})

export type SavedAttempt = v.InferOutput<typeof attempt>

const delivery = strictObject({
  id: text,
  url: webUrl,
  body: v.pipe(text, v.check(isJson, 'must be a text of JSON')),
  attempts: list(attempt),
  state: word(['pending', 'delivered', 'given-up']),
})

export const savedDeliveries = strictObject({
  /** The oldest one first. */
  deliveries: list(delivery),
  /** The attempts that were due and had not come to their end; those at one URL in the order they are made. */
  due: list(strictObject({ delivery: text, at: moment, resent: flag })),
})

export type SavedDeliveries = v.InferOutput<typeof savedDeliveries>

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
