import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type PageOptions,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import { checkChanges, checkInput, entities, entity, noContent, toClient } from '@flowroute/core/resource'
import { addressInput, listInput } from './address-input.ts'
import type { AddressNumber, EmergencyAddress } from './entities.ts'
import type { AddressChanges, ListOptions, NewAddress } from './options.ts'
import {
  addressIdInput,
  addressNumberSchema,
  addressSchema,
  assignmentInput,
  listNumbersInput,
  numberIdInput,
} from './schemas.ts'

/**
 * Emergency (E911) addresses: where help is sent after a 911 call from a number.
 *
 * @example
 * const e911 = new E911() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const address = await e911.create({
 *   label: 'Seattle office', firstName: 'Maria', lastName: 'Bermudez', streetNumber: '7742',
 *   streetName: '20th Ave SW', city: 'Seattle', state: 'WA', country: 'US', zip: '98106',
 * })
 * await e911.assign(address.id, '12065550100')
 * @see https://developer.flowroute.com/api/numbers/v2.0/
 */
export class E911 {
  readonly #client: Client

  /** @param client a client, shared with other classes, or the options of a new one */
  constructor(client?: Client | ClientOptions) {
    this.#client = toClient(client)
  }

  /**
   * Lists the account's emergency addresses.
   *
   * @param options filters; pages of at most 2000, default 200
   * @example for await (const { id, label } of e911.list({ state: 'WA' })) console.log(id, label)
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-e911-addresses/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<EmergencyAddress> {
    return this.#client.list(
      () => ({
        path: path`/v2/e911s`,
        query: checkInput(listInput, options, 'options'),
        pageSizeAtMost: 2_000,
        decode: entities(addressSchema),
      }),
      request,
    )
  }

  /**
   * Gets one emergency address.
   *
   * @param addressId such as `20930`
   * @example const { label, zip } = await e911.get('20930')
   * @throws {InvalidInputError} the id is not valid
   * @throws {NotFoundError} the account has no such address
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-e911-record-details/
   */
  get(addressId: string, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({ path: addressPath(addressId), decode: entity(addressSchema) }),
      request,
    )
  }

  /**
   * Checks with Flowroute that an address is valid, and saves nothing. Resolves when it is; rejects when it is not.
   *
   * @param address the whole address
   * @example await e911.validate(address)
   * @throws {InvalidInputError} a field is not valid; `issues` has each one, nothing was sent
   * @throws {BadRequestError} Flowroute does not find the place
   * @throws {UnprocessableEntityError} Flowroute refused a field; `fields` has the reasons by field
   * @see https://developer.flowroute.com/api/numbers/v2.0/validate-e911-address/
   */
  validate(address: NewAddress, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/e911s/validate`,
        body: envelope(checkInput(addressInput(true, address), address, 'address')),
        // Nothing is saved.
        replayable: true,
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Validates an address and saves it on the account. No number has it before {@link E911.assign}.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the address may exist, which
   * {@link E911.list} with its label tells.
   *
   * @param address the whole address
   * @example const { id } = await e911.create(address)
   * @throws {InvalidInputError} a field is not valid; `issues` has each one, nothing was sent
   * @throws {DuplicateAddressError} the account has this address already
   * @throws {BadRequestError} Flowroute does not find the place
   * @throws {UnprocessableEntityError} Flowroute refused a field; `fields` has the reasons by field
   * @see https://developer.flowroute.com/api/numbers/v2.0/create-and-validate-new-e911-address/
   */
  create(address: NewAddress, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/e911s`,
        body: envelope(checkInput(addressInput(true, address), address, 'address')),
        replayable: false,
        decode: entity(addressSchema),
      }),
      request,
    )
  }

  /**
   * Changes fields of an address, which Flowroute validates as a whole.
   *
   * Only the fields given are sent, so that no other one changes. Null removes `addressType` and `addressTypeNumber`.
   *
   * @param addressId such as `20930`
   * @param changes the fields to change, at least one
   * @example await e911.update('20930', { label: 'Head office' })
   * @throws {InvalidInputError} a field is not valid; `issues` has each one, nothing was sent
   * @throws {NotFoundError} the account has no such address
   * @throws {BadRequestError} Flowroute does not find the place
   * @throws {UnprocessableEntityError} Flowroute refused a field; `fields` has the reasons by field
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-and-validate-existing-e911-address/
   */
  update(addressId: string, changes: AddressChanges, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: addressPath(addressId),
        body: envelope(checkChanges(addressInput(false, changes), changes)),
        decode: entity(addressSchema),
      }),
      request,
    )
  }

  /**
   * Deletes an address that is assigned to no number.
   *
   * @param addressId such as `20930`
   * @example await e911.delete('20930')
   * @throws {InvalidInputError} the id is not valid
   * @throws {ApiError} a number has the address: call {@link E911.unassign} first
   * @throws {NotFoundError} the account has no such address
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-e911-address-from-account/
   */
  delete(addressId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: addressPath(addressId), decode: noContent }),
      request,
    )
  }

  /**
   * Assigns an address to a number, and replaces the one it had. That is charged, unless the number has the address
   * already.
   *
   * @param addressId such as `20930`
   * @param numberId the number, in any notation
   * @example await e911.assign('20930', '12065550100')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such address or number
   * @throws {UnprocessableEntityError} the number does not support emergency services
   * @see https://developer.flowroute.com/api/numbers/v2.0/assign-valid-e911-address-to-phone-number/
   */
  assign(addressId: string, numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => {
      const checked = checkInput(assignmentInput, { addressId, numberId })
      return {
        method: 'PATCH',
        path: path`/v2/numbers/${checked.numberId}/relationships/e911s/${checked.addressId}`,
        decode: noContent,
      }
    }, request)
  }

  /**
   * Removes the address from a number. That ends its emergency service: a 911 call from it may be charged extra.
   *
   * @param numberId the number, in any notation
   * @example await e911.unassign('12065550100')
   * @throws {InvalidInputError} it is not a phone number
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/deactivate-e911-service-for-phone-number/
   */
  unassign(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'DELETE',
        path: path`/v2/numbers/${checkInput(numberIdInput, numberId, 'numberId')}/relationships/e911s`,
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Lists the numbers that an address is assigned to.
   *
   * @param addressId such as `20930`
   * @param options pages of at most 200, the default
   * @example for await (const { value, alias } of e911.listNumbers('20930')) console.log(value, alias)
   * @throws {InvalidInputError} the id or an option is not valid
   * @throws {NotFoundError} the account has no such address
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-numbers-associated-with-e911-record/
   */
  listNumbers(addressId: string, options: PageOptions = {}, request?: RequestOptions): List<AddressNumber> {
    return this.#client.list(
      () => ({
        path: path`${addressPath(addressId)}/relationships/numbers`,
        query: checkInput(listNumbersInput, options, 'options'),
        decode: entities(addressNumberSchema),
      }),
      request,
    )
  }
}

const envelope = (attributes: object) => ({ data: { type: 'e911', attributes } })

const addressPath = (addressId: string): Path =>
  path`/v2/e911s/${checkInput(addressIdInput, addressId, 'addressId')}`
