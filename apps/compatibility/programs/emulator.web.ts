import { createEmulator, inboxPage } from '@flowroute/emulator/in-process'
import { type Context, check } from './support.ts'

interface Document<Data> {
  data: Data
}

/** What of the emulator runs everywhere: all but the server. */
export async function run(_: Context): Promise<void> {
  const delivered: string[] = []
  const emulator = createEmulator({
    runs: true,
    world: { numbers: [{ number: '12062140284' }] },
    async deliver(request) {
      delivered.push(await request.text())
      return new Response()
    },
  })
  const { accessKey, secretKey, clock } = emulator
  const call = async (method: string, path: string, body?: unknown): Promise<Response> =>
    emulator.fetch(`https://emulator.invalid${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const read = async <Data>(answer: Promise<Response>): Promise<Data> =>
    ((await (await answer).json()) as Document<Data>).data

  const [offer] = await read<{ id: string }[]>(call('GET', '/v2/numbers/available?state=WA&limit=1'))
  check(offer !== undefined, 'numbers are for sale')
  check((await call('POST', `/v2/numbers/${offer.id}`)).status === 201, 'one is bought')

  await call('PUT', '/v2.1/messages/sms_callback', { callback_url: 'https://example.com/flowroute' })
  emulator.receive({ from: '12065550100', to: offer.id, body: 'hello' })
  await emulator.settled()
  check(delivered.length === 1 && delivered[0]?.includes('hello') === true, 'a webhook is delivered')

  const filters = { start_call_start_time: '2026-01-01', start_call_end_time: '2026-01-08' }
  const attributes = { filter_parameters: filters }
  const asked = await read<{ id: string }>(
    call('POST', '/v2/cdrs/exports', { data: { type: 'cdrexport', attributes } }),
  )
  clock.advance(60_000)
  const made = await read<{ attributes: { download_url: string } }>(
    call('GET', `/v2/cdrs/exports/${asked.id}`),
  )
  const file = await emulator.fetch(made.attributes.download_url)
  const rows = file.body?.pipeThrough(new DecompressionStream('gzip'))
  check((await new Response(rows).text()).includes('12062140284'), 'an export has calls of the number')

  const unsigned = await call('GET', '/v1/tns/')
  check(unsigned.status === 401, 'v1 wants signatures')

  const feed = await call('GET', '/__emulator/events')
  const reader = feed.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  await reader?.cancel()
  check(first.includes('event: open'), 'the live feed opens')
  check((await inboxPage(emulator)).includes('<div id="app">'), 'the inbox page is there')
}
