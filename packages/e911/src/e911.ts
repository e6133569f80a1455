import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type PageOptions,
  type Path,
  path,
  phoneNumber,
  type RequestOptions,
} from '@flowroute/core'
import { checkChanges, checkInput, entities, entity, noContent, toClient } from '@flowroute/core/resource'
import { checkFields, fieldsInput } from './address-input.ts'
import type { AddressChanges, ListOptions, NewAddress } from './options.ts'
import {
  type AddressNumber,
  addressInput,
  addressNumberSchema,
  addressSchema,
  assignmentInput,
  type EmergencyAddress,
} from './schemas.ts'

/**
 * Emergency (E911) addresses: what the dispatcher of a 911 call from a number is told.
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
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-e911-addresses/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<EmergencyAddress> {
    return this.#client.list(
      () => ({
        path: path`/v2/e911s`,
        query: checkFields('options', options),
        pageSizeAtMost: 2_000,
        decode: entities(addressSchema),
      }),
      request,
    )
  }

  /**
   * Gives one emergency address.
   *
   * @param addressId the address
   * @example const { label, zip } = await e911.get('20930')
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-e911-record-details/
   */
  get(addressId: string, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({ path: addressPath(addressId), decode: entity(addressSchema) }),
      request,
    )
  }

  /**
   * Asks Flowroute whether an address can be used; saves noContent, and gives noContent when it can.
   *
   * @param address the whole address
   * @example await e911.validate(address) // throws where it is not valid
   * @throws {InvalidInputError} it cannot be right; `issues` has every problem, and noContent was sent
   * @throws {BadRequestError} there is no such place
   * @throws {UnprocessableEntityError} a field is wrong; `fields` has what is, by the names of the fields
   * @see https://developer.flowroute.com/api/numbers/v2.0/validate-e911-address/
   */
  validate(address: NewAddress, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/e911s/validate`,
        body: envelope(checkFields('address', address)),
        // It saves nothing.
        replayable: true,
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Validates an address and saves it on the account. It protects no number before it is assigned.
   *
   * Not repeated after an ambiguous failure: with `outcome: 'unknown'` it may exist already, which
   * {@link E911.list} with its label tells.
   *
   * @param address the whole address
   * @example const { id } = await e911.create(address)
   * @throws {InvalidInputError} it cannot be right; `issues` has every problem, and noContent was sent
   * @throws {DuplicateAddressError} the account has it already
   * @throws {BadRequestError} there is no such place
   * @throws {UnprocessableEntityError} a field is wrong; `fields` has what is, by the names of the fields
   * @see https://developer.flowroute.com/api/numbers/v2.0/create-and-validate-new-e911-address/
   */
  create(address: NewAddress, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/e911s`,
        body: envelope(checkFields('address', address)),
        replayable: false,
        decode: entity(addressSchema),
      }),
      request,
    )
  }

  /**
   * Changes fields of an address, which is validated as a whole; what is left out stays as it is.
   *
   * Exactly the fields given are sent. The suite and its type stay unless they are changed, or removed with null.
   *
   * @param addressId the address
   * @param changes what to change, one thing at least
   * @example await e911.update('20930', { label: 'Head office' })
   * @throws {InvalidInputError} a change cannot be right; `issues` has every problem, and noContent was sent
   * @throws {NotFoundError} the address is not on the account
   * @throws {BadRequestError} there is no such place
   * @throws {UnprocessableEntityError} a field is wrong; `fields` has what is, by the names of the fields
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-and-validate-existing-e911-address/
   */
  update(addressId: string, changes: AddressChanges, request?: RequestOptions): ApiPromise<EmergencyAddress> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: addressPath(addressId),
        body: envelope(checkChanges(fieldsInput('changes', changes), changes)),
        decode: entity(addressSchema),
      }),
      request,
    )
  }

  /**
   * Deletes an address that is assigned to no number.
   *
   * @param addressId the address
   * @example await e911.delete('20930')
   * @throws {ApiError} it is assigned to a number: {@link E911.unassign} that first
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-e911-address-from-account/
   */
  delete(addressId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: addressPath(addressId), decode: noContent }),
      request,
    )
  }

  /**
   * Assigns an address to a number, in place of the one it had. That is charged, but not again for the same address.
   *
   * @param addressId the address
   * @param numberId the number, in any way of writing
   * @example await e911.assign('20930', '12065550100')
   * @throws {NotFoundError} the address or the number is not on the account
   * @throws {UnprocessableEntityError} the number does not support emergency services
   * @see https://developer.flowroute.com/api/numbers/v2.0/assign-valid-e911-address-to-phone-number/
   */
  assign(addressId: string, numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => {
      const checked = checkInput(assignmentInput, { addressId, numberId })
      return {
        method: 'PATCH',
        path: path`${numberPath(checked.numberId)}/${checked.addressId}`,
        decode: noContent,
      }
    }, request)
  }

  /**
   * Takes the address off a number: emergency service ends for it, and a 911 call from it may be charged extra.
   *
   * @param numberId the number, in any way of writing
   * @example await e911.unassign('12065550100')
   * @throws {NotFoundError} the number is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/deactivate-e911-service-for-phone-number/
   */
  unassign(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'DELETE',
        path: numberPath(numberId),
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Lists the numbers that an address is assigned to.
   *
   * @param addressId the address
   * @param options pages of at most 200, the default
   * @example for await (const { id } of e911.listNumbers('20930')) console.log(id)
   * @throws {NotFoundError} the address is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-numbers-associated-with-e911-record/
   */
  listNumbers(addressId: string, options: PageOptions = {}, request?: RequestOptions): List<AddressNumber> {
    return this.#client.list(
      () => ({
        path: path`${addressPath(addressId)}/relationships/numbers`,
        query: { ...options },
        decode: entities(addressNumberSchema),
      }),
      request,
    )
  }
}

const envelope = (attributes: object) => ({ data: { type: 'e911', attributes } })

const addressPath = (addressId: string): Path =>
  path`/v2/e911s/${checkInput(addressInput, { addressId }).addressId}`

const numberPath = (numberId: string): Path =>
  path`/v2/numbers/${phoneNumber(numberId, 'numberId')}/relationships/e911s`
