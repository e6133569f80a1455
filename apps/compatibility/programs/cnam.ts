import { Cnam } from '@flowroute/cnam'
import { buyNumber, type Context, check, checkAbort, checkNotFound, post } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const cnam = new Cnam(options)
  const number = await buyNumber(context)

  const record = await cnam.create('FLOWROUTE')
  check(record.value === 'FLOWROUTE' && record.isApproved === false, 'a caller name is asked for')
  await post(context, 'POST', `/__emulator/cnams/${record.id}/approve`)
  const approved = await cnam.list({ isApproved: true }).toArray()
  check(approved.map(({ id }) => id).join() === record.id, 'it is approved')
  await cnam.assign(record.id, number)
  await cnam.unassign(number)
  await cnam.delete(record.id)

  await checkNotFound(cnam.get(record.id))
  await checkAbort((signal, middleware) => new Cnam({ ...options, middleware }).list({}, { signal }))
}
