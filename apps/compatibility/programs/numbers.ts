import { Numbers } from '@flowroute/numbers'
import { type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run({ baseUrl, accessKey, secretKey }: Context): Promise<void> {
  const options = { baseUrl, accessKey, secretKey }
  const numbers = new Numbers(options)

  const offers = await numbers.search({ state: 'WA', pageSize: 2 }).take(3)
  const [offer] = offers
  check(offer !== undefined && offers.length === 3, 'three numbers are found over two pages')
  const bought = await numbers.purchase(offer.id)
  check(bought.id === offer.id, 'a number is bought')
  const changed = await numbers.update(bought.id, { alias: 'reception' })
  check(changed.alias === 'reception', 'its alias is set')
  const owned: string[] = []
  for await (const number of numbers.list()) owned.push(number.id)
  check(owned.join() === bought.id, 'it is listed')
  await numbers.release(bought.id)

  await checkNotFound(numbers.get(bought.id))
  await checkAbort((signal, middleware) => new Numbers({ ...options, middleware }).list({}, { signal }))
}
