import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type PageOptions,
  type Path,
  path,
  type QueryValue,
  type RequestOptions,
} from '@flowroute/core'
import { bareEntity, checkInput, entityMap, noContent, type Schema, toClient } from '@flowroute/core/resource'
import type {
  CreateRouteOptions,
  ListOptions,
  NpaNxxOptions,
  PurchaseOptions,
  RouteReference,
  SearchOptions,
} from './options.ts'
import { formQuery } from './query.ts'
import {
  type AvailableNumber,
  availableNumberSchema,
  codeSchema,
  listInput,
  type Npa,
  type NpaNxx,
  npaNxxInput,
  numberInput,
  type PhoneNumber,
  pageInput,
  phoneNumberSchema,
  purchaseInput,
  type Route,
  routeInput,
  routeSchema,
  routesInput,
  searchInput,
} from './schemas.ts'
import { v1Signer } from './signature.ts'

/**
 * Phone numbers and inbound routes by Flowroute's older API v1, for programs that cannot leave it yet. What it does,
 * `Numbers` and `Routes` do by today's API.
 *
 * Every request is signed: the secret key itself is never sent.
 *
 * @example
 * const numbers = new NumbersV1() // FR_ACCESS_KEY and FR_SECRET_KEY
 * for await (const offer of numbers.search({ npa: '206', nxx: '641' })) console.log(offer.id, offer.monthlyCost)
 * @see https://developer.flowroute.com/docs/authentication-security/
 */
export class NumbersV1 {
  readonly #client: Client
  readonly #sign = v1Signer()

  /** @param client a client, shared with other classes, or the options of a new one */
  constructor(client?: Client | ClientOptions) {
    this.#client = toClient(client)
  }

