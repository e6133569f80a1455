import { createEmulator, startEmulator } from '@flowroute/emulator'
import { type Context, check, until } from './support.ts'

interface Offers {
  data: { id: string }[]
}

export async function run({ baseUrl, accessKey, secretKey }: Context): Promise<void> {
  const authorization = (keys: { accessKey: string; secretKey: string }) => ({
    authorization: `Basic ${btoa(`${keys.accessKey}:${keys.secretKey}`)}`,
  })

  const delivered: string[] = []
  const emulator = createEmulator({
    seed: 7,
    async deliver(request) {
      delivered.push(await request.text())
      return new Response()
    },
  })
  const call = async (method: string, path: string, body?: unknown): Promise<Response> =>
    emulator.fetch(`http://emulator.invalid${path}`, {
      method,
      headers: { ...authorization(emulator), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const { data } = (await (await call('GET', '/v2/numbers/available?state=WA&limit=1')).json()) as Offers
  const [offer] = data
  check(offer !== undefined, 'numbers are for sale')
  check((await call('POST', `/v2/numbers/${offer.id}`)).status === 201, 'one is bought')
  check((await call('GET', '/v2/numbers/12065550100')).status === 404, 'others are not there')
  await call('PUT', '/v2.1/messages/sms_callback', { callback_url: 'https://example.com/flowroute' })
  emulator.receive({ from: '12065550100', to: offer.id, body: 'hello' })
  await emulator.settled()
  check(delivered.length === 1 && delivered[0]?.includes('hello') === true, 'a webhook is delivered')

  const server = await startEmulator({ port: 0 })
  const path = '/v2/numbers/available?limit=1'
  const response = await fetch(`${server.url}${path}`, { headers: authorization(server) })
  check(response.status === 200, 'it listens')
  await server.close()
  const isClosed = (): Promise<boolean> =>
    fetch(`${server.url}${path}`).then(
      () => false,
      () => true,
    )
  await until(isClosed, 'it has stopped listening')

  const other = await fetch(`${baseUrl}${path}`, { headers: authorization({ accessKey, secretKey }) })
  check(other.status === 200, 'one in another process answers')
}
