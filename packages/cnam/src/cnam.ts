import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import { checkInput, entities, entity, noContent, toClient } from '@flowroute/core/resource'
import type { CnamAssignment, CnamRecord } from './entities.ts'
import type { ListOptions } from './options.ts'
import {
  assignInput,
  assignmentSchema,
  createInput,
  listInput,
  numberIdInput,
  recordIdInput,
  recordSchema,
  updatedSchema,
  updateInput,
} from './schemas.ts'

/**
 * Caller names (CNAM): the name that people you call see beside your number.
 *
 * A name is created, approved by Flowroute within 48 hours, then assigned to numbers, where it shows after 5 to 7
 * business days.
 *
 * @example
 * const cnam = new Cnam() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const { id } = await cnam.create('RAIN CITY BREAD')
 * // within 48 hours:
 * if ((await cnam.get(id)).isApproved) await cnam.assign(id, '12065550100')
 * @see https://developer.flowroute.com/docs/set-up-caller-id-name-for-phone-number/
 */
export class Cnam {
  readonly #client: Client

  /** @param client a client, shared with other classes, or the options of a new one */
  constructor(client?: Client | ClientOptions) {
    this.#client = toClient(client)
  }

  /**
   * Lists the account's caller names, without their numbers; {@link Cnam.get} has those.
   *
   * @param options filters; pages of at most 1000, default 200
   * @example for await (const { id, value } of cnam.list({ isApproved: true })) console.log(id, value)
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-cnam-records/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<CnamRecord> {
    return this.#client.list(
      () => ({
        path: path`/v2/cnams`,
        query: checkInput(listInput, options, 'options'),
        // Flowroute enforces no maximum; this one bounds the size of a response.
        pageSizeAtMost: 1_000,
        decode: entities(recordSchema),
      }),
      request,
    )
  }

  /**
   * Gets the details of a caller name: whether it is approved, why it was rejected, the numbers that show it.
   *
   * @param recordId such as `23454`
   * @example const { isApproved, rejectionReason, numbers = [] } = await cnam.get('23454')
   * @throws {InvalidInputError} the id is not valid
   * @throws {NotFoundError} the account has no such record
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-cnam-record-details/
   */
  get(recordId: string, request?: RequestOptions): ApiPromise<CnamRecord> {
    return this.#client.request(() => ({ path: recordPath(recordId), decode: entity(recordSchema) }), request)
  }

  /**
   * Creates a caller name, which Flowroute approves or rejects within 48 hours.
   *
   * Names that offend, mislead or stand for somebody else are rejected.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the record may exist, which
   * {@link Cnam.list} tells.
   *
   * @param value the name: 1 to 15 characters, at least one of them a letter; letters from A to Z, digits, spaces and
   *   `- _ . , @ + & ' / "`, of which other networks may drop the special characters. It is sent unchanged.
   * @example const { id } = await cnam.create('RAIN CITY BREAD')
   * @throws {InvalidInputError} the name breaks a rule; `issues` has each one, nothing was sent
   * @throws {UnprocessableEntityError} Flowroute refused it, such as a name that the account has already
   * @see https://developer.flowroute.com/api/numbers/v2.0/create-a-new-cnam-record/
   */
  create(value: string, request?: RequestOptions): ApiPromise<CnamRecord> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/cnams`,
        body: checkInput(createInput, { value }),
        replayable: false,
        decode: entity(recordSchema),
      }),
      request,
    )
  }

  /**
   * Changes a caller name that is not approved yet.
   *
   * @param recordId such as `23454`
   * @param value the new name, by the rules of {@link Cnam.create}
   * @example await cnam.update('23454', 'RAIN CITY CAKES')
   * @throws {InvalidInputError} an argument is not valid; `issues` has each one, nothing was sent
   * @throws {NotFoundError} the account has no such record
   * @throws {ApiError} it is approved already, or Flowroute refused it for another reason
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-pending-cnam-record/
   */
  update(recordId: string, value: string, request?: RequestOptions): ApiPromise<CnamRecord> {
    return this.#client.request(() => {
      const checked = checkInput(updateInput, { recordId, value })
      return {
        method: 'PATCH',
        path: recordPath(checked.recordId),
        body: { data: { type: 'cnam', attributes: { value: checked.value } } },
        decode: entity(updatedSchema),
      }
    }, request)
  }

  /**
   * Deletes a caller name, and removes it from the numbers that show it.
   *
   * @param recordId such as `23454`
   * @example await cnam.delete('23454')
   * @throws {InvalidInputError} the id is not valid
   * @throws {NotFoundError} the account has no such record
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-a-cnam-record-from-account/
   */
  delete(recordId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: recordPath(recordId), decode: noContent }),
      request,
    )
  }

  /**
   * Assigns an approved caller name to a number. Flowroute accepts it at once; it shows after 5 to 7 business days.
   *
   * @param recordId id of an approved record, such as `23454`
   * @param numberId the number, in any notation: a US local one, neither toll-free nor Canadian
   * @example const { dateCreated } = await cnam.assign('23454', '12065550100')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such record or number
   * @throws {ApiError} the record is not approved, or the number cannot show a name
   * @see https://developer.flowroute.com/api/numbers/v2.0/assign-a-cnam-record-to-phone-number/
   */
  assign(recordId: string, numberId: string, request?: RequestOptions): ApiPromise<CnamAssignment> {
    return this.#client.request(() => {
      const checked = checkInput(assignInput, { recordId, numberId })
      return {
        method: 'PATCH',
        path: path`${cnamsPath(checked.numberId)}/${checked.recordId}`,
        decode: entity(assignmentSchema),
      }
    }, request)
  }

  /**
   * Removes the caller name from a number; the record stays.
   *
   * @param numberId the number, in any notation
   * @example await cnam.unassign('12065550100')
   * @throws {InvalidInputError} it is not a phone number
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/unassign-a-cnam-record-from-phone-number/
   */
  unassign(numberId: string, request?: RequestOptions): ApiPromise<CnamAssignment> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: cnamsPath(numberId), decode: entity(assignmentSchema) }),
      request,
    )
  }
}

const recordPath = (recordId: string): Path =>
  path`/v2/cnams/${checkInput(recordIdInput, recordId, 'recordId')}`

/** The plural, as documented; several of the official clients send the singular. */
const cnamsPath = (numberId: string): Path =>
  path`/v2/numbers/${checkInput(numberIdInput, numberId, 'numberId')}/relationships/cnams`
