import * as v from 'valibot'
import { flag, strictObject, text, word } from '../validation/values.ts'
import { savedCallbacks } from './callbacks.ts'
import { moment, optionalId, phoneNumber } from './values.ts'

/** `VPRI`: calls over rented channels; `METERED`: calls are billed by the minute. */
export const billingMethods = ['VPRI', 'METERED'] as const

export type BillingMethod = (typeof billingMethods)[number]

const provisioning = strictObject({
  taskId: text,
  readyAt: moment,
  notify: strictObject({
    email: v.exactOptional(flag),
    callbackUrl: v.exactOptional(text),
  }),
})

/** A number on the account; what the inventory says of it, or its digits, is not repeated. */
export const savedNumber = strictObject({
  number: phoneNumber,
  /** Whether it comes from another carrier, and not from the inventory. */
  ported: flag,
  alias: v.nullable(text),
  cnamLookupsEnabled: flag,
  provisioning: v.nullable(provisioning),
  primaryRouteId: optionalId,
  failoverRouteId: optionalId,
  billingMethod: word(billingMethods),
  emergencyAddressId: optionalId,
  cnamId: optionalId,
  callbacks: savedCallbacks,
})

export type SavedNumber = v.InferOutput<typeof savedNumber>
