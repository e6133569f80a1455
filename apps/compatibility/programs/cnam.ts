import { Cnam } from '@flowroute/cnam'
import { buyNumber, check, checkAbort, checkNotFound, post, type World } from './support.ts'

export async function run(world: World): Promise<void> {
  const { baseUrl, accessKey, secretKey } = world
  const options = { baseUrl, accessKey, secretKey }
  const cnam = new Cnam(options)
  const number = await buyNumber(world)

  const record = await cnam.create('FLOWROUTE')
  check(record.value === 'FLOWROUTE' && record.isApproved === false, 'a caller name is asked for')
  await post(world, 'POST', `/__emulator/cnams/${record.id}/approve`)
  const approved = await cnam.list({ isApproved: true }).toArray()
  check(approved.map(({ id }) => id).join() === record.id, 'it is approved')
  await cnam.assign(record.id, number)
  await cnam.unassign(number)
  await cnam.delete(record.id)

  await checkNotFound(cnam.get(record.id))
  await checkAbort((signal, middleware) => new Cnam({ ...options, middleware }).list({}, { signal }))
}
