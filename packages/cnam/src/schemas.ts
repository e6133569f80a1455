import {
  booleanInput,
  booleanOrText,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  phoneNumberInput,
  type Schema,
  textInput,
  textOrNumber,
  timestamp,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import type { CnamNumber } from './entities.ts'

/** Null, also where a response leaves the attribute out. */
const orNull = <T>(schema: Schema<T>) => v.optional(v.nullable(schema), null)

/** A caller name, in the responses to its creation, its details and a list. */
export const recordSchema = v.looseObject({
  id: textOrNumber(),
  value: textOrNumber(),
  isApproved: booleanOrText(),
  approvalDatetime: orNull(timestamp()),
  creationDatetime: orNull(timestamp()),
  rejectionReason: orNull(textOrNumber()),
  numbers: v.optional(
    input<CnamNumber[]>(
      (value) => Array.isArray(value) && value.every((member) => member?.id),
      'Expected phone numbers',
    ),
  ),
})

/** The documented response to an update has the value alone; only what is not approved yet can be updated. */
export const updatedSchema = v.looseObject({
  ...recordSchema.entries,
  isApproved: v.optional(booleanOrText(), false),
})

/** The response to an assignment or its removal. */
export const assignmentSchema = v.looseObject({ id: v.nullable(textOrNumber()), dateCreated: timestamp() })

export const recordIdInput = idInput('a CNAM record', '23454')

export const numberIdInput = phoneNumberInput()

const rule = (pattern: RegExp, message: string) => v.check((value: string) => pattern.test(value), message)

/** Flowroute's rules for names. Whether a name offends or misleads is decided by the approval. */
const valueInput = () =>
  v.pipe(
    input<string>((value) => typeof value === 'string', 'must be a text'),
    rule(/^.{1,15}$/su, 'must have 1 to 15 characters'),
    rule(/[a-z]/i, 'must have at least one letter from A to Z (a phone number is no name)'),
    rule(/^[\w .,@+&'/"-]*$/, `must have only letters from A to Z, digits, spaces and - _ . , @ + & ' / "`),
  )

export const listInput = listOptionsInput({
  isApproved: v.optional(booleanInput()),
  value: v.optional(textInput()),
})

export const createInput = inputObject({ value: valueInput() })

export const updateInput = inputObject({ recordId: recordIdInput, value: valueInput() })

export const assignInput = inputObject({ recordId: recordIdInput, numberId: numberIdInput })
