import { Porting } from '@flowroute/porting'
import { type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const porting = new Porting(options)

  const { portable, nonportable } = await porting.checkPortability(['+12065550100'])
  check(portable.length + nonportable.length === 1, 'a number is checked')
  check((await porting.list().toArray()).length === 0, 'an account without orders has an empty list')

  await checkNotFound(porting.get('1'))
  await checkAbort((signal, middleware) => new Porting({ ...options, middleware }).get('1', { signal }))
}
