import { afterAll, expect, test } from 'vitest'
import { answerOver } from '../playground/bridge.ts'
import { PageEmulator } from '../playground/page-emulator.ts'

const page = new PageEmulator()
const { FR_ACCESS_KEY, FR_SECRET_KEY, FR_BASE_URL, WEBHOOK_SECRET } = page.environment
const headers = { authorization: `Basic ${btoa(`${FR_ACCESS_KEY}:${FR_SECRET_KEY}`)}` }
const ports: MessagePort[] = []

afterAll(() => {
  for (const port of ports) port.close()
})

/** A program that listens at the other end of a port. */
function program(handle: (request: Request) => void): MessagePort {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  answerOver(port2, async (request) => {
    handle(request)
    return new Response()
  })
  return port1
}

/** Where the account's inbound texts go. */
async function callback(): Promise<string | undefined> {
  const response = await page.fetch(new Request(`${FR_BASE_URL}/v2.1/messages/sms_callback`, { headers }))
  if (response.status === 404) return undefined
  const { data } = (await response.json()) as { data: { attributes: { callback_url: string } } }
  return data.attributes.callback_url
}

/** A customer writes in the inbox. */
async function write(body: string): Promise<void> {
  const message = JSON.stringify({ from: '12065550123', to: '12065550100', body })
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: message }
  expect((await page.answerInbox('/__emulator/messages', init)).status).toBe(201)
}

/** Starts a program that listens; gives what ends it, and the first webhook that it gets. */
async function listen(): Promise<{ end: () => Promise<void>; webhook: Promise<Request> }> {
  let receive: (request: Request) => void = () => {}
  const webhook = new Promise<Request>((resolve) => {
    receive = resolve
  })
  return { end: await page.listen(program(receive)), webhook }
}

test('a program gets the webhooks of the account until it ends', async () => {
  expect(await callback()).toBeUndefined()
  const { end, webhook } = await listen()
  await write('Are you open?')
  const request = await webhook
  expect(request.url).toBe(`https://program.invalid/flowroute/${WEBHOOK_SECRET}`)
  expect(await request.text()).toContain('Are you open?')
  await end()
  expect(await callback()).toBeUndefined()
})

test('a program that ends late takes nothing from the one that listens after it', async () => {
  const first = await listen()
  const second = await listen()
  await first.end()
  await write('And now?')
  expect(await (await second.webhook).text()).toContain('And now?')
  await second.end()
  expect(await callback()).toBeUndefined()
})

test('the inbox is a document with the keys and the script that it is given', async () => {
  const html = await page.inbox('fetch = parent.example')
  expect(html).toContain('<script>fetch = parent.example</script>')
  expect(html).toContain(headers.authorization)
})
