import { E911, type NewAddress } from '@flowroute/e911'
import { buyNumber, type Context, check, checkAbort, checkNotFound } from './support.ts'

export const office: NewAddress = {
  label: 'Office',
  firstName: 'Ann',
  lastName: 'Example',
  streetNumber: '1218',
  streetName: '3rd Ave',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98101',
}

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const e911 = new E911(options)
  const number = await buyNumber(context)

  await e911.validate(office)
  const address = await e911.create(office)
  check(address.city === 'Seattle', 'an address is made')
  await e911.assign(address.id, number)
  const numbers = await e911.listNumbers(address.id).toArray()
  check(numbers.map(({ id }) => id).join() === number, 'it is assigned')
  await e911.unassign(number)
  const changed = await e911.update(address.id, { streetNumber: '1220' })
  check(changed.streetNumber === '1220', 'it is changed')
  await e911.delete(address.id)

  await checkNotFound(e911.get(address.id))
  await checkAbort((signal, middleware) => new E911({ ...options, middleware }).list({}, { signal }))
}
