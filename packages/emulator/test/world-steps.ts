import { type Arbitrary, constantFrom, nat, oneof, record } from 'fast-check'
import type { Emulator } from '../src/index.ts'
import { wanted } from './port-support.ts'
import { type Call, callerOf, house } from './support.ts'
import { outside } from './webhook-support.ts'

/** Something that is done to an emulator; what it says depends on what the emulator answers, and on nothing else. */
interface Step {
  name: keyof typeof actions
  /** Which of several things it is done to. */
  pick: number
  pick2: number
}

/** An emulator and a way to call it. */
interface Actor {
  emulator: Emulator
  call: Call
}

const urls = [
  'https://hooks.example.com/ok',
  'https://hooks.example.com/down',
  'https://hooks.example.com/flaky',
]
const texts = ['hello', 'STOP', 'UNSTOP', 'é'.repeat(100), 'x'.repeat(200)]
const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback', 'dlr_callback']
const waits = [0, 30, 71, 600, 1_000, 29_999, 30_000, 3_600_000, 48 * 3_600_000]

/** Posts nothing: the answer depends on the address, and for a flaky one on what is posted. */
export async function deliver(request: Request): Promise<Response> {
  const body = await request.text()
  if (request.url.endsWith('/down')) throw new Error('The target is down.')
  const isUp = request.url.endsWith('/ok') || body.length % 2 === 0
  return new Response(null, { status: isUp ? 200 : 503 })
}

const media = ['https://example.com/cat.png']

async function idsOf(call: Call, path: string): Promise<string[]> {
  const { list } = await call('GET', `${path}?limit=100`)
  return list?.map(({ id }) => id) ?? []
}

function pickOf<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % items.length]
}

/** A number of the account; when there is none, one that is not. */
async function owned(call: Call, pick: number): Promise<string> {
  return pickOf(await idsOf(call, '/v2/numbers'), pick) ?? outside
}

const actions = {
  async buy({ call }: Actor, { pick }: Step) {
    const [id] = await idsOf(call, `/v2/numbers/available?offset=${pick}&x=`)
    const json = { messaging_enabled: pick % 2 === 0 }
    return call('POST', `/v2/numbers/${id}`, { json })
  },
  async release({ call }: Actor, { pick }: Step) {
    return call('DELETE', `/v2/numbers/${await owned(call, pick)}`)
  },
  async rename({ call }: Actor, { pick, pick2 }: Step) {
    const json = { alias: pick2 % 3 === 0 ? null : `number ${pick2}`, cnam_lookups_enabled: pick2 % 2 === 0 }
    return call('PATCH', `/v2/numbers/${await owned(call, pick)}`, { json })
  },
  async send({ call }: Actor, { pick, pick2 }: Step) {
    const to = pick2 % 3 === 0 ? await owned(call, pick2) : pickOf([outside, '442071838750'], pick2)
    const more = pick2 % 4 === 0 ? { media_urls: media } : {}
    const json = { from: await owned(call, pick), to, body: pickOf(texts, pick2), ...more }
    return call('POST', '/v2.2/messages', { json })
  },
  async receive({ call }: Actor, { pick, pick2 }: Step) {
    const json = { from: outside, to: await owned(call, pick), body: pickOf(texts, pick2) }
    return call('POST', '/__emulator/messages', { json })
  },
  async numberCallback({ call }: Actor, { pick, pick2 }: Step) {
    const path = `/v2/numbers/${await owned(call, pick)}/relationships/${pickOf(kinds, pick2)}`
    return call('POST', path, { json: { callback_url: pickOf(urls, pick + pick2) } })
  },
  accountCallback({ call }: Actor, { pick, pick2 }: Step) {
    const json = { callback_url: pickOf(urls, pick2) }
    return call('PUT', `/v2.1/messages/${pickOf(kinds, pick)}`, { json })
  },
  async route({ call }: Actor, { pick, pick2 }: Step) {
    const json = { alias: `route ${pick2}`, route_type: 'host', value: 'sip.example.com' }
    await call('POST', '/v2/routes', { json })
    const id = pickOf(await idsOf(call, '/v2/routes'), pick2)
    const slot = pick2 % 2 === 0 ? 'primary_route' : 'failover_route'
    return call('PATCH', `/v2/numbers/${await owned(call, pick)}/relationships/${slot}`, { json: { id } })
  },
  async deleteRoute({ call }: Actor, { pick }: Step) {
    return call('DELETE', `/v2/routes/${pickOf(await idsOf(call, '/v2/routes'), pick)}`)
  },
  async address({ call }: Actor, { pick, pick2 }: Step) {
    const json = { ...house, label: `house ${pick2}`, street_number: String(pick2) }
    await call('POST', '/v2/e911s', { json })
    const id = pickOf(await idsOf(call, '/v2/e911s'), pick2)
    return call('PATCH', `/v2/numbers/${await owned(call, pick)}/relationships/e911s/${id}`)
  },
  async callerName({ call }: Actor, { pick, pick2 }: Step) {
    await call('POST', '/v2/cnams', { json: { value: `NAME ${pick2}` } })
    const id = pickOf(await idsOf(call, '/v2/cnams'), pick)
    if (pick2 % 3 === 0) return call('POST', `/__emulator/cnams/${id}/approve`)
    if (pick2 % 3 === 1) return call('POST', `/__emulator/cnams/${id}/reject`, { json: { reason: 'no' } })
    return call('PATCH', `/v2/numbers/${await owned(call, pick)}/relationships/cnam/${id}`)
  },
  fault({ emulator, call }: Actor, { pick, pick2 }: Step) {
    const luck = pick2 % 2 === 0 ? { probability: 0.5 } : { times: 1 + (pick % 3) }
    emulator.faults.add({
      method: 'GET',
      path: '/v2/routes',
      ...luck,
      fault: { kind: 'status', status: 503 },
    })
    if (pick % 5 === 0) emulator.faults.clear()
    return call('GET', '/v2/routes')
  },
  funds({ emulator, call }: Actor, { pick, pick2 }: Step) {
    emulator.account.setBalance(pick % 3 === 0 ? null : pick2)
    emulator.rateLimits.enabled = pick % 2 === 0
    if (pick % 3 === 1) emulator.carrier.fail('spam', 1 + (pick2 % 3))
    return call('GET', '/__emulator/account')
  },
  advance({ call }: Actor, { pick }: Step) {
    return call('POST', '/__emulator/clock', { json: { advance: pickOf(waits, pick) } })
  },
  async portOrder({ call }: Actor, { pick, pick2 }: Step) {
    const numbers = [`+12065552${100 + pick}`, `+18005552${100 + pick2}`]
    return call('POST', '/v2/portorders', { json: { ...wanted, numbers, status_url: pickOf(urls, pick) } })
  },
  async provision({ call }: Actor, { pick, pick2 }: Step) {
    const numbers = [await owned(call, pick), outside].slice(0, 1 + (pick2 % 2))
    const action = pick2 % 3 === 0 ? 'disable' : 'enable'
    const json = { numbers, action, callback_url: pickOf(urls, pick) }
    return call('POST', '/v2/message-provision', { json })
  },
  cdrExport({ call }: Actor, { pick, pick2 }: Step) {
    const from = `2026-01-${10 + (pick % 5)}`
    const filter_parameters = { start_call_start_time: from, start_call_end_time: '2026-01-20' }
    return call('POST', '/v2/cdrs/exports', {
      json: { callback_url: pickOf(urls, pick2), filter_parameters },
    })
  },
  async portAction({ call }: Actor, { pick, pick2 }: Step) {
    const { list } = await call('GET', '/v2/portorders?limit=100')
    const orders = list?.[0]?.attributes['orders'] as { data: { id: string }[] } | undefined
    const id = pickOf(orders?.data ?? [], pick)?.id ?? '1'
    const act = pickOf(['loa', 'upload_file', 'reject', 'complete', 'resubmit'], pick2) ?? ''
    if (act === 'loa' || act === 'upload_file') {
      const json = { signature_name: 'Ada Example', signature_title: 'Owner', filename: 'bill.pdf' }
      return call('POST', `/v2/portorders/${id}/${act}`, { json })
    }
    return call('POST', `/__emulator/port-orders/${id}/${act}`, { json: { reason: 'no' } })
  },
  resend({ emulator, call }: Actor, { pick }: Step) {
    const delivery = pickOf(emulator.deliveries(), pick)
    if (delivery !== undefined) emulator.resend(delivery.id)
    return call('GET', '/__emulator/clock')
  },
  error({ call }: Actor) {
    return call('GET', '/v2/numbers/1')
  },
}

