import type { Schema } from '../schemas/schema.ts'
import { patternInput } from './fields.ts'

/**
 * What a callback URL is for: inbound messages or delivery receipts. `dlr_callback` is the deprecated name of
 * `sms_dlr_callback`.
 *
 * @example messages.setCallback('mms_callback', 'https://example.com/inbound')
 */
export type CallbackKind =
  | 'sms_callback'
  | 'mms_callback'
  | 'sms_dlr_callback'
  | 'mms_dlr_callback'
  | 'dlr_callback'

/**
 * Schema of a callback's kind as input.
 *
 * @example checkInput(callbackKindInput(), 'sms_callback', 'kind')
 */
export const callbackKindInput = (): Schema<string> =>
  patternInput(
    /^((sms|mms)_(dlr_)?|dlr_)callback$/,
    'must be sms_callback, mms_callback, sms_dlr_callback, mms_dlr_callback or dlr_callback',
  )
