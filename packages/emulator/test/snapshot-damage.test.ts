import { expect, onTestFinished, test } from 'vitest'
import type { Emulator, EmulatorSnapshot } from '../src/index.ts'
import {
  buyOne,
  type Call,
  createAddress,
  createApproved,
  createRoute,
  expectError,
  setUp,
} from './support.ts'
import { outside, setAccountCallback } from './webhook-support.ts'

/** An emulator that knows something of everything, with a webhook that is due and one to be tried again. */
async function full(): Promise<{ emulator: Emulator; call: Call }> {
  let posts = 0
  const deliver = async () =>
    posts++ === 0 ? new Response(null, { status: 503 }) : new Promise<never>(() => {})
  const { emulator, call } = setUp({ deliver })
  onTestFinished(() => emulator.reset())
  const number = await buyOne(call)
  await createRoute(call)
  await createAddress(call)
  await createApproved(call, emulator)
  await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
  emulator.receive({ from: outside, to: number, body: 'STOP' })
  await emulator.settled()
  emulator.receive({ from: outside, to: number, body: 'hello' })
  await call('POST', '/v2.2/messages', { json: { from: number, to: number, body: 'hi' } })
  emulator.faults.add({ path: '/v3', fault: { kind: 'html' } })
  return { emulator, call }
}

/** Puts a value in the place of a member: `numbers.0.alias`. */
function damage(snapshot: EmulatorSnapshot, path: string, value: unknown): unknown {
  const document: unknown = JSON.parse(JSON.stringify(snapshot))
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let place = document as Record<string, unknown>
  for (const key of keys) place = place[key] as Record<string, unknown>
  place[last] = value
  return document
}

const range = RangeError
const type = TypeError

