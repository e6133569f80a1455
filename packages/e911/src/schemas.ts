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

export const addressSchema = v.looseObject({
  id: textOrNumber(),
  ...fields(textOrNumber),
  country: openEnum<'US' | 'CA'>(),
  addressType: v.optional(v.nullable(openEnum<AddressType>())),
  addressTypeNumber: v.optional(v.nullable(textOrNumber())),
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
