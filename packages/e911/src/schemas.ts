import { type Entity, openEnum, patternInput, phoneNumberInput, textOrNumber } from '@flowroute/core/resource'
import * as v from 'valibot'
import { fields } from './fields.ts'

/** An emergency address, as the list, its details, its creation and its update give it. */
export const addressSchema = v.looseObject({
  id: textOrNumber(),
  ...fields(textOrNumber),
  country: openEnum<'US' | 'CA'>(),
  addressType: v.optional(v.nullable(textOrNumber())),
  addressTypeNumber: v.optional(v.nullable(textOrNumber())),
})

/** A number that an emergency address is assigned to. */
export const addressNumberSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.nullable(v.string()),
  value: textOrNumber(),
})

/**
 * An emergency address on the account. Older ones may have other spellings than Flowroute takes today, such as the
 * country `USA` or the address type `L`.
 *
 * @example const { streetNumber, streetName, zip }: EmergencyAddress = await e911.get('20930')
 */
export type EmergencyAddress = Entity<typeof addressSchema>

/**
 * A phone number that an emergency address is assigned to. Its `id` is the number itself.
 *
 * @example const numbers: AddressNumber[] = await e911.listNumbers('20930').toArray()
 */
export type AddressNumber = Entity<typeof addressNumberSchema>

/** Dots alone would leave the collection when the id is part of a path. */
const addressIdInput = () =>
  patternInput(/^(?!\.{1,2}$)\S+$/, 'must be the id of an address as text, such as "20930"')

export const addressInput = v.looseObject({ addressId: addressIdInput() })

export const assignmentInput = v.looseObject({ addressId: addressIdInput(), numberId: phoneNumberInput() })