/** Messages more often than all else: most of what is pending comes from those. */
export const step: Arbitrary<Step> = record({
  name: oneof(
    constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
    constantFrom('send', 'send', 'send', 'receive', 'advance', 'accountCallback'),
  ),
  pick: nat(30),
  pick2: nat(30),
})

/** Two numbers and a webhook for all that happens to them, lest nothing does. */
export const firstSteps: readonly Step[] = [
  { name: 'buy', pick: 0, pick2: 0 },
  { name: 'buy', pick: 7, pick2: 0 },
  ...kinds.map((_, pick): Step => ({ name: 'accountCallback', pick, pick2: pick })),
]

/** Does one thing after the other, and lets the webhooks of each come to their end; gives all answers as text. */
export async function perform(emulator: Emulator, steps: readonly Step[]): Promise<string[]> {
  const actor = { emulator, call: callerOf(emulator) }
  const answers: string[] = []
  await emulator.settled()
  for (const each of steps) {
    const { status, text } = await actions[each.name](actor, each)
    answers.push(`${each.name} ${status} ${text}`)
    await emulator.settled()
  }
  return answers
}

/** All that can be read of an emulator, once the webhooks that are due were attempted. */
export async function readAll(emulator: Emulator): Promise<unknown[]> {
  await emulator.settled()
  const call = callerOf(emulator)
  const answers: string[] = []
  const tell = async (path: string): Promise<void> => void answers.push((await call('GET', path)).text)
  for (const path of ['/v2/numbers', '/v2/e911s', '/v2/cnams', '/v2/routes']) await tell(`${path}?limit=200`)
  await tell('/v2.1/messages?start_date=2000-01-01&limit=1000')
  await tell('/v2/portorders?limit=200')
  await tell('/v2/cdrs/exports?limit=200')
  for (const id of await idsOf(call, '/v2/numbers')) await tell(`/v2/numbers/${id}`)
  const now = emulator.clock.now().toISOString()
  return [now, ...answers, emulator.deliveries(), emulator.faults.list(), emulator.account.balance]
}
