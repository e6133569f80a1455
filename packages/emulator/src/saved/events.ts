import * as v from 'valibot'
import { count, moment } from './values.ts'

const receipt = v.strictObject({ kind: v.literal('receipt'), message: v.string(), receipt: count })
const arrival = v.strictObject({ kind: v.literal('arrival'), message: v.string() })
const retry = v.strictObject({ kind: v.literal('retry'), delivery: v.string() })

/** What is still to happen, in order. */
export const savedEvents = v.array(
  v.strictObject({ at: moment, item: v.variant('kind', [receipt, arrival, retry]) }),
)
