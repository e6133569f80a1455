import { Routes } from '@flowroute/routes'
import { buyNumber, type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const routes = new Routes(options)
  const number = await buyNumber(context)

  const route = await routes.create({ alias: 'office', routeType: 'number', value: '12065550100' })
  check(route.alias === 'office' && route.routeType === 'number', 'a route is made')
  await routes.setPrimary(number, route.id)
  await routes.removePrimary(number)
  const changed = await routes.update(route.id, { alias: 'reception' })
  check(changed.alias === 'reception', 'it is renamed')
  const aliases = (await routes.list().toArray()).map(({ alias }) => alias)
  check(aliases.includes('reception'), 'it is listed')
  check((await routes.listEdgeStrategies()).length > 0, 'there are edge strategies')
  await routes.delete(route.id)

  await checkNotFound(routes.update(route.id, { alias: 'gone' }))
  await checkAbort((signal, middleware) => new Routes({ ...options, middleware }).list({}, { signal }))
}
