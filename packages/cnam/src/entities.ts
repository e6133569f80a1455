/**
 * A caller name of the account.
 *
 * @example const { value, isApproved, rejectionReason }: CnamRecord = await cnam.get('23454')
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-cnam-record-details/
 */
export interface CnamRecord {
  /** Flowroute's id of the record, such as `23454`. */
  id: string
  /** The name: 1 to 15 characters. */
  value: string
  /** Whether Flowroute has approved it; false while it waits for that, and when it was rejected. */
  isApproved: boolean
  /** When it was approved; null while it is not. */
  approvalDatetime: Date | null
  /** When it was created; null for old records. */
  creationDatetime: Date | null
  /** Why it was rejected; null or empty when it was not. */
  rejectionReason: string | null
  /** The phone numbers that show the name; only {@link Cnam.get} has them, of an approved record. */
  numbers?: CnamNumber[] | undefined
}

/**
 * A phone number that shows a caller name. Where the response includes its attributes, they are here too, as
 * `PhoneNumber` of `@flowroute/numbers` has them.
 *
 * @example const numbers: CnamNumber[] = (await cnam.get('23454')).numbers ?? []
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-cnam-record-details/
 */
export interface CnamNumber {
  /** The number: digits, country code first. */
  id: string
}

/**
 * Flowroute's acceptance of an assignment, or of its removal.
 *
 * @example const { id, dateCreated }: CnamAssignment = await cnam.assign('23454', '12065550100')
 * @see https://developer.flowroute.com/api/numbers/v2.0/assign-a-cnam-record-to-phone-number/
 */
export interface CnamAssignment {
  /** Id of the record that was assigned; null when one was removed. */
  id: string | null
  /** When Flowroute accepted it, to the second. */
  dateCreated: Date
}
