import * as v from 'valibot'
import { flag, list, strictObject, text, webUrl, word } from '../validation/values.ts'
import { moment, phoneNumber } from './values.ts'

/** Moments are in milliseconds since the epoch. */
const task = strictObject({
  id: text,
  action: word(['enable', 'disable']),
  numbers: list(strictObject({ number: phoneNumber, state: word(['processing', 'successful', 'failed']) })),
  callbackUrl: v.nullable(webUrl),
  email: flag,
  startedAt: moment,
})

/** A task that enables or disables numbers for messages. */
export type ProvisioningTask = v.InferOutput<typeof task>

export const savedProvisioningTasks = list(task)
