import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { buy, type Call, setUp } from './support.ts'
import { setAccountCallback } from './webhook-support.ts'

interface Listed {
  id: string
}

interface Conversation {
  ours: string
  theirs: string
  count: number
  last: Listed
}

const others = ['12065550100', '12065550101', '12065550102']

const step = oneof(
  record({ name: constantFrom('send', 'receive', 'between'), ours: nat(1), theirs: nat(2) }),
  record({ name: constantFrom('advance'), ours: constantFrom(0, 1, 300, 600, 5_000), theirs: nat(0) }),
)

async function perform(
  call: Call,
  numbers: string[],
  { name, ours, theirs }: { name: string; ours: number; theirs: number },
) {
  if (name === 'advance') return call('POST', '/__emulator/clock', { json: { advance: ours } })
  const [number, other, outside] = [numbers[ours], numbers[1 - ours], others[theirs]]
  if (name === 'receive') {
    return call('POST', '/__emulator/messages', { json: { from: outside, to: number, body: 'in' } })
  }
  const to = name === 'between' ? other : outside
  return call('POST', '/v2.2/messages', { json: { from: number, to, body: 'out' } })
}

/** The records by now, newest first, as they are in a snapshot; of one moment, the later one first. */
function expected(emulator: Emulator) {
  const now = emulator.clock.now().getTime()
  return emulator
    .snapshot()
    .messages.records.filter(({ at }) => at <= now)
    .reverse()
}

/** Goes through all pages. */
async function inPages<T>(page: (offset: number) => Promise<{ items: T[]; more: boolean }>): Promise<T[]> {
  const items: T[] = []
  for (;;) {
    const next = await page(items.length)
    items.push(...next.items)
    if (!next.more) return items
    expect(next.items).toHaveLength(3)
  }
}

test('listings, windows of time, conversations and threads tell the same story in the same order', async () => {
  const property = asyncProperty(
    array(step, { minLength: 1, maxLength: 40 }),
    nat(3_000),
    nat(3_000),
    async (steps, from, length) => {
      const posted: string[] = []
      const deliver = async (request: Request): Promise<Response> => {
        posted.push(((await request.json()) as { data: Listed }).data.id)
        return new Response()
      }
      const { emulator, call } = setUp({ deliver })
      const numbers = await buy(call, 2)
      await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
      const start = emulator.clock.now().getTime()
      const added: { id: string; at: number; direction: string }[] = []
      for (const each of steps) {
        expect((await perform(call, numbers, each)).status).toBeLessThan(300)
        const ids = new Set(added.map(({ id }) => id))
        added.push(...emulator.snapshot().messages.records.filter(({ id }) => !ids.has(id)))
      }
      await emulator.settled()
      const records = expected(emulator)
      // The sort is stable: of the same moment, what was added first stays first.
      const now = emulator.clock.now().getTime()
      const inOrder = added.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      expect(records.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id).reverse())
      const arrivals = inOrder.filter(({ direction }) => direction === 'inbound')
      expect(posted).toEqual(arrivals.map(({ id }) => id))

      const listed = async (window: string) =>
        inPages(async (offset) => {
          const { list, links } = await call('GET', `/v2.1/messages?${window}&limit=3&offset=${offset}`)
          return { items: list.map(({ id }) => id), more: 'next' in links }
        })
      expect(await listed('start_date=2000-01-01')).toEqual(records.map(({ id }) => id))
      const [first, last] = [start + from, start + from + length]
      const window = `start_date=${new Date(first).toISOString()}&end_date=${new Date(last).toISOString()}`
      expect(await listed(window)).toEqual(
        records.filter(({ at }) => first <= at && at <= last).map(({ id }) => id),
      )

      const threads = new Map<string, string[]>()
      for (const { id, direction, from: sender, to } of records) {
        const pair = direction === 'outbound' ? `${sender} ${to}` : `${to} ${sender}`
        threads.set(pair, [...(threads.get(pair) ?? []), id])
      }
      const conversations = await inPages(async (offset) => {
        const { body } = await call('GET', `/__emulator/conversations?limit=3&offset=${offset}`)
        const { conversations: items, more } = body as { conversations: Conversation[]; more: boolean }
        return { items, more }
      })
      expect(
        conversations.map(({ ours, theirs, count, last: { id } }) => [`${ours} ${theirs}`, count, id]),
      ).toEqual([...threads].map(([pair, ids]) => [pair, ids.length, ids[0]]))
      for (const [pair, ids] of threads) {
        const thread = await inPages(async (offset) => {
          const path = `/__emulator/conversations/${pair.replace(' ', '/')}?limit=3&offset=${offset}`
          const { messages: items, more } = (await call('GET', path)).body as {
            messages: Listed[]
            more: boolean
          }
          return { items, more }
        })
        expect(thread.map(({ id }) => id)).toEqual(ids)
      }
    },
  )
  await assert(property, { numRuns: 60 })
})

test('a conversation that never was has no messages', async () => {
  const { call } = setUp()
  const { body } = await call('GET', '/__emulator/conversations/12065550100/12065550101')
  expect(body).toMatchObject({ messages: [], more: false })
})
