import {
  idInput,
  inputObject,
  listOptionsInput,
  openEnum,
  phoneNumberInput,
  textOrNumber,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { fields } from './fields.ts'
import type { AddressType } from './options.ts'

/** An unset text may come as `""`, as null or not at all. */
const nullUnlessGiven = <T extends string>(schema: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.optional(v.nullable(schema), null),
    v.transform((text) => text || null),
  )

export const addressSchema = v.looseObject({
  id: textOrNumber(),
  ...fields(textOrNumber),
  country: openEnum<'US' | 'CA'>(),
  addressType: nullUnlessGiven(openEnum<AddressType>()),
  addressTypeNumber: nullUnlessGiven(textOrNumber()),
})

export const addressNumberSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.nullable(v.string()),
  value: textOrNumber(),
})

export const addressIdInput = idInput('an address', '20930')

export const numberIdInput = phoneNumberInput()

export const assignmentInput = inputObject({ addressId: addressIdInput, numberId: numberIdInput })

export const listNumbersInput = listOptionsInput({})
