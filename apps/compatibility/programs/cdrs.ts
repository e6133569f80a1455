import { Cdrs } from '@flowroute/cdrs'
import { advance, type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const cdrs = new Cdrs(options)

  const { id, status } = await cdrs.createExport({ from: '2026-01-01', to: '2026-01-02' })
  check(status === 'processing', 'an export is created')
  await advance(context, 3_600_000)
  const completed = await cdrs.get(id)
  check(completed.status === 'completed', 'it is completed after a while')
  const calls = await cdrs.records({ exportId: id }).toArray()
  check(calls.length === (completed.numCalls ?? 0), 'its file has every call')
  const listed = await cdrs.list().toArray()
  check(listed.map((found) => found.id).includes(id), 'it is listed')

  await checkNotFound(cdrs.get('1'))
  await checkAbort((signal, middleware) => new Cdrs({ ...options, middleware }).list({}, { signal }))
}
