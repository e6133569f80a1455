import * as v from 'valibot'
import { savedCallbacks } from './callbacks.ts'
import { moment, optionalId, phoneNumber } from './values.ts'

/** `VPRI`: calls over rented channels; `METERED`: calls are billed by the minute. */
export const billingMethods = ['VPRI', 'METERED'] as const

export type BillingMethod = (typeof billingMethods)[number]

const provisioning = v.strictObject({
  taskId: v.string(),
  readyAt: moment,
  notify: v.strictObject({
    email: v.exactOptional(v.boolean()),
    callbackUrl: v.exactOptional(v.string()),
  }),
})

/** A number on the account; what the inventory says of it is not repeated. */
export const savedNumber = v.strictObject({
  number: phoneNumber,
  alias: v.nullable(v.string()),
  cnamLookupsEnabled: v.boolean(),
  provisioning: v.nullable(provisioning),
  primaryRouteId: optionalId,
  failoverRouteId: optionalId,
  billingMethod: v.picklist(billingMethods),
  emergencyAddressId: optionalId,
  cnamId: optionalId,
  callbacks: savedCallbacks,
})

export type SavedNumber = v.InferOutput<typeof savedNumber>
