import * as v from 'valibot'
import { moment, webUrl } from './values.ts'

const attempt = v.strictObject({
  at: moment,
  status: v.nullable(v.number()),
  error: v.exactOptional(v.string()),
  resent: v.exactOptional(v.boolean()),
})

const delivery = v.strictObject({
  id: v.string(),
  url: webUrl,
  body: v.pipe(v.string(), v.check(isJson, 'must be a text of JSON')),
  attempts: v.array(attempt),
  state: v.picklist(['pending', 'delivered', 'given-up']),
})

export const savedDeliveries = v.strictObject({
  /** The oldest one first. */
  deliveries: v.array(delivery),
  /** The attempts that were due and had not come to their end; those at one URL in the order they are made. */
  due: v.array(v.strictObject({ delivery: v.string(), at: moment, resent: v.boolean() })),
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
