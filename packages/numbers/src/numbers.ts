import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  InvalidInputError,
  type List,
  type PageOptions,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import {
  type Callback,
  type CallbackKind,
  callbackKindInput,
  checkChanges,
  checkInput,
  entities,
  entity,
  getCallback,
  noContent,
  toClient,
} from '@flowroute/core/resource'
import type { AreaCode, AvailableNumber, Exchange, PhoneNumber, Provisioning, Tier } from './entities.ts'
import type {
  AreaCodeOptions,
  ExchangeOptions,
  ListOptions,
  ProvisioningOptions,
  PurchaseOptions,
  SearchOptions,
  UpdateOptions,
} from './options.ts'
import {
  availableNumberSchema,
  callbackUrlInput,
  codeSchema,
  codesInput,
  exchangesInput,
  listInput,
  numberIdInput,
  phoneNumberSchema,
  provisioningInput,
  provisioningSchema,
  purchaseInput,
  searchInput,
  taskIdInput,
  tiersInput,
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
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-area-codes/
   */
  listAreaCodes(options: AreaCodeOptions = {}, request?: RequestOptions): List<AreaCode> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers/available/areacodes`,
        query: checkInput(codesInput, options, 'options'),
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
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-exchanges/
   */
  listExchanges(options: ExchangeOptions = {}, request?: RequestOptions): List<Exchange> {
    return this.#client.list(() => {
      const { areaCode, ...filters } = checkInput(exchangesInput, options, 'options')
      return {
        path: path`/v2/numbers/available/exchanges`,
        // One word on the wire.
        query: { ...filters, areacode: areaCode },
        decode: entities(codeSchema),
      }
    }, request)
  }

  /**
   * Lists the price tiers that have numbers for sale.
   *
   * @param options pages of at most 200, the default
   * @example for await (const { id } of numbers.listTiers()) console.log(id) // 'Standard'
   * @throws {InvalidInputError} an option is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-tiers/
   */
  listTiers(options: PageOptions = {}, request?: RequestOptions): List<Tier> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers/available/tiers`,
        query: checkInput(tiersInput, options, 'options'),
        decode: entities(codeSchema),
      }),
      request,
    )
  }

  /**
   * Searches the numbers for sale.
   *
   * @param options filters and order; pages of at most 200, the default
   * @example const ten = await numbers.search({ state: 'WA', rateCenter: 'seattle' }).take(10)
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
   */
  search(options: SearchOptions = {}, request?: RequestOptions): List<AvailableNumber> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers/available`,
        query: checkInput(searchInput, options, 'options'),
        decode: entities(availableNumberSchema),
      }),
      request,
    )
  }

  /**
   * Buys a number for the account; its setup cost and monthly cost are charged.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the number may be bought, which
   * {@link Numbers.get} tells. When it is bought but could not be provisioned for messages, `withResponse()` has that in
   * its `warnings`.
   *
   * @param numberId the number, in any notation
   * @param options settings of the number
   * @example const number = await numbers.purchase('12065014377', { messagingEnabled: true })
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} it is not for sale, or no longer
   * @throws {UnprocessableEntityError} it is on the account already
   * @see https://developer.flowroute.com/api/numbers/v2.0/purchase-a-phone-number/
   */
  purchase(numberId: string, options?: PurchaseOptions, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: numberPath(numberId),
        body: options === undefined ? undefined : checkInput(purchaseInput, options, 'options'),
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
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-phone-numbers/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<PhoneNumber> {
    return this.#client.list(
      () => ({
        path: path`/v2/numbers`,
        query: checkInput(listInput, options, 'options'),
        decode: entities(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Gets the details of one of the account's numbers, with its routes, emergency address and caller name.
   *
   * @param numberId the number, in any notation
   * @example const { primaryRoute } = await numbers.get('12065550100')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
   */
  get(numberId: string, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(
      () => ({ path: numberPath(numberId), decode: entity(phoneNumberSchema) }),
      request,
    )
  }

  /**
   * Gets the details of many of the account's numbers at once.
   *
   * @param numberIds the numbers, in any notation; at least one
   * @example const details = await numbers.getMany(['12065550100', '12065550101'])
   * @throws {InvalidInputError} the list is empty, or an item is not a phone number
   * @throws {NotFoundError} the account does not have one of them
   * @see https://developer.flowroute.com/api/numbers/v2.1/list-multiple-phone-number-details/
   */
  getMany(numberIds: readonly string[], request?: RequestOptions): ApiPromise<PhoneNumber[]> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/numbers/details`,
        body: { numbers: checkNumbers(numberIds).map((number) => `+${number}`) },
        replayable: true,
        decode: entities(phoneNumberSchema),
      }),
      request,
    )
  }

  /**
   * Changes settings of a number. A setting that is left out does not change.
   *
   * @param numberId the number, in any notation
   * @param changes the settings to change, at least one
   * @example await numbers.update('12065550100', { alias: 'front desk' })
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number
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
   * Releases a number: its monthly billing stops, and others can buy it.
   *
   * @param numberId the number, in any notation
   * @example await numbers.release('12065550100')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/release-phone-number-from-account/
   */
  release(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: numberPath(numberId), decode: noContent }),
      request,
    )
  }

  /**
   * Sets the URL that Flowroute posts one number's inbound messages, or delivery receipts, to.
   *
   * @param numberId the number, in any notation
   * @param kind what the callback is for
   * @param url absolute URL that Flowroute can reach
   * @example await numbers.setCallback('12065550100', 'sms_callback', 'https://example.com/inbound')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/set-a-messaging-callback-url-for-phone-number
   */
  setCallback(numberId: string, kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: callbackPath(numberId, kind),
        body: { callbackUrl: checkInput(callbackUrlInput, url, 'url') },
        replayable: true,
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Gets a callback of one number. Those of the account, which count for numbers without their own, are in
   * `Messages.getCallback`.
   *
   * Flowroute's pages do not have this endpoint; a specification that it published for some days in 2018 does.
   *
   * @param numberId the number, in any notation
   * @param kind what the callback is for
   * @returns undefined when none is set, and when the account has no such number: both are a 404
   * @example const { callbackUrl } = (await numbers.getCallback('12065550100', 'sms_callback')) ?? {}
   * @throws {InvalidInputError} an argument is not valid
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-callback-details-for-account
   */
  getCallback(numberId: string, kind: CallbackKind, request?: RequestOptions): Promise<Callback | undefined> {
    return getCallback(this.#client, () => ({ path: callbackPath(numberId, kind) }), request)
  }

  /**
   * Removes a callback of one number: Flowroute posts to the account's, if there is one.
   *
   * Flowroute's pages do not have this endpoint; a specification that it published for some days in 2018 does.
   *
   * @param numberId the number, in any notation
   * @param kind what the callback is for
   * @example await numbers.removeCallback('12065550100', 'sms_callback')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} none is set, or the account has no such number
   * @see https://developer.flowroute.com/api/messages/v2.2/remove-a-callback-for-account/
   */
  removeCallback(numberId: string, kind: CallbackKind, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: callbackPath(numberId, kind), decode: noContent }),
      request,
    )
  }

  /**
   * Starts a task that provisions numbers for messages, or ends that. Provisioning has a price.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the task may run, which
   * `messagingEnabled` of the numbers tells after a while.
   *
   * @param numberIds the numbers, in any notation; at least one
   * @param action `enable` to provision them, `disable` to end that
   * @param options how to learn that the task is done; without them, poll {@link Numbers.getProvisioning}
   * @example const { id } = await numbers.provisionMessaging(['12065550100', '12065550101'], 'enable')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account does not have one of the numbers
   * @see https://developer.flowroute.com/api/message-provision/v2.0/enable-disable-message-provisioning/
   */
  provisionMessaging(
    numberIds: readonly string[],
    action: 'enable' | 'disable',
    options: ProvisioningOptions = {},
    request?: RequestOptions,
  ): ApiPromise<Provisioning> {
    return this.#client.request(() => {
      const numbers = checkNumbers(numberIds)
      const checked = checkInput(provisioningInput, { ...options, action }, 'options')
      return {
        method: 'POST',
        path: path`/v2/message-provision`,
        body: { numbers, ...checked },
        replayable: false,
        decode: entity(provisioningSchema),
      }
    }, request)
  }

  /**
   * Gets a provisioning task. It is done when none of its numbers is processing.
   *
   * @param taskId as {@link Numbers.provisionMessaging} returns it
   * @example const isDone = (await numbers.getProvisioning('b1c2')).numbers.processing.length === 0
   * @throws {InvalidInputError} the id is not valid
   * @throws {NotFoundError} there is no such task
   * @see https://developer.flowroute.com/api/message-provision/v2.0/look-up-a-message-provision-task/
   */
  getProvisioning(taskId: string, request?: RequestOptions): ApiPromise<Provisioning> {
    return this.#client.request(
      () => ({
        path: path`/v2/message-provision/status/${checkInput(taskIdInput, taskId, 'taskId')}`,
        decode: entity(provisioningSchema),
      }),
      request,
    )
  }
}

const numberPath = (numberId: string): Path =>
  path`/v2/numbers/${checkInput(numberIdInput, numberId, 'numberId')}`

const callbackPath = (numberId: string, kind: CallbackKind): Path =>
  path`${numberPath(numberId)}/relationships/${checkInput(callbackKindInput(), kind, 'kind')}`

function checkNumbers(numberIds: readonly string[]): string[] {
  if (!Array.isArray(numberIds) || numberIds.length === 0) {
    throw new InvalidInputError([
      { field: 'numberIds', message: 'must be a list of at least one phone number' },
    ])
  }
  // Unlike map, this visits the holes of a sparse array too.
  return Array.from(numberIds, (id, index) => checkInput(numberIdInput, id, `numberIds.${index}`))
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
