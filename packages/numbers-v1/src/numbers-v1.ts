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
import type { AvailableNumber, Npa, NpaNxx, PhoneNumber, Route } from './entities.ts'
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
  availableNumberSchema,
  codeSchema,
  listInput,
  npaNxxInput,
  numberInput,
  pageInput,
  phoneNumberSchema,
  purchaseInput,
  routeInput,
  routeSchema,
  routesInput,
  searchInput,
} from './schemas.ts'
import { v1Signer } from './signature.ts'

/**
 * Phone numbers and inbound routes over Flowroute's older API v1, for programs that still depend on it. `Numbers` and
 * `Routes` do the same over v2.
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
   * @throws {InvalidInputError} an option is unknown or not valid
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listNpas(options: PageOptions = {}, request?: RequestOptions): List<Npa> {
    return this.#list(
      path`/v1/available-tns/npas/`,
      'npas',
      codeSchema,
      () => checkInput(pageInput, options, 'options'),
      request,
    )
  }

  /**
   * Lists the exchanges (NPANXX) that have numbers for sale.
   *
   * @param options filter; pages of at most 200, the default
   * @example const exchanges = await numbers.listNpaNxxs({ npa: '206' }).take(5)
   * @throws {InvalidInputError} an option is unknown or not valid
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listNpaNxxs(options: NpaNxxOptions = {}, request?: RequestOptions): List<NpaNxx> {
    return this.#list(
      path`/v1/available-tns/npanxxs/`,
      'npanxxs',
      codeSchema,
      () => checkInput(npaNxxInput, options, 'options'),
      request,
    )
  }

  /**
   * Searches the numbers for sale.
   *
   * @param options filters; pages of at most 200, the default
   * @example const ten = await numbers.search({ state: 'WA', ratecenter: 'seattle' }).take(10)
   * @throws {InvalidInputError} a filter is unknown or not valid, or lacks the one it needs
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  search(options: SearchOptions = {}, request?: RequestOptions): List<AvailableNumber> {
    return this.#list(
      path`/v1/available-tns/tns/`,
      'tns',
      availableNumberSchema,
      () => checkInput(searchInput(options?.npa, options?.state), options, 'options'),
      request,
    )
  }

  /**
   * Buys a number for the account; its initial cost and monthly cost are charged.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the number may be bought,
   * which {@link NumbersV1.get} tells.
   *
   * @param number the number, in any notation
   * @param options how it is billed
   * @example await numbers.purchase('12066417607', { billingMethod: 'VPRI' })
   * @throws {InvalidInputError} an argument is not valid; nothing was sent
   * @throws {UnprocessableEntityError} the number is no longer for sale
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
   * @throws {InvalidInputError} an option is unknown or not valid
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<PhoneNumber> {
    return this.#list(
      path`/v1/tns/`,
      'tns',
      phoneNumberSchema,
      () => checkInput(listInput, options, 'options'),
      request,
    )
  }

  /**
   * Gets one of the account's numbers, with its routes.
   *
   * @param number the number, in any notation
   * @example const { billingMethod, routes } = await numbers.get('12066417607')
   * @throws {InvalidInputError} it is not a phone number
   * @throws {NotFoundError} the account has no such number
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  get(number: string, request?: RequestOptions): ApiPromise<PhoneNumber> {
    return this.#client.request(() => {
      const id = checkInput(numberInput, number, 'number')
      return { path: numberPath(id), sign: this.#sign, decode: bareEntity(phoneNumberSchema, id) }
    }, request)
  }

  /**
   * Sets the primary and the failover route of a number. In v1 a number always has both.
   *
   * @param number the number, in any notation
   * @param routes the primary and the failover route, by their names
   * @example await numbers.updateRoutes('12066417607', ['office', 'sip-reg'])
   * @throws {InvalidInputError} an argument is not valid, or there are not two routes
   * @throws {NotFoundError} the account has no such number or route
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
   * Lists the account's routes, including the built-in `sip-reg`.
   *
   * @param options pages of at most 200, the default
   * @example for await (const { id, type, value } of numbers.listRoutes()) console.log(id, type, value)
   * @throws {InvalidInputError} an option is unknown or not valid
   * @see https://github.com/flowroute/flowroute-numbers-python
   */
  listRoutes(options: PageOptions = {}, request?: RequestOptions): List<Route> {
    return this.#list(
      path`/v1/routes/`,
      'routes',
      routeSchema,
      () => checkInput(pageInput, options, 'options'),
      request,
    )
  }

  /**
   * Creates a route.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the route may exist, which
   * {@link NumbersV1.listRoutes} tells.
   *
   * @param options name, type and destination
   * @example await numbers.createRoute({ name: 'office', type: 'HOST', value: '24.239.23.40:5060' })
   * @throws {InvalidInputError} a field is not valid, or the value does not fit the type; nothing was sent
   * @throws {UnprocessableEntityError} Flowroute refused the route, such as one whose name is taken
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

  /** A list that is a map on the wire, in numbered pages. */
  #list<T>(
    listPath: Path,
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

/** v1 is older than JSON:API: its bodies are `application/json`. */
const json = (request?: RequestOptions): RequestOptions => ({
  ...request,
  headers: { 'content-type': 'application/json', ...request?.headers },
})