  /**
   * Lists the area codes (NPA) that have numbers for sale.
   *
   * @param options pages of at most 200, the default
   * @example const npas = await numbers.listNpas().toArray()
   * @throws {InvalidInputError} there is no such page
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listNpas(options: PageOptions = {}, request?: RequestOptions): List<Npa> {
    return this.#list(
      '/v1/available-tns/npas/',
      'npas',
      codeSchema,
      () => checkInput(pageInput, options),
      request,
    )
  }

  /**
   * Lists the exchanges (NPANXX) that have numbers for sale.
   *
   * @param options filter; pages of at most 200, the default
   * @example const exchanges = await numbers.listNpaNxxs({ npa: '206' }).take(5)
   * @throws {InvalidInputError} the filter cannot be right
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listNpaNxxs(options: NpaNxxOptions = {}, request?: RequestOptions): List<NpaNxx> {
    return this.#list(
      '/v1/available-tns/npanxxs/',
      'npanxxs',
      codeSchema,
      () => checkInput(npaNxxInput, options),
      request,
    )
  }

  /**
   * Searches the numbers for sale.
   *
   * @param options filters; pages of at most 200, the default
   * @example const ten = await numbers.search({ state: 'WA', ratecenter: 'seattle' }).take(10)
   * @throws {InvalidInputError} a filter cannot be right, or lacks the one it needs
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  search(options: SearchOptions = {}, request?: RequestOptions): List<AvailableNumber> {
    return this.#list(
      '/v1/available-tns/tns/',
      'tns',
      availableNumberSchema,
      () => checkInput(searchInput(options?.npa, options?.state), options),
      request,
    )
  }

  /**
   * Buys a number for the account; its initial cost and monthly cost are charged.
   *
   * Not repeated after an ambiguous failure: with `outcome: 'unknown'` it may be yours already, which
   * {@link NumbersV1.get} tells.
   *
   * @param number the number, in any way of writing
   * @param options how it is billed
   * @example await numbers.purchase('12066417607', { billingMethod: 'VPRI' })
   * @throws {UnprocessableEntityError} it is not for sale (any more)
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  purchase(number: string, options: PurchaseOptions, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'PUT',
        path: numberPath(number),
        body: checkInput(purchaseInput, options, 'options'),
        replayable: false,
        sign: this.#sign,
        decode: noContent,
      }),
      json(request),
    )
  }

  /**
   * Lists the account's numbers, with their routes.
   *
   * @param options filter; pages of at most 200, the default
   * @example for await (const { id, routes } of numbers.list({ pattern: '1206' })) console.log(id, routes[0]?.name)
   * @throws {InvalidInputError} the filter cannot be right
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<PhoneNumber> {
    return this.#list('/v1/tns/', 'tns', phoneNumberSchema, () => checkInput(listInput, options), request)
  }

  /**
   * Gives one of the account's numbers, with its routes.
   *
   * @param number the number, in any way of writing
   * @example const { billingMethod, routes } = await numbers.get('12066417607')
   * @throws {NotFoundError} it is not on the account
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  get(number: string, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(() => {
      const id = checkInput(numberInput, number, 'number')
      return { path: numberPath(id), sign: this.#sign, decode: bareEntity(phoneNumberSchema, id) }
    }, request)
  }

  /**
   * Sets where the calls to a number go, and where when that fails. Both are set: v1 knows no number with one.
   *
   * @param number the number, in any way of writing
   * @param routes the primary route and the one for when it fails, by their names
   * @example await numbers.updateRoutes('12066417607', ['office', 'sip-reg'])
   * @throws {InvalidInputError} these are not two routes
   * @throws {NotFoundError} the number is not on the account
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  updateRoutes(
    number: string,
    routes: readonly [primary: RouteReference, failover: RouteReference],
    request?: RequestOptions,
  ): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: numberPath(number),
        body: checkInput(routesInput, { routes }),
        sign: this.#sign,
        decode: noContent,
      }),
      json(request),
    )
  }

  /**
   * Lists the account's routes, the built-in `sip-reg` among them.
   *
   * @param options pages of at most 200, the default
   * @example for await (const { id, type, value } of numbers.listRoutes()) console.log(id, type, value)
   * @throws {InvalidInputError} there is no such page
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listRoutes(options: PageOptions = {}, request?: RequestOptions): List<Route> {
    return this.#list('/v1/routes/', 'routes', routeSchema, () => checkInput(pageInput, options), request)
  }

  /**
   * Creates a route.
   *
   * Not repeated after an ambiguous failure: with `outcome: 'unknown'` it may exist already, which
   * {@link NumbersV1.listRoutes} tells.
   *
   * @param options name, type and destination
   * @example await numbers.createRoute({ name: 'office', type: 'HOST', value: '24.239.23.40:5060' })
   * @throws {InvalidInputError} something is missing, or the value does not fit the type
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  createRoute(options: CreateRouteOptions, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => {
      const { name, ...body } = checkInput(routeInput(options?.type), options, 'options')
      return {
        method: 'PUT',
        path: path`/v1/routes/${name}`,
        body,
        replayable: false,
        sign: this.#sign,
        decode: noContent,
      }
    }, json(request))
  }

  /** A list that is a map on the wire and comes in numbered pages. */
  #list<T>(
    listPath: string,
    name: string,
    schema: Schema<T>,
    query: () => PageOptions & Readonly<Record<string, QueryValue>>,
    request: RequestOptions | undefined,
  ): List<T> {
    return this.#client.list(
      () => ({
        path: listPath,
        query: query(),
        byPageNumber: formQuery,
        sign: this.#sign,
        decode: entityMap(schema, name),
      }),
      request,
    )
  }
}

const numberPath = (number: string): Path => path`/v1/tns/${checkInput(numberInput, number, 'number')}`

/** v1 is older than JSON:API: its bodies are plain JSON, and say so. */
const json = (request?: RequestOptions): RequestOptions => ({
  ...request,
  headers: { 'content-type': 'application/json', ...request?.headers },
})
