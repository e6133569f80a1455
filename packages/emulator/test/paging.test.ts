import { describe, expect, test } from 'vitest'
import { buyOne, createAddress, createPending, createRoute, expectError, forSale, setUp } from './support.ts'

const lists = [
  ['/v2/numbers/available/areacodes', 400],
  ['/v2/numbers/available/exchanges', 200],
  ['/v2/numbers/available', 200],
  ['/v2/numbers', 200],
  ['/v2/routes', 200],
  ['/v2/e911s', 2_000],
] as const

describe.each(lists)('%s', (path, maximum) => {
  test('10 from 0 unless asked otherwise', async () => {
    const { call } = setUp()
    const { status, links } = await call('GET', path)
    expect(status).toBe(200)
    expect(links['self']).toBe(`https://api.flowroute.com${path}?limit=10&offset=0`)
  })

  test('limit up to its maximum', async () => {
    const { call } = setUp()
    const { status, links } = await call('GET', `${path}?limit=${maximum}&offset=1`)
    expect(status).toBe(200)
    expect(links['self']).toBe(`https://api.flowroute.com${path}?limit=${maximum}&offset=1`)
    expectError(await call('GET', `${path}?limit=${maximum + 1}`), 422, `limit must be from 1 to ${maximum}.`)
  })

  test.each(['0', '-1', '1.5', '1e1', 'ten', '', '0x10', '9'.repeat(30)])(
    'limit=%s is refused',
    async (limit) => {
      const { call } = setUp()
      expectError(await call('GET', `${path}?limit=${limit}`), 422, /^limit must be/)
    },
  )

  test.each(['-1', '0.5', 'next', '', '9'.repeat(30)])('offset=%s is refused', async (offset) => {
    const { call } = setUp()
    expectError(await call('GET', `${path}?offset=${offset}`), 422, 'offset must be a non-negative integer.')
  })

  test('an offset behind the end is an empty last page', async () => {
    const { call } = setUp()
    const { status, list, links } = await call('GET', `${path}?offset=99999999`)
    expect(status).toBe(200)
    expect(list).toEqual([])
    expect(links).toEqual({ self: `https://api.flowroute.com${path}?limit=10&offset=99999999` })
  })
})

/** Follows `links.next` to the end. */
async function walk(call: ReturnType<typeof setUp>['call'], path: string): Promise<string[][]> {
  const pages: string[][] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const reply: Awaited<ReturnType<typeof call>> = await call('GET', next)
    expect(reply.status).toBe(200)
    pages.push(reply.list.map(({ id }) => id))
    next = reply.links['next']?.replace('https://api.flowroute.com', '')
  }
  return pages
}

describe('following next', () => {
  test('numbers of the account: each once, in order, next absent at the end', async () => {
    const { call } = setUp()
    const numbers = await forSale(call, 7)
    for (const number of numbers.toReversed()) await call('POST', `/v2/numbers/${number}`)
    const pages = await walk(call, '/v2/numbers?limit=3')
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
    expect(pages.flat()).toEqual([...numbers].sort())
    expect((await walk(call, '/v2/numbers?limit=7')).length).toBe(1)
  })

  test('routes: the built-in one first, then as they were made', async () => {
    const { call } = setUp()
    const made = [await createRoute(call, 'b'), await createRoute(call, 'a'), await createRoute(call, 'c')]
    expect(await walk(call, '/v2/routes?limit=2')).toEqual([
      ['0', made[0]],
      [made[1], made[2]],
    ])
  })

  test('emergency addresses and caller names, as they were made', async () => {
    const { call } = setUp()
    const addresses: string[] = []
    const names: string[] = []
    for (const label of ['b', 'a', 'c']) {
      addresses.push(await createAddress(call, { label, street_name: label }))
      names.push(await createPending(call, label))
    }
    const pages = ([one, two, three]: string[]) => [[one, two], [three]]
    expect(await walk(call, '/v2/e911s?limit=2&city=seattle')).toEqual(pages(addresses))
    expect(await walk(call, '/v2/cnams?limit=2&is_approved=false')).toEqual(pages(names))
  })

  test('messages, with the dates kept', async () => {
    const { emulator, call } = setUp()
    const from = await buyOne(call)
    const sent: string[] = []
    for (const body of ['one', 'two', 'three']) {
      const reply = await call('POST', '/v2.1/messages', { json: { to: '12065550100', from, body } })
      sent.unshift(reply.data.id)
      emulator.clock.advance(1_000)
    }
    expect(await walk(call, '/v2.1/messages?start_date=2026-01-01&limit=2')).toEqual([
      sent.slice(0, 2),
      sent.slice(2),
    ])
  })

  test('area codes: all of them once, in order', async () => {
    const { call } = setUp()
    const all = (await walk(call, '/v2/numbers/available/areacodes?limit=100')).flat()
    expect(all.length).toBeGreaterThan(200)
    expect(all).toEqual([...new Set(all)].sort())
  })
})

test('query parameters that nobody knows are ignored and not repeated in links', async () => {
  const { call } = setUp()
  const { status, links } = await call('GET', '/v2/numbers?null&colour=red&limit=2')
  expect(status).toBe(200)
  expect(links).toEqual({ self: 'https://api.flowroute.com/v2/numbers?limit=2&offset=0' })
})
