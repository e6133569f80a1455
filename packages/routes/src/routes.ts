import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type Path,
  path,
  type RequestOptions,
  type RequestSpec,
} from '@flowroute/core'
import { checkChanges, checkInput, entities, entity, noContent, toClient } from '@flowroute/core/resource'
import type { EdgeStrategy, Route } from './entities.ts'
import type { CreateOptions, ListOptions, UpdateOptions } from './options.ts'
import {
  assignmentInput,
  createInput,
  edgeStrategySchema,
  listInput,
  numberIdInput,
  routeIdInput,
  routeSchema,
  updateInput,
} from './schemas.ts'

/**
 * Inbound voice routes: where the calls to a number go, and where they go when that fails.
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
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the route may exist, which
   * {@link Routes.list} tells.
   *
   * @param options name, type and destination
   * @example const route = await routes.create({ alias: 'office', routeType: 'host', value: '24.239.23.40:5060' })
   * @throws {InvalidInputError} a field is missing, unknown or not valid; `issues` has each one, nothing was sent
   * @throws {UnprocessableEntityError} Flowroute refused a field, such as an alias that is taken
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
   * Lists the account's routes, including the built-in `sip-reg`.
   *
   * @param options filter; pages of at most 200, the default
   * @example for await (const { id, alias } of routes.list({ routeType: 'host' })) console.log(id, alias)
   * @throws {InvalidInputError} a filter is unknown or not valid
   * @see https://developer.flowroute.com/api/numbers/v2.0/list-inbound-routes/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<Route> {
    return this.#client.list(
      () => ({
        path: path`/v2/routes`,
        query: checkInput(listInput, options, 'options'),
        decode: entities(routeSchema),
      }),
      request,
    )
  }

  /**
   * Changes fields of a route. A field that is left out does not change.
   *
   * @param routeId such as `98396`
   * @param changes the fields to change, at least one
   * @example await routes.update('98396', { alias: 'head office' })
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such route
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
   * @param routeId such as `98396`
   * @example await routes.delete('98396')
   * @throws {InvalidInputError} the id is not valid
   * @throws {PermissionDeniedError} a number uses the route: set another one there, or remove it, first
   * @throws {NotFoundError} the account has no such route
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
   * @param numberId the number, in any notation
   * @param routeId such as `98396`; `0` is the built-in `sip-reg`
   * @example await routes.setPrimary('12065550100', '98396')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number or route
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-number-primary-voice-route/
   */
  setPrimary(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => assignment('primary_route', numberId, routeId), request)
  }

  /**
   * Sets where the calls to a number go when its primary route fails.
   *
   * @param numberId the number, in any notation
   * @param routeId such as `98396`; `0` is the built-in `sip-reg`
   * @example await routes.setFailover('12065550100', '98397')
   * @throws {InvalidInputError} an argument is not valid
   * @throws {NotFoundError} the account has no such number or route
   * @see https://developer.flowroute.com/api/numbers/v2.0/update-number-failover-voice-route/
   */
  setFailover(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => assignment('failover_route', numberId, routeId), request)
  }

  /**
   * Removes the primary route from a number.
   *
   * @param numberId the number, in any notation
   * @example await routes.removePrimary('12065550100')
   * @throws {InvalidInputError} it is not a phone number
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-voice-route/
   */
  removePrimary(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => removal('primary_route', numberId), request)
  }

  /**
   * Removes the failover route from a number.
   *
   * @param numberId the number, in any notation
   * @example await routes.removeFailover('12065550100')
   * @throws {InvalidInputError} it is not a phone number
   * @throws {NotFoundError} the account has no such number
   * @see https://developer.flowroute.com/api/numbers/v2.0/remove-voice-route/
   */
  removeFailover(numberId: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(() => removal('failover_route', numberId), request)
  }

  /**
   * Lists Flowroute's points of presence. A route takes the id of one as `edgeStrategyId`.
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

/** The name of a number's relationship to a route. */
type Relationship = 'primary_route' | 'failover_route'

const envelope = (resource: object) => ({ data: { type: 'route', ...resource } })

const routePath = (routeId: string): Path => path`/v2/routes/${checkInput(routeIdInput, routeId, 'routeId')}`

function assignment(relationship: Relationship, numberId: string, routeId: string): RequestSpec<void> {
  const checked = checkInput(assignmentInput, { numberId, routeId })
  return {
    method: 'PATCH',
    path: path`/v2/numbers/${checked.numberId}/relationships/${relationship}`,
    body: envelope({ id: checked.routeId }),
    decode: noContent,
  }
}

function removal(relationship: Relationship, numberId: string): RequestSpec<void> {
  return {
    method: 'DELETE',
    path: path`/v2/numbers/${checkInput(numberIdInput, numberId, 'numberId')}/relationships/${relationship}`,
    decode: noContent,
  }
}
