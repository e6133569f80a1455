import { Cnam } from '@flowroute/cnam'
import { E911 } from '@flowroute/e911'
import { Numbers } from '@flowroute/numbers'
import { Routes } from '@flowroute/routes'
import { type Bench, customer, listen, startBench } from './support.ts'

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300" viewBox="0 0 480 300">
  <rect width="480" height="300" fill="#bfe3ee"/><circle cx="390" cy="70" r="36" fill="#f6c453"/>
  <path fill="#6fae8d" d="M0 210 120 120l110 80 90-60 160 110v50H0z"/>
  <path fill="#3f7f63" d="M0 250l150-70 140 80 100-50 90 40v50H0z"/></svg>`

/** An account with something of everything on it; its clock stands. */
export async function setScene(): Promise<Bench & { other: string; application: string }> {
  const bench = await startBench({ startTime: new Date('2026-01-15T17:00:00.000Z') })
  const { emulator, client, number, messages } = bench
  const application = await listen((path) =>
    path.startsWith('/picture')
      ? { type: 'image/svg+xml', body: picture }
      : { status: path === '/down' ? 503 : 200 },
  )
  const other = await addAccount(bench)
  await messages.setCallback('sms_callback', `${application}/messages`)
  await messages.setCallback('mms_callback', `${application}/messages`)
  await messages.setCallback('sms_dlr_callback', `${application}/receipts`)
  await new Numbers(client).setCallback(other, 'sms_callback', `${application}/down`)

  for (const [index, body] of ['Where is my order?', 'Is this the right number?', 'Thank you!'].entries()) {
    emulator.receive({ from: `1425555011${index}`, to: number, body })
    emulator.clock.advance(50_000)
  }
  emulator.receive({ from: '13605550142', to: other, body: 'STOP' })
  await emulator.settled()
  for (let attempt = 0; attempt < 4; attempt++) {
    emulator.clock.advance(30_000)
    await emulator.settled()
  }
  const say = async (body: string, mediaUrls: string[] = []): Promise<void> => {
    await messages.send({ from: number, to: customer, body, ...(mediaUrls.length > 0 ? { mediaUrls } : {}) })
    emulator.clock.advance(40_000)
  }
  const answer = (body: string, mediaUrls: string[] = []): void => {
    emulator.receive({ from: customer, to: number, body, mediaUrls })
    emulator.clock.advance(30_000)
  }
  await say('Rain City Bread: your order 4711 is ready for pick-up. Reply C to confirm, or H for our hours.')
  answer('C')
  await say('Très bien, à bientôt – nous fermons à 18 h.')
  answer('Is this the shop?', [`${application}/picture.png`])
  await say('That is us. The way from the station:', ['https://example.com/way.pdf'])
  await messages.send({ from: number, to: customer, body: 'See you soon.' })
  emulator.clock.advance(100)
  await emulator.settled()
  emulator.faults.add({ method: 'GET', path: '/v2/numbers', fault: { kind: 'status', status: 503 } })
  emulator.faults.add({ times: 3, fault: { kind: 'latency', milliseconds: 500 } })
  return { ...bench, other, application }
}

/** Routes, an address, caller names and a second number, which is given back. */
async function addAccount({ emulator, client, number }: Bench): Promise<string> {
  const numbers = new Numbers(client)
  const [offer] = await numbers.search({ state: 'CA' }).take(1)
  if (offer === undefined) throw new Error('no number is for sale')
  await numbers.purchase(offer.id, { messagingEnabled: true })
  emulator.clock.advance(3_000)
  await numbers.update(number, { alias: 'Front desk' })
  const routes = new Routes(client)
  const route = await routes.create({ alias: 'Office PBX', routeType: 'host', value: 'sip.example.com' })
  await routes.create({ alias: 'Night desk', routeType: 'number', value: '12065550177' })
  await routes.setPrimary(number, route.id)
  const address = await new E911(client).create({
    label: 'Seattle office',
    firstName: 'Maria',
    lastName: 'Bermudez',
    streetNumber: '7742',
    streetName: '20th Ave SW',
    city: 'Seattle',
    state: 'WA',
    country: 'US',
    zip: '98106',
  })
  await new E911(client).assign(address.id, number)
  const cnam = new Cnam(client)
  const approved = await cnam.create('RAIN CITY BREAD')
  emulator.cnams.approve(approved.id)
  await cnam.assign(approved.id, number)
  const rejected = await cnam.create('CITY POLICE')
  emulator.cnams.reject(rejected.id, 'It names a public authority.')
  await cnam.create('RAIN CITY CAFE')
  await addOrders(emulator)
  return offer.id
}

/** A port order that was rejected, one that waits for its letter, and an export of call records. */
async function addOrders(emulator: Bench['emulator']): Promise<void> {
  const [rejected] = [
    await createPortOrder(emulator, '+12065550100'),
    await createPortOrder(emulator, '+12065550101'),
  ]
  const signature = { signature_name: 'Ada Example', signature_title: 'Owner' }
  await post(emulator, `/v2/portorders/${rejected}/loa`, signature)
  emulator.portOrders.reject(rejected ?? '', 'The name does not match.')
  const filter_parameters = { start_call_start_time: '2025-12-01', start_call_end_time: '2026-01-01' }
  const { id } = await post(emulator, '/v2/cdrs/exports', { filter_parameters })
  emulator.cdrExports.complete(id)
}

/** Makes a port order for a number; gives its id. */
export async function createPortOrder(emulator: Bench['emulator'], number: string): Promise<string> {
  const address = { street: '1 Sample St', city: 'Seattle', state: 'WA', zip: '98101', country: 'US' }
  const order = { numbers: [number], billing_name: 'Ada Example', provider: 'Old Carrier', ...address }
  return (await post(emulator, '/v2/portorders', order)).id
}

/** Asks the emulator itself: the packages of the SDK need not be there for it. */
export async function post(
  { url, accessKey, secretKey }: Bench['emulator'],
  path: string,
  json: object,
): Promise<{ id: string }> {
  const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`
  const headers = { authorization, 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(json) })
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`)
  const text = await response.text()
  return text === '' ? { id: '' } : (JSON.parse(text) as { data: { id: string } }).data
}
