import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  InvalidInputError,
  type List,
  type Path,
  path,
  phoneNumber,
  type RequestOptions,
} from '@flowroute/core'
import {
  type CallbackKind,
  callbackKindInput,
  checkChanges,
  checkInput,
  entities,
  entity,
  noContent,
  toClient,
} from '@flowroute/core/resource'
import type {
  AreaCodeOptions,
  ExchangeOptions,
  ListOptions,
  PurchaseOptions,
  SearchOptions,
  UpdateOptions,
} from './options.ts'
import {
  type AreaCode,
  type AvailableNumber,
  availableNumberSchema,
  callbackUrlInput,
  codeSchema,
  codesInput,
  type Exchange,
  exchangesInput,
  listInput,
  type PhoneNumber,
  phoneNumberSchema,
  purchaseInput,
  searchInput,
  updateInput,
} from './schemas.ts'

/**
 * Phone numbers: search and buy, list and inspect, update and release.
 *
 * @example
 * const numbers = new Numbers() // FR_ACCESS_KEY and FR_SECRET_KEY
 * for await (const number of numbers.search({ state: 'WA', contains: '77' })) console.log(number.id)
 * @see https://developer.flowroute.com/api/numbers/v2.0/
 */
export class Numbers {
  readonly #client: Client

  /** @param client a client, shared with other classes, or the options of a new one */
  constructor(client?: Client | ClientOptions) {
    this.#client = toClient(client)
  }

  /**
   * Lists the area codes that have numbers for sale.
   *
   * @param options filters; pages of at most 400, default 200
   * @example const codes = await numbers.listAreaCodes({ maxSetupCost: 1 }).toArray()
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-area-codes/
   */
  listAreaCodes(options: AreaCodeOptions = {}, request?: RequestOptions): List<AreaCode> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers/available/areacodes`,
        query: checkInput(codesInput, options),
        pageSizeAtMost: 400,
        decode: entities(codeSchema),
      }),
      request,
    )
  }

  /**
   * Lists the exchanges (NPANXX) that have numbers for sale.
   *
   * @param options filters; pages of at most 200, the default
   * @example const exchanges = await numbers.listExchanges({ areaCode: '206' }).take(5)
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-exchanges/
   */
  listExchanges(options: ExchangeOptions = {}, request?: RequestOptions): List<Exchange> {
    return this.#client.list(() => {
      const { areaCode, ...filters } = checkInput(exchangesInput, options)
      return {
        path: path`/v2/numbers/available/exchanges`,
        // One word on the wire.
        query: { ...filters, areacode: areaCode },
        decode: entities(codeSchema),
      }
    }, request)
  }

  /**
   * Searches the numbers for sale.
   *
   * @param options filters and order; pages of at most 200, the default
   * @example const ten = await numbers.search({ state: 'WA', rateCenter: 'seattle' }).take(10)
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
   */
  search(options: SearchOptions = {}, request?: RequestOptions): List<AvailableNumber> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers/available`,
        query: checkInput(searchInput, options),
        decode: entities(availableNumberSchema),
      }),
      request,
    )
  }

  /**
   * Buys a number for the account; its setup cost and monthly cost are charged.
   *
   * Not repeated after an ambiguous failure: with `outcome: 'unknown'` it may be yours already, which
   * {@link Numbers.get} tells. When it is bought but could not be provisioned for messages, `withResponse()` has
   * that in its `warnings`.
   *
   * @param numberId the number, in any way of writing
   * @param options settings it is bought with
   * @example const number = await numbers.purchase('12065014377', { messagingEnabled: true })
   * @throws {NotFoundError} it is not for sale (any more)
   * @see https://developer.flowroute.com/api/numbers/v2.0/purchase-a-phone-number/
   */
  purchase(numberId: string, options?: PurchaseOptions, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: numberPath(numberId),
        body: options === undefined ? undefined : checkInput(purchaseInput, options),
        replayable: false,
        decode: entity(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Lists the account's numbers, without their relationships; {@link Numbers.get} has those.
   *
   * @param options filters; pages of at most 200, the default
   * @example for await (const { id, alias } of numbers.list({ startsWith: '1206' })) console.log(id, alias)
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-phone-numbers/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<PhoneNumber> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers`,
        query: checkInput(listInput, options),
        decode: entities(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Gives the details of one of the account's numbers, with its routes, emergency address and caller name.
   *
   * @param numberId the number, in any way of writing
   * @example const { primaryRoute } = await numbers.get('12065550100')
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
   */
  get(numberId: string, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(
      () => ({ path: numberPath(numberId), decode: entity(phoneNumberSchema) }),
      request,
    )
  }

  /**
   * Gives the details of many of the account's numbers at once.
   *
   * @param numberIds the numbers, in any way of writing; one at least
   * @example const details = await numbers.getMany(['12065550100', '12065550101'])
   * @throws {InvalidInputError} there is none, or one of them is not a phone number
   * @see https://developer.flowroute.com/api/numbers/v2.1/list-multiple-phone-number-details/
   */
  getMany(numberIds: readonly string[], request?: RequestOptions): ApiPromise<PhoneNumber[]> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/numbers/details`,
        body: { numbers: checkNumbers(numberIds) },
        replayable: true,
        decode: entities(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Changes settings of a number; what is left out stays as it is.
   *
   * @param numberId the number, in any way of writing
   * @param changes what to change, one thing at least
   * @example await numbers.update('12065550100', { alias: 'front desk' })
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-phone-number-details/
   */
  update(numberId: string, changes: UpdateOptions, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: numberPath(numberId),
        body: { type: 'number', ...checkUpdate(changes) },
        decode: entity(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Gives a number back; its monthly billing stops and others can buy it.
   *
   * @param numberId the number, in any way of writing
   * @example await numbers.release('12065550100')
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/release-phone-number-from-account/
   */
  release(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: numberPath(numberId), decode: noContent }),
      request,
    )
  }

  /**
   * Sets where Flowroute posts the messages to, or the delivery receipts of, one number.
   *
   * @param numberId the number, in any way of writing
   * @param kind what the callback is for
   * @param url absolute URL that Flowroute can reach
   * @example await numbers.setCallback('12065550100', 'sms_callback', 'https://example.com/inbound')
   * @throws {NotFoundError} the number is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/set-a-messaging-callback-url-for-phone-number
   */
  setCallback(numberId: string, kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`${numberPath(numberId)}/relationships/${checkInput(callbackKindInput(), kind, 'kind')}`,
        body: { callbackUrl: checkInput(callbackUrlInput, url, 'url') },
        replayable: true,
        decode: noContent,
      }),
      request,
    )
  }
}

const numberPath = (numberId: string): Path => path`/v2/numbers/${phoneNumber(numberId, 'numberId')}`

function checkNumbers(numberIds: readonly string[]): string[] {
  if (!Array.isArray(numberIds) || numberIds.length === 0) {
    throw new InvalidInputError([
      { field: 'numberIds', message: 'must be a list of one phone number at least' },
    ])
  }
  // Unlike map, this visits the holes of a sparse array too.
  return Array.from(numberIds, (id, index) => `+${phoneNumber(id, `numberIds.${index}`)}`)
}

function checkUpdate(changes: UpdateOptions): UpdateOptions {
  const checked = checkChanges(updateInput, changes)
  const { messagingEnabled, messagingEmail, messagingCallbackUrl } = checked
  if (messagingEnabled === undefined && (messagingEmail ?? messagingCallbackUrl) !== undefined) {
    throw new InvalidInputError([
      { field: 'messagingEnabled', message: 'is required with messagingEmail or messagingCallbackUrl' },
    ])
  }
  return checked
}
