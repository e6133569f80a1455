import { NumbersV1 } from '@flowroute/numbers-v1'
import { type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run({ baseUrl, accessKey, secretKey }: Context): Promise<void> {
  const options = { baseUrl, accessKey, secretKey }
  const numbers = new NumbersV1(options)

  const [offer] = await numbers.search({ state: 'WA', pageSize: 10 }).take(1)
  check(offer !== undefined, 'a number is for sale')
  await numbers.purchase(offer.id, { billingMethod: 'METERED' })
  await numbers.createRoute({ name: 'office', type: 'HOST', value: 'sip.example.com' })
  await numbers.updateRoutes(offer.id, ['office', 'sip-reg'])
  const bought = await numbers.get(offer.id)
  check(bought.billingMethod === 'METERED', 'a number is bought')
  const owned = await numbers.list().toArray()
  check(owned.map(({ id }) => id).join() === offer.id, 'it is listed')
  check((await numbers.listRoutes().toArray()).length === 2, 'its route is listed')

  await checkNotFound(numbers.get('12065550100'))
  await checkAbort((signal, middleware) => new NumbersV1({ ...options, middleware }).list({}, { signal }))
}
