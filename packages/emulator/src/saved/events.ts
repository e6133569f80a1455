import * as v from 'valibot'
import { kindProblem, list, strictObject, text } from '../validation/values.ts'
import { count, moment } from './values.ts'

const receipt = strictObject({ kind: v.literal('receipt'), message: text, receipt: count })
const arrival = strictObject({ kind: v.literal('arrival'), message: text })
const retry = strictObject({ kind: v.literal('retry'), delivery: text })
const portOrder = strictObject({ kind: v.literal('port-order'), order: text, change: count })
const cdrExport = strictObject({ kind: v.literal('cdr-export'), id: text })
const provisioning = strictObject({ kind: v.literal('provisioning'), task: text })
const pull = strictObject({ kind: v.literal('pull'), order: text, file: text })

const kinds = ['receipt', 'arrival', 'retry', 'port-order', 'cdr-export', 'provisioning', 'pull']

/** What is still to happen, in order. */
export const savedEvents = list(
  strictObject({
    at: moment,
    item: v.variant(
      'kind',
      [receipt, arrival, retry, portOrder, cdrExport, provisioning, pull],
      kindProblem(kinds),
    ),
  }),
)
