import { expect, test } from 'vitest'
import { createEmulator, EmulatorControl } from '../src/index.ts'
import { buyOne, type Call, expectError, setUp } from './support.ts'
import { send } from './webhook-support.ts'

interface Receipt {
  level: number
  status_code: number | null
}

/** The codes of the receipts of a message, the latest one first. */
async function codesOf(call: Call, id: string): Promise<(number | null)[]> {
  const { data } = await call('GET', `/v2.2/messages/${id}`)
  return (data.attributes['delivery_receipts'] as Receipt[]).map(({ status_code }) => status_code)
}

async function sender() {
  const { emulator, call } = setUp()
  const from = await buyOne(call)
  /** Sends a message; gives the codes of the receipts that it has after a second. */
  const codes = async (more: object = {}): Promise<(number | null)[]> => {
    const id = await send(call, from, more)
    emulator.clock.advance(1_000)
    return codesOf(call, id)
  }
  return { emulator, call, from, codes }
}

const accepted = [1003, null]

test.each([
  ['no-route', [1106, null]],
  ['landline', [1116, null]],
  ['spam', [1150, null]],
  ['expired', [1006, null]],
  ['no-receipt', []],
  ['late-receipt', [null]],
] as const)('messages fail with %s from then on, until the carriers recover', async (outcome, expected) => {
  const { emulator, codes } = await sender()
  emulator.carrier.fail(outcome)
  expect(emulator.carrier.failure).toEqual({ outcome, messages: null })
  for (let count = 0; count < 3; count++) expect(await codes()).toEqual(expected)
  emulator.carrier.recover()
  expect(emulator.carrier.failure).toBe(null)
  expect(await codes()).toEqual(accepted)
})

test('a late receipt comes after ten minutes', async () => {
  const { emulator, call, from } = await sender()
  emulator.carrier.fail('late-receipt')
  const id = await send(call, from)
  emulator.carrier.recover()
  emulator.clock.advance(599_999)
  expect(await codesOf(call, id)).toEqual([null])
  emulator.clock.advance(1)
  expect(await codesOf(call, id)).toEqual(accepted)
})

test('the next two fail; refused ones and those that ask for an outcome themselves do not count', async () => {
  const { emulator, call, from, codes } = await sender()
  emulator.carrier.fail('landline', 2)
  expect(await codes({ body: 'emulator:spam' })).toEqual([1150, null])
  expectError(await call('POST', '/v2.2/messages', { json: { from, to: 'x', body: 'x' } }), 422, 'to')
  expect(await codes()).toEqual([1116, null])
  expect(emulator.carrier.failure).toEqual({ outcome: 'landline', messages: 1 })
  expect(await codes()).toEqual([1116, null])
  expect(emulator.carrier.failure).toBe(null)
  expect(await codes()).toEqual(accepted)
})

test('it is part of a snapshot and ends with a reset; older snapshots have none', async () => {
  const { emulator } = await sender()
  emulator.carrier.fail('spam', 3)
  const saved = emulator.snapshot()
  const copy = createEmulator()
  copy.restore(JSON.parse(JSON.stringify(saved)))
  expect(copy.carrier.failure).toEqual({ outcome: 'spam', messages: 3 })
  emulator.reset()
  expect(emulator.carrier.failure).toBe(null)
  const { carrier, ...older } = saved
  copy.restore(older as typeof saved)
  expect([carrier, copy.carrier.failure]).toEqual([{ outcome: 'spam', messages: 3 }, null])
})

test('it is set over the control API', async () => {
  const { emulator } = setUp()
  const control = new EmulatorControl({
    url: 'http://emulator.test',
    fetch: (...args) => emulator.fetch(new Request(...args)),
  })
  expect(await control.carrier.failure()).toBe(null)
  await control.carrier.fail('expired', 2)
  expect(await control.carrier.failure()).toEqual({ outcome: 'expired', messages: 2 })
  await control.carrier.fail('spam')
  expect(await control.carrier.failure()).toEqual({ outcome: 'spam', messages: null })
  await control.carrier.recover()
  expect(emulator.carrier.failure).toBe(null)
})

test('what is no failure is refused', async () => {
  const { emulator, call } = setUp()
  const put = (json: object) => call('PUT', '/__emulator/carrier', { json })
  expectError(await put({ outcome: 'flood' }), 422, 'outcome must be one of no-route, landline')
  expectError(await put({}), 422, 'outcome is required')
  for (const messages of [0, 1.5, '2']) {
    expectError(await put({ outcome: 'spam', messages }), 422, 'messages must be a whole number from 1')
  }
  expect(() => emulator.carrier.fail('flood' as 'spam')).toThrow(TypeError)
  expect(() => emulator.carrier.fail('spam', 0)).toThrow(RangeError)
  expect(emulator.carrier.failure).toBe(null)
})
