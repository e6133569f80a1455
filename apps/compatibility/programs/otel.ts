import { createClient } from '@flowroute/core'
import { instrumentFlowroute } from '@flowroute/otel'
import { type Context, check, checkNotFound } from './support.ts'

export async function run({ baseUrl, accessKey, secretKey }: Context): Promise<void> {
  // Without an OpenTelemetry SDK nothing is recorded, and nothing may break.
  const stop = instrumentFlowroute()
  const client = createClient({ baseUrl, accessKey, secretKey })
  const { response } = await client.request({ path: '/v2/numbers', query: { limit: 1 } }).withResponse()
  check(response.status === 200, 'a call is answered')
  await checkNotFound(client.request({ path: '/v2/numbers/12065550100' }))
  stop()
}
