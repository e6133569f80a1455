import * as v from 'valibot'
import { kindProblem, list, strictObject, text } from '../validation/values.ts'
import { count, moment } from './values.ts'

const receipt = strictObject({ kind: v.literal('receipt'), message: text, receipt: count })
const arrival = strictObject({ kind: v.literal('arrival'), message: text })
const retry = strictObject({ kind: v.literal('retry'), delivery: text })

/** What is still to happen, in order. */
export const savedEvents = list(
  strictObject({
    at: moment,
    item: v.variant('kind', [receipt, arrival, retry], kindProblem(['receipt', 'arrival', 'retry'])),
  }),
)
