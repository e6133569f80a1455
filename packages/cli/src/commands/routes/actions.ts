import { phoneNumber } from '@flowroute/core'
import { Routes, type RouteType } from '@flowroute/routes'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { usage } from '../../failures.ts'
import { take } from '../../take.ts'

/** Lists the routes. */
export const list: Action<{ type?: RouteType; limit?: number }> = async (session, { type, limit }) => {
  const routes = new Routes(await session.client())
  const found = routes.list(defined({ routeType: type }), session.request)
  await session.printer.list(await take(session, found, limit), ['id', 'alias', 'routeType', 'value'])
}

interface Attributes {
  alias?: string
  type?: RouteType
  value?: string
  edgeStrategy?: string
}

/** Creates a route. */
export const create: Action<Attributes> = async (session, { alias, type, value, edgeStrategy }) => {
  if (alias === undefined || type === undefined || value === undefined) {
    throw usage('A route needs --alias, --type and --value.')
  }
  const routes = new Routes(await session.client())
  const attributes = { alias, routeType: type, value, ...defined({ edgeStrategyId: edgeStrategy }) }
  const created = await session.write(() => routes.create(attributes, session.request), {
    ifUnknown: 'It may exist: flowroute routes list',
  })
  if (created) await session.printer.done(created.result, `Route ${created.result.id} is created.`)
}

/** Changes a route. */
export const update: Action<Attributes, [id: string]> = async (session, options, id) => {
  const { alias, type, value, edgeStrategy } = options
  const changes = defined({ alias, routeType: type, value, edgeStrategyId: edgeStrategy })
  if (Object.keys(changes).length === 0) throw usage('There is nothing to change.')
  const routes = new Routes(await session.client())
  const updated = await session.write(() => routes.update(id, changes, session.request))
  if (updated) await session.printer.done(updated.result, `Route ${id} is changed.`)
}

/** Deletes a route. */
export const remove: Action<object, [id: string]> = async (session, _, id) => {
  const routes = new Routes(await session.client())
  await session.confirm({ question: `Delete route ${id}?` })
  const deleted = await session.write(() => routes.delete(id, session.request))
  if (deleted) await session.printer.done({ id, deleted: true }, `Route ${id} is deleted.`)
}

/** Gives a number its primary or failover route, or takes it away. */
export const assign: Action<{ failover?: true }, [id: string, number: string]> = async (
  session,
  { failover },
  id,
  number,
) => {
  const numberId = phoneNumber(number, 'number')
  const routes = new Routes(await session.client())
  const { request } = session
  const isNone = id === 'none'
  const assigned = await session.write(() => {
    if (failover)
      return isNone ? routes.removeFailover(numberId, request) : routes.setFailover(numberId, id, request)
    return isNone ? routes.removePrimary(numberId, request) : routes.setPrimary(numberId, id, request)
  })
  const kind = failover ? 'failover' : 'primary'
  const sentence = isNone
    ? `${numberId} has no ${kind} route any more.`
    : `${id} is the ${kind} route of ${numberId}.`
  if (assigned) await session.printer.done({ numberId, [`${kind}Route`]: isNone ? null : id }, sentence)
}

/** Lists the edge strategies. */
export const strategies: Action = async (session) => {
  const routes = new Routes(await session.client())
  await session.printer.list(await routes.listEdgeStrategies(session.request), ['id', 'name', 'description'])
}