test.each([
  ['version', 2, range, 'snapshot: version is 2, and this emulator reads version 1 only'],
  ['version', undefined, type, 'snapshot: version is required'],
  ['version', '1', range, 'snapshot: version must be 1'],
  ['seed', -1, range, 'snapshot: seed must be an integer from 0 to 4294967295, and is -1'],
  ['seed', 2 ** 32, range, 'snapshot: seed must be an integer from 0 to 4294967295, and is 4294967296'],
  ['seed', 'x', type, 'snapshot: seed must be a number'],
  ['seed', 2, range, 'snapshot: numbers[0].number is not in the inventory of seed 2'],
  ['now', null, type, 'snapshot: now must be a number'],
  ['now', 1e300, range, 'snapshot: now must be a moment in milliseconds since the epoch'],
  ['random.messages', 1.5, range, 'snapshot: random.messages must be an integer'],
  ['more', 1, type, 'snapshot: more is not known'],
  ['numbers', {}, type, 'snapshot: numbers must be an array'],
  ['numbers.0.alias', undefined, type, 'snapshot: numbers[0].alias is required'],
  ['numbers.0.alias', 5, type, 'snapshot: numbers[0].alias must be a string'],
  ['numbers.0.number', '911', range, 'snapshot: numbers[0].number must be digits with country code'],
  [
    'numbers.0.primaryRouteId',
    '5',
    range,
    'snapshot: numbers[0].primaryRouteId refers to 5, which is not there',
  ],
  ['numbers.0.emergencyAddressId', '5', range, 'snapshot: numbers[0].emergencyAddressId refers to 5'],
  ['numbers.0.cnamId', '5', range, 'snapshot: numbers[0].cnamId refers to 5'],
  [
    'numbers.0.billingMethod',
    'X',
    range,
    'snapshot: numbers[0].billingMethod must be one of VPRI, METERED, and is "X"',
  ],
  ['callbacks.0.url', 'ftp://x/', range, 'snapshot: callbacks[0].url must be an absolute http or https URL'],
  ['callbacks.0.kind', 'fax', range, 'snapshot: callbacks[0].kind must be one of'],
  ['routes.nextId', 1, range, 'snapshot: routes.made[0].id is not below nextId, 1'],
  ['routes.made.0.id', '0', range, 'snapshot: routes.made[0].id must be the digits of an integer'],
  ['cnams.made.0.createdAt', 0.5, range, 'snapshot: cnams.made[0].createdAt must be an integer'],
  ['emergencyAddresses.made.0.zip', 1, type, 'snapshot: emergencyAddresses.made[0].zip must be a string'],
  ['messages.records.0.body', [], type, 'snapshot: messages.records[0].body must be a string'],
  ['messages.records.2.id', 'x', range, 'snapshot: events[0].item.message refers to mdr2-'],
  ['messages.optOuts.0.ours', '', range, 'snapshot: messages.optOuts[0].ours must be digits'],
  ['events.0.item.kind', 'party', range, 'snapshot: events[0].item.kind must be one of receipt'],
  ['events.0.item', { kind: 'retry', delivery: 'x' }, range, 'snapshot: events[0].item.delivery refers to x'],
  ['webhooks.deliveries.0.body', '{', range, 'snapshot: webhooks.deliveries[0].body must be a text of JSON'],
  [
    'webhooks.due.0.delivery',
    'x',
    range,
    'snapshot: webhooks.due[0].delivery refers to x, which is not there',
  ],
  ['faults.rules.0.rule', { fault: 5 }, type, 'snapshot: faults.rules[0].rule.fault must be an object'],
  ['faults.rules.0.hits', -1, range, 'snapshot: faults.rules[0].hits must be an integer from 0'],
  ['account.nanodollars', 0.5, range, 'snapshot: account.nanodollars must be an integer'],
  [
    'carrier',
    { outcome: 'spam', messages: 0 },
    range,
    'snapshot: carrier.messages must be an integer from 1',
  ],
  ['rateLimits.enabled', 'yes', type, 'snapshot: rateLimits.enabled must be true or false'],
])('%s: %j is refused, and nothing is changed', async (path, value, kind, message) => {
  const { emulator, call } = await full()
  const before = emulator.snapshot()
  const document = damage(before, path, value)
  let thrown: unknown
  try {
    emulator.restore(document as EmulatorSnapshot)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(kind)
  expect(String(thrown)).toContain(message)
  const reply = await call('PUT', '/__emulator/snapshot', { json: document })
  expectError(reply, 422, '')
  expect(reply.error.detail).toContain(message)
  expect({ ...emulator.snapshot(), random: null, webhooks: null, events: null }).toEqual({
    ...before,
    random: null,
    webhooks: null,
    events: null,
  })
})

test.each([[null], [5], ['x'], [[]]])('%j is no snapshot', (document) => {
  const { emulator } = setUp()
  expect(() => emulator.restore(document as never)).toThrow(
    /^snapshot: (the document must be|version is required)/,
  )
})

test('the same thing twice is refused', async () => {
  const { emulator } = await full()
  const snapshot = emulator.snapshot()
  const twice = <T>(values: readonly T[]): T[] => [...values, ...values]
  const { numbers, routes, messages, webhooks } = snapshot
  const cases: [Partial<EmulatorSnapshot>, string][] = [
    [{ numbers: twice(numbers) }, 'numbers[1].number is there twice'],
    [{ routes: { ...routes, made: twice(routes.made) } }, 'routes.made[1].id is there twice'],
    [
      { messages: { ...messages, records: twice(messages.records) } },
      'messages.records[4].id is there twice',
    ],
    [{ webhooks: { ...webhooks, deliveries: twice(webhooks.deliveries) } }, 'webhooks.deliveries[2].id'],
  ]
  for (const [changes, message] of cases) {
    expect(() => emulator.restore({ ...snapshot, ...changes })).toThrow(message)
  }
})

test('a request without a snapshot, or with too large a one, is refused', async () => {
  const { call } = setUp()
  expectError(await call('PUT', '/__emulator/snapshot'), 400, 'A request body is required.')
  const headers = { 'content-length': String(256 * 1024 * 1024 + 1) }
  expectError(await call('PUT', '/__emulator/snapshot', { raw: '{}', headers }), 413, 'over 268435456 bytes')
})
