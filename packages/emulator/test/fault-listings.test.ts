import { describe, expect, test } from 'vitest'
import { open, ways } from './fault-support.ts'
import { buy, buyOne, setUp } from './support.ts'
import { expectV1Error, keysOf, v1CallerOf } from './v1-support.ts'

describe.each(ways)('%s', (way) => {
  describe('next-link', () => {
    test('missing: the listing seems to end', async () => {
      const { emulator, call } = await open(way)
      const numbers = (await buy(call, 3)).sort()
      emulator.faults.add({ fault: { kind: 'next-link', mode: 'missing' } })
      const { list, links } = await call('GET', '/v2/numbers?limit=2')
      expect(list.map(({ id }) => id)).toEqual(numbers.slice(0, 2))
      expect(links).toEqual({ self: 'https://api.flowroute.com/v2/numbers?limit=2&offset=0' })
    })

    test('duplicate: whatever the offset, the first page with a next link', async () => {
      const { emulator, call } = await open(way)
      const numbers = (await buy(call, 3)).sort()
      emulator.faults.add({ fault: { kind: 'next-link', mode: 'duplicate' } })
      const first = await call('GET', '/v2/numbers?limit=2')
      expect(first.list.map(({ id }) => id)).toEqual(numbers.slice(0, 2))
      expect(first.links['next']).toBe('https://api.flowroute.com/v2/numbers?limit=2&offset=2')
      expect((await call('GET', '/v2/numbers?limit=2&offset=2')).body).toEqual(first.body)
      const short = await call('GET', '/v2/numbers?starts_with=1&offset=20')
      expect(short.list).toHaveLength(3)
      expect(short.links['next']).toBe(
        'https://api.flowroute.com/v2/numbers?starts_with=1&limit=10&offset=10',
      )
    })

    test('duplicate: a listing of messages, which has no other links, gets one', async () => {
      const { emulator, call } = await open(way)
      emulator.faults.add({ fault: { kind: 'next-link', mode: 'duplicate' } })
      const { body } = await call('GET', '/v2.2/messages?start_date=2026-01-01&limit=5&offset=5')
      const next = 'https://api.flowroute.com/v2.2/messages?start_date=2026-01-01&limit=5&offset=5'
      expect(body).toEqual({ data: [], links: { next } })
    })

    test.each(['missing', 'duplicate'] as const)(
      '%s: other answers and methods stay as they are',
      async (mode) => {
        const { emulator, call } = await open(way)
        const number = await buyOne(call)
        const paths = [
          `/v2/numbers/${number}`,
          '/v2/edge_strategies',
          '/v2/numbers?limit=x',
          '/v2/routes/edge_strategies',
        ]
        const honest = await Promise.all(paths.map((path) => call('GET', path)))
        emulator.faults.add({ fault: { kind: 'next-link', mode } })
        for (const [index, path] of paths.entries()) {
          const { status, body } = await call('GET', path)
          expect([status, body]).toEqual([honest[index]?.status, withoutId(honest[index]?.body, body)])
        }
        const { hits } = emulator.faults.list()[0] ?? {}
        await call('DELETE', `/v2/numbers/${number}`)
        expect(emulator.faults.list()).toMatchObject([{ hits }])
      },
    )
  })
})

test('v1, which counts pages, meets the same, and its own error documents', async () => {
  const { emulator, call } = setUp()
  const numbers = (await buy(call, 3)).sort()
  const v1 = v1CallerOf(emulator)
  const id = emulator.faults.add({ path: '/v1/tns', fault: { kind: 'next-link', mode: 'duplicate' } })
  const first = await v1('GET', '/v1/tns/?limit=2')
  expect(keysOf(first, 'tns')).toEqual(numbers.slice(0, 2))
  expect((await v1('GET', first.links?.next ?? '')).body).toEqual(first.body)
  emulator.faults.remove(id)
  emulator.faults.add({ times: 1, fault: { kind: 'next-link', mode: 'missing' } })
  expect((await v1('GET', '/v1/tns/?limit=2')).links).toEqual({})
  emulator.faults.add({ fault: { kind: 'status', status: 429 } })
  expectV1Error(await v1('GET', '/v1/tns/'), 429, 'Too many requests were sent in a short time.')
})

/** Error documents have each an id of their own. */
function withoutId(expected: unknown, actual: unknown): unknown {
  const id = (actual as { errors?: { id: string }[] }).errors?.[0]?.id
  const { errors } = expected as { errors?: object[] }
  return errors === undefined ? expected : { errors: errors.map((error) => ({ ...error, id })) }
}
