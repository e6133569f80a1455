import type * as v from 'valibot'
import { list, strictObject, webUrl, word } from '../validation/values.ts'

/** The events that an account or a number can have a webhook for; `dlr_callback` is the older SMS name. */
export const callbackKinds = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
] as const

export type CallbackKind = (typeof callbackKinds)[number]

const savedCallback = strictObject({ kind: word(callbackKinds), url: webUrl })

export type SavedCallback = v.InferOutput<typeof savedCallback>

/** The webhook addresses of one account or one number, in the order in which they were set. */
export const savedCallbacks = list(savedCallback)
