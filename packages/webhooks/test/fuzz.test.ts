import { isFlowrouteError } from '@flowroute/core'
import { createWebhookHandler, parseWebhook } from '@flowroute/webhooks'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { payloads } from './payloads.ts'
import { json } from './servers.ts'

const clean = Object.getOwnPropertyNames(Object.prototype).sort()
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(clean)
})

const handler = createWebhookHandler({ onMessage: () => {}, onReceipt: () => {}, onEvent: () => {} })
const status = async (body: string | Uint8Array<ArrayBuffer>): Promise<number> =>
  (await handler(new Request('https://example.com/', { method: 'POST', headers: json, body }))).status

/** Whether the parser reads an event or throws the one kind of error that it may throw. */
function outcome(body: unknown): 'event' | 'refused' {
  try {
    const event = parseWebhook(body)
    // Only a message may be without an id, and only if it has content.
    if (event.id === null)
      expect(event).toMatchObject({
        type: 'message.received',
        from: expect.stringMatching(/\S/),
        to: expect.stringMatching(/\S/),
      })
    else expect(event.id).toMatch(/\S/)
    return 'event'
  } catch (error) {
    if (isFlowrouteError(error) && error.name === 'InvalidInputError') return 'refused'
    throw error
  }
}

const names = [
  'data',
  'id',
  'type',
  'attributes',
  'included',
  'relationships',
  'media',
  'from',
  'to',
  'body',
  'level',
  'status',
  'is_mms',
  'timestamp',
  'resource_id',
  'resource_type',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
]
const words = [
  'message',
  'delivery_receipt',
  'po_status_change',
  'media',
  'portorders',
  'true',
  '',
  '12065550123',
]

/** JSON text with the words of a webhook in any place. As text, so that `__proto__` is a property like any other. */
const lookalike = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc
      .oneof(fc.constantFrom(...words), fc.string(), fc.double(), fc.boolean(), fc.constant(null))
      .map((value) => JSON.stringify(value)),
    tie('object'),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items}]`),
  object: fc
    .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 8 })
    .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`),
})).object

test('any JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      expect(await status(text)).toBe(outcome(text) === 'event' ? 200 : 400)
    }),
  )
})

test('JSON that looks like a webhook', async () => {
  await fc.assert(
    fc.asyncProperty(lookalike, async (text) => {
      expect(await status(text)).toBe(outcome(text) === 'event' ? 200 : 400)
      expect(outcome(JSON.parse(text))).toBe(outcome(text))
    }),
    { numRuns: 1_000 },
  )
})

test('JSON with neither an id nor a text is never acknowledged', async () => {
  const text = lookalike.filter((written) => !/"(id|body|included)"/.test(written))
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      expect(await status(written)).toBe(400)
    }),
  )
})

test('any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await status(new Uint8Array(bytes))).toBe(400)
    }),
  )
})

test('any value', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      (value) => {
        outcome(value)
      },
    ),
    { numRuns: 500 },
  )
})

test.each(payloads)('%s, cut off anywhere', async (_, payload) => {
  const text = JSON.stringify(payload)
  for (let length = 0; length < text.length; length += 7)
    expect(await status(text.slice(0, length))).toBe(400)
})

test.each(payloads)('%s with any one value replaced', async (_, payload) => {
  const unusual: unknown[] = [null, '', 0, -1, 1e308, true, [], {}, [[]], { toString: 1 }, 'x'.repeat(1_000)]
  const values = [...JSON.stringify(payload).matchAll(/:("[^"]*"|[\d.]+|true|false|null)/g)]
  for (const { 0: found, index } of values) {
    for (const value of unusual) {
      const text = JSON.stringify(payload)
      const changed = `${text.slice(0, index)}:${JSON.stringify(value)}${text.slice(index + found.length)}`
      expect(await status(changed)).toBe(outcome(changed) === 'event' ? 200 : 400)
    }
  }
})
