import {
  booleanInput,
  booleanOrText,
  type Entity,
  input,
  patternInput,
  phoneNumberInput,
  type Schema,
  textInput,
  textOrNumber,
  timestamp,
} from '@flowroute/core/resource'
import * as v from 'valibot'

/** Flowroute's null, and where an answer does not tell at all. */
const orNull = <T>(schema: Schema<T>) => v.optional(v.nullable(schema), null)

/** A caller name, as its creation, its details and the list give it. */
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

/** The answer to an update is documented with the value alone; only what is not approved yet can be updated. */
export const updatedSchema = v.looseObject({
  ...recordSchema.entries,
  isApproved: v.optional(booleanOrText(), false),
})

/** What an assignment or its end is answered with. */
export const assignmentSchema = v.looseObject({ id: v.nullable(textOrNumber()), dateCreated: timestamp() })

/**
 * A phone number that shows a caller name: its id, 11 digits with the country code first, and where the answer includes
 * them its attributes, as `@flowroute/numbers` has them.
 *
 * @example const [{ id }]: CnamNumber[] = (await cnam.get('23454')).numbers ?? []
 */
export interface CnamNumber {
  id: string
  [attribute: string]: unknown
}

/**
 * A caller name on the account. `isApproved` is false while it waits for approval and when it was rejected, which
 * `rejectionReason` tells. Times are null where Flowroute has none.
 *
 * `numbers` are the phone numbers that show it; only {@link Cnam.get} gives them, of an approved record.
 *
 * @example const { value, isApproved, rejectionReason }: CnamRecord = await cnam.get('23454')
 */
export type CnamRecord = Entity<typeof recordSchema>

/**
 * That Flowroute has taken an assignment, or its end: then the `id` is null, else that of the record. `dateCreated` is
 * when, to the second.
 *
 * @example const { id, dateCreated }: CnamAssignment = await cnam.assign('23454', '12065550100')
 */
export type CnamAssignment = Entity<typeof assignmentSchema>

/** Dots alone would leave the collection when the id is part of a path. */
export const recordIdInput = () =>
  patternInput(/^(?!\.{1,2}$)\S+$/, 'must be the id of a CNAM record as text, such as "23454"')

const rule = (pattern: RegExp, message: string) => v.check((value: string) => pattern.test(value), message)

/** Flowroute's storage rules. Whether a name offends or misleads is for the approval to say. */
const valueInput = () =>
  v.pipe(
    input<string>((value) => typeof value === 'string', 'must be a text'),
    rule(/^.{1,15}$/su, 'must have 1 to 15 characters'),
    rule(/[a-z]/i, 'must have at least one letter from A to Z (a phone number is no name)'),
    rule(/^[\w .,@+&'/"-]*$/, `must have only letters from A to Z, digits, spaces and - _ . , @ + & ' / "`),
  )

export const listInput = v.looseObject({
  isApproved: v.optional(booleanInput()),
  value: v.optional(textInput()),
})

export const createInput = v.looseObject({ value: valueInput() })

export const updateInput = v.looseObject({ recordId: recordIdInput(), value: valueInput() })

export const assignInput = v.looseObject({ recordId: recordIdInput(), numberId: phoneNumberInput() })
