import { describe, expect, test } from 'vitest'
import type { Emulator, FaultRule } from '../src/index.ts'
import { type Call, expectError, setUp } from './support.ts'

const broken = { kind: 'status', status: 500 } as const

const wrongRules: [rule: unknown, error: typeof Error, message: string][] = [
  [undefined, TypeError, 'a fault rule must be an object'],
  [[], TypeError, 'fault is required'],
  [{}, TypeError, 'fault is required'],
  [{ fault: broken, when: 'after' }, TypeError, 'when is not known'],
  [{ fault: broken, method: 1 }, TypeError, 'method must be a string'],
  [
    { fault: broken, method: 'get' },
    RangeError,
    'method must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  ],
  [{ fault: broken, path: 7 }, TypeError, 'path must be a string'],
  [{ fault: broken, path: 'v2' }, RangeError, 'path must begin with a slash and have no query, and is "v2"'],
  [{ fault: broken, path: '/v2?limit=1' }, RangeError, 'path must begin with a slash'],
  [{ fault: broken, path: '/v2/1206*' }, RangeError, 'path must have * and ** only as whole segments'],
  [{ fault: broken, path: '/v2/***' }, RangeError, 'path must have * and ** only as whole segments'],
  [{ fault: broken, path: '/**/numbers' }, RangeError, 'path must have ** only at its end'],
  [{ fault: broken, times: '1' }, TypeError, 'times must be a number'],
  [{ fault: broken, times: 0 }, RangeError, 'times must be an integer from 1'],
  [{ fault: broken, times: 1.5 }, RangeError, 'times must be an integer from 1'],
  [{ fault: broken, probability: null }, TypeError, 'probability must be a number'],
  [{ fault: broken, probability: 1.01 }, RangeError, 'probability must be a number from 0 to 1, and is 1.01'],
  [{ fault: broken, probability: Number.NaN }, TypeError, 'probability must be a number'],
  [{ fault: 'html' }, TypeError, 'fault must be an object'],
  [{ fault: {} }, TypeError, 'fault.kind is required'],
  [{ fault: { kind: null } }, TypeError, 'fault.kind must be one of latency'],
  [
    { fault: { kind: 'fire' } },
    RangeError,
    'fault.kind must be one of latency, late-record, late-effect, status, html',
  ],
  [{ fault: { kind: 'toString' } }, RangeError, 'fault.kind must be one of'],
  [{ fault: { kind: 'latency' } }, TypeError, 'fault.milliseconds is required'],
  [
    { fault: { kind: 'latency', milliseconds: -1 } },
    RangeError,
    'fault.milliseconds must be an integer from 0',
  ],
  [{ fault: { kind: 'latency', milliseconds: 2 ** 31 } }, RangeError, 'from 0 to 2147483647'],
  [{ fault: { kind: 'late-record' } }, TypeError, 'fault.milliseconds is required'],
  [{ fault: { kind: 'late-record', milliseconds: 8.64e9 + 1 } }, RangeError, 'from 0 to 8640000000'],
  [
    { fault: { kind: 'late-effect', milliseconds: 1, answer: 'never' } },
    RangeError,
    'fault.answer must be one of late, none, and is "never"',
  ],
  [{ fault: { kind: 'status' } }, TypeError, 'fault.status is required'],
  [{ fault: { kind: 'status', status: '500' } }, TypeError, 'fault.status must be a number'],
  [{ fault: { kind: 'status', status: 199 } }, RangeError, 'fault.status must be an integer from 200 to 599'],
  [{ fault: { kind: 'status', status: 600 } }, RangeError, 'fault.status must be an integer from 200 to 599'],
  [{ fault: { ...broken, retryAfter: -1 } }, RangeError, 'fault.retryAfter must be an integer from 0'],
  [
    { fault: { ...broken, retryAfter: true } },
    TypeError,
    'fault.retryAfter must be a number of seconds or a string',
  ],
  [
    { fault: { ...broken, retryAfter: 'a\nb' } },
    RangeError,
    'fault.retryAfter must be a text that a header can have',
  ],
  [{ fault: { ...broken, body: {} } }, TypeError, 'fault.body must be a string'],
  [{ fault: { kind: 'status', status: 204, body: '' } }, RangeError, 'fault.body must be left out'],
  [
    { fault: { ...broken, contentType: '' } },
    RangeError,
    'fault.contentType must be a text that a header can have',
  ],
  [
    { fault: { ...broken, when: 'during' } },
    RangeError,
    'fault.when must be one of before, after, and is "during"',
  ],
  [{ fault: { kind: 'html', status: 500 } }, TypeError, 'fault.status is not known'],
  [{ fault: { kind: 'empty', when: 1 } }, TypeError, 'fault.when must be a string'],
  [{ fault: { kind: 'truncated', when: 'before' } }, TypeError, 'fault.when is not known'],
  [{ fault: { kind: 'stall', when: 'before' } }, TypeError, 'fault.when is not known'],
  [{ fault: { kind: 'reset' } }, TypeError, 'fault.when is required'],
  [
    { fault: { kind: 'next-link', mode: 'twice' } },
    RangeError,
    'fault.mode must be one of duplicate, missing',
  ],
]

describe('rules that are refused', () => {
  test.each(wrongRules)('%j', (rule, error, message) => {
    const { faults } = setUp().emulator
    const add = () => faults.add(rule as FaultRule)
    expect(add).toThrow(error)
    expect(add).toThrow(message)
    expect(faults.list()).toEqual([])
  })

  test('undefined counts as left out', () => {
    const { faults } = setUp().emulator
    const id = faults.add({ method: undefined, times: undefined, fault: { ...broken, body: undefined } })
    expect(faults.list()).toStrictEqual([{ id, fault: { ...broken }, hits: 0, remaining: null }])
  })
})

describe('/__emulator/faults', () => {
  const add = async (call: Call, emulator: Emulator, json: object): Promise<string> => {
    const { status, body } = await call('POST', '/__emulator/faults', { json })
    expect([status, body]).toEqual([201, { id: emulator.faults.list().at(-1)?.id }])
    return (body as { id: string }).id
  }

  test('adds, lists and takes away', async () => {
    const { emulator, call } = setUp()
    const rule = { method: 'GET', path: '/v2/*', times: 3, probability: 1, fault: broken }
    const one = await add(call, emulator, rule)
    const two = await add(call, emulator, { fault: { kind: 'reset', when: 'after' } })
    expect((await call('GET', '/v2/numbers')).status).toBe(500)
    expect((await call('GET', '/__emulator/faults')).body).toEqual({
      faults: [
        { id: one, ...rule, hits: 1, remaining: 2 },
        { id: two, fault: { kind: 'reset', when: 'after' }, hits: 0, remaining: null },
      ],
    })
    expect((await call('DELETE', `/__emulator/faults/${one}`)).status).toBe(204)
    expectError(await call('DELETE', `/__emulator/faults/${one}`), 404, `There is no fault ${one}.`)
    expect(emulator.faults.list()).toMatchObject([{ id: two }])
    expect((await call('DELETE', '/__emulator/faults')).status).toBe(204)
    expect(emulator.faults.list()).toEqual([])
    expect((await call('GET', '/v2/numbers')).status).toBe(200)
  })

  test('refuses what is no rule', async () => {
    const { emulator, call } = setUp()
    const post = (json: unknown) => call('POST', '/__emulator/faults', { json })
    expectError(await post({ fault: { kind: 'fire' } }), 422, 'fault.kind must be one of latency')
    expectError(await post({ fault: broken, times: 'once' }), 422, 'times must be a number.')
    expectError(await post([]), 422, 'must be a JSON object')
    expect(emulator.faults.list()).toEqual([])
  })
})
