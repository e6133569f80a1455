import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type Path,
  path,
  phoneNumber,
  type RequestOptions,
  type RequestSpec,
} from '@flowroute/core'
import { checkChanges, checkInput, entities, entity, noContent, toClient } from '@flowroute/core/resource'
import type { CreateOptions, ListOptions, UpdateOptions } from './options.ts'
import {
  assignmentInput,
  createInput,
  type EdgeStrategy,
  edgeStrategySchema,
  listInput,
  type Route,
  routeIdInput,
  routeSchema,
  updateInput,
} from './schemas.ts'

/**
 * Inbound voice routes: where the calls to a number go, and where when that fails.
 *
 * @example
 * const routes = new Routes() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const office = await routes.create({ alias: 'office', routeType: 'host', value: 'sip.example.com' })
 * await routes.setPrimary('12065550100', office.id)
 * @see https://developer.flowroute.com/api/numbers/v2.0/
 */
export class Routes {
  readonly #client: Client

  /** @param client a client, shared with other classes, or the options of a new one */
  constructor(client?: Client | ClientOptions) {
    this.#client = toClient(client)
  }

  /**
   * Creates a route.
   *
   * Not repeated after an ambiguous failure: with `outcome: 'unknown'` it may exist already, which
   * {@link Routes.list} tells.
   *
   * @param options name, type and destination
   * @example const route = await routes.create({ alias: 'office', routeType: 'host', value: '24.239.23.40:5060' })
   * @throws {InvalidInputError} something is missing, or the value does not fit the type
   * @see https://developer.flowroute.com/api/numbers/v2.0/create-an-inbound-route/
   */
  create(options: CreateOptions, request?: RequestOptions): ApiPromise<Route> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/routes`,
        body: envelope({ attributes: checkInput(createInput(options?.routeType), options, 'options') }),
        replayable: false,
        decode: entity(routeSchema),
      }),
      request,
    )
  }

  /**
   * Lists the account's routes, the built-in `sip-reg` among them.
   *
   * @param options filter; pages of at most 200, the default
   * @example for await (const { id, alias } of routes.list({ routeType: 'host' })) console.log(id, alias)
   * @throws {InvalidInputError} the filter is no type of route
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-inbound-routes/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<Route> {
    return this.#client.list(
      () => ({
        path: path`/v2/routes`,
        query: checkInput(listInput, options),
        decode: entities(routeSchema),
      }),
      request,
    )
  }

  /**
   * Changes a route; what is left out stays as it is.
   *
   * @param routeId the route
   * @param changes what to change, one thing at least
   * @example await routes.update('98396', { alias: 'head office' })
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-voice-route/
   */
  update(routeId: string, changes: UpdateOptions, request?: RequestOptions): ApiPromise<Route> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: routePath(routeId),
        body: envelope({ attributes: checkChanges(updateInput(changes?.routeType), changes) }),
        decode: entity(routeSchema),
      }),
      request,
    )
  }

  /**
   * Deletes a route that no number uses.
   *
   * @param routeId the route
   * @example await routes.delete('98396')
   * @throws {PermissionDeniedError} a number uses it: set another there, or remove it, first
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/delete-route/
   */
  delete(routeId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: routePath(routeId), decode: noContent }),
      request,
    )
  }

  /**
   * Sets where the calls to a number go.
   *
   * @param numberId the number, in any way of writing
   * @param routeId the route; `0` is the built-in `sip-reg`
   * @example await routes.setPrimary('12065550100', '98396')
   * @throws {NotFoundError} the number or the route is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-number-primary-voice-route/
   */
  setPrimary(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => assignment('primary_route', numberId, routeId), request)
  }

  /**
   * Sets where the calls to a number go when its primary route fails.
   *
   * @param numberId the number, in any way of writing
   * @param routeId the route; `0` is the built-in `sip-reg`
   * @example await routes.setFailover('12065550100', '98397')
   * @throws {NotFoundError} the number or the route is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-number-failover-voice-route/
   */
  setFailover(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => assignment('failover_route', numberId, routeId), request)
  }

  /**
   * Takes the primary route off a number.
   *
   * @param numberId the number, in any way of writing
   * @example await routes.removePrimary('12065550100')
   * @throws {NotFoundError} the number is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-voice-route/
   */
  removePrimary(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => removal('primary_route', numberId), request)
  }

  /**
   * Takes the failover route off a number.
   *
   * @param numberId the number, in any way of writing
   * @example await routes.removeFailover('12065550100')
   * @throws {NotFoundError} the number is not on the account
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-voice-route/
   */
  removeFailover(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => removal('failover_route', numberId), request)
  }

  /**
   * Lists Flowroute's points of presence; the id of one is what a route takes as `edgeStrategyId`.
   *
   * @example const east = (await routes.listEdgeStrategies()).find(({ name }) => name === 'US-East-VA')
   * @throws {AuthenticationError} the credentials are wrong
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-edge-strategies/
   */
  listEdgeStrategies(request?: RequestOptions): ApiPromise<EdgeStrategy[]> {
    return this.#client.request(
      { path: path`/v2/routes/edge_strategies`, decode: entities(edgeStrategySchema) },
      request,
    )
  }
}

/** Which of a number's routes, as its relationships name them. */
type Slot = 'primary_route' | 'failover_route'

const envelope = (members: object) => ({ data: { type: 'route', ...members } })

const routePath = (routeId: string): Path =>
  path`/v2/routes/${checkInput(routeIdInput(), routeId, 'routeId')}`

function assignment(slot: Slot, numberId: string, routeId: string): RequestSpec<void> {
  const checked = checkInput(assignmentInput, { numberId, routeId })
  return {
    method: 'PATCH',
    path: path`/v2/numbers/${checked.numberId}/relationships/${slot}`,
    body: envelope({ id: checked.routeId }),
    decode: noContent,
  }
}

function removal(slot: Slot, numberId: string): RequestSpec<void> {
  return {
    method: 'DELETE',
    path: path`/v2/numbers/${phoneNumber(numberId, 'numberId')}/relationships/${slot}`,
    decode: noContent,
  }
}
