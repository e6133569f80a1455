import {
  AuthenticationError,
  NotFoundError,
  type Page,
  ResponseFormatError,
  ServerError,
  TimeoutError,
} from '@flowroute/core'
import { entities, textOrNumber } from '@flowroute/core/resource'
import { holdTimers, startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Item, idsIn, idsOf, itemsOf, pageOf, startList } from './list-server.ts'
import { clientOf, failure, rejection } from './set-up.ts'

const link = 'https://api.flowroute.com/v2/items?limit=2&offset=2'

/** What an iteration gives until it fails, and the failure. */
async function untilFailure(items: AsyncIterable<Item>): Promise<{ given: string[]; error: unknown }> {
  const given: string[] = []
  const error = await rejection(
    (async () => {
      for await (const { id } of items) given.push(id)
    })(),
  )
  return { given, error }
}

describe('a service that repeats itself', () => {
  test.each([0, 1, 5])('the same page for ever is an error, with prefetch %s', async (prefetch) => {
    await using service = await startList(() => pageOf(idsOf(0, 2), link))
    const { given, error } = await untilFailure(service.list({ pageSize: 2, prefetch }))
    expect(given).toEqual(idsOf(0, 2))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ status: 200, method: 'GET', path: '/v2/items' })
    expect((error as Error).message).toContain('repeats the same page')
    await service.arrivals()
    expect(service.offsets().length).toBeLessThanOrEqual(4 + prefetch)
  })

  test('going round and round is an error, and each item is given once', async () => {
    await using service = await startList(({ query }) => {
      const offset = Number(query['offset']) % 6
      return pageOf(idsOf(offset, offset + 2), link)
    })
    const { given, error } = await untilFailure(service.list({ pageSize: 2 }))
    expect(given).toEqual(idsOf(0, 6))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(service.offsets()).toHaveLength(6)
  })

  test('the same page again is an error to page.next()', async () => {
    await using service = await startList(() => pageOf(idsOf(0, 2), link))
    const page = await service.list({ pageSize: 2 })
    await failure(ResponseFormatError, page.next())
  })

  test('the same page for ever is an error to toArray and take as well', async () => {
    await using service = await startList(() => pageOf(idsOf(0, 2), link))
    await failure(ResponseFormatError, service.list({ pageSize: 2 }).toArray())
    await failure(ResponseFormatError, service.list({ pageSize: 2 }).take(5))
    expect(idsIn(await service.list({ pageSize: 2 }).take(2))).toEqual(idsOf(0, 2))
  })

  test.each([0, 2])('once, and then goes on, is tolerated, with prefetch %s', async (prefetch) => {
    await using service = await startList(({ query }) => {
      const page = Math.max(Number(query['offset']) / 2 - 1, 0)
      return pageOf(idsOf(page * 2, page * 2 + 2), page < 3 ? link : undefined)
    })
    const pages: Page<Item>[] = []
    for await (const page of service.list({ pageSize: 2, prefetch }).pages()) pages.push(page)
    expect(pages.map((page) => idsIn(page))).toEqual([idsOf(0, 2), idsOf(2, 4), idsOf(4, 6), idsOf(6, 8)])
  })

  test('now and again is tolerated, for every new page begins the count anew', async () => {
    await using service = await startList(({ query }) => {
      const page = Math.floor(Number(query['offset']) / 4)
      return pageOf(idsOf(page * 2, page * 2 + 2), page < 9 ? link : undefined)
    })
    expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 20))
  })

  test('a last page that repeats another ends the list', async () => {
    await using service = await startList(({ query }) =>
      pageOf(idsOf(0, 2), query['offset'] === '0' ? link : undefined),
    )
    expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 2))
  })

  test.each([
    ['null', (item: number) => ({ type: 'item', id: null, attributes: { name: `n${item}` } })],
    ['null and nothing else', () => ({ type: 'item', id: null, attributes: {} })],
  ])('items whose id is %s: the same page for ever is an error all the same', async (_, resource) => {
    const data = [resource(1), resource(2)]
    await using server = await startServer([{ body: { data, links: { next: link } } }])
    const decode = entities(v.looseObject({ id: v.nullable(textOrNumber()) }))
    const list = clientOf(server).list({ path: '/v2/items', query: { pageSize: 2 }, decode })
    await failure(ResponseFormatError, list.toArray())
    expect(server.requests).toHaveLength(4)
    await failure(ResponseFormatError, (await clientOf(server).list({ path: '/v2/items', decode })).next())
  })

  test('items without ids that differ are all given', async () => {
    await using server = await startServer(({ query }) => {
      const offset = Number(query['offset'])
      const data = [0, 1].map((index) => ({ id: null, attributes: { name: `n${offset + index}` } }))
      return { body: { data, links: offset < 8 ? { next: link } : {} } }
    })
    const decode = entities(v.looseObject({ name: v.string() }))
    const list = clientOf(server).list({ path: '/v2/items', query: { pageSize: 2 }, decode })
    expect((await list.toArray()).map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `n${index}`),
    )
  })

  test('pages are told apart by their length, first and last item', async () => {
    const pages = [
      ['a', 'b', 'c'],
      ['a', 'd'],
      ['e', 'c'],
      ['a', 'c'],
    ]
    let asked = 0
    await using service = await startList(() => {
      asked++
      return pageOf(pages[asked - 1] ?? [], link)
    })
    expect(idsIn(await service.list().toArray())).toEqual(pages.flat())
  })
})

describe('a link in a page', () => {
  test.each([0, 2])('is never followed to another host, with prefetch %s', async (prefetch) => {
    await using other = await startServer([pageOf(['from elsewhere'])])
    await using service = await startList(({ query }) => {
      const offset = Number(query['offset'])
      return pageOf(idsOf(offset, offset + 2), offset < 4 ? `${other.url}/v2/items?offset=2` : undefined)
    })
    const list = service.list({ pageSize: 2, prefetch })
    expect(idsIn(await list.toArray())).toEqual(idsOf(0, 6))
    expect(idsIn((await (await list).next()) ?? [])).toEqual(idsOf(2, 4))
    expect(other.requests).toEqual([])
  })

  test('does not decide which page is next', async () => {
    await using service = await startList(({ query }) => {
      const offset = Number(query['offset'])
      return pageOf(idsOf(offset, offset + 2), offset < 4 ? '/v2/secrets?limit=1&offset=99' : undefined)
    })
    expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 6))
    expect(service.server.requests.map(({ target }) => target)).toEqual([
      '/v2/items?limit=2&offset=0',
      '/v2/items?limit=2&offset=2',
      '/v2/items?limit=2&offset=4',
    ])
  })
})

describe('a page that fails', () => {
  const unauthorised = {
    status: 401,
    body: { errors: [{ status: 401, title: 'Unauthorized', detail: 'Authentication failed.' }] },
  }

  test('rejects with the typed error, after the items before it', async () => {
    await using service = await startList((request) =>
      request.query['offset'] === '4' ? unauthorised : itemsOf(9)(request),
    )
    const { given, error } = await untilFailure(service.list({ pageSize: 2 }))
    expect(given).toEqual(idsOf(0, 4))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ status: 401, path: '/v2/items', attempts: 1, outcome: 'rejected' })
    await failure(AuthenticationError, service.list({ pageSize: 2 }).toArray())
    await failure(AuthenticationError, service.list({ pageSize: 2 }).take(6))
    const second = await (await service.list({ pageSize: 2 })).next()
    await failure(AuthenticationError, second?.next() ?? Promise.resolve())
  })

  test('rejects an awaited list, as often as it is awaited, with one request', async () => {
    await using service = await startList(() => ({ status: 404 }))
    const list = service.list()
    const error = await failure(NotFoundError, list)
    expect(await failure(NotFoundError, list)).toBe(error)
    expect(await failure(NotFoundError, list.withResponse())).toBe(error)
    expect(service.offsets()).toEqual([0])
  })

  test.each([
    ['data that is no list', { data: { type: 'item', id: '1' } }, 'not a list'],
    ['no data', { links: {} }, 'not a list'],
    ['a member that is no resource', { data: ['1'] }, 'not a resource'],
    ['a member without an id', { data: [{ type: 'item', attributes: {} }] }, 'no id'],
    ['a list', [], 'not a document'],
    ['HTML', '<html>Bad gateway</html>', 'not JSON'],
    ['nothing', undefined, 'empty'],
  ])('is one with %s', async (_, body, reason) => {
    await using service = await startList(() => ({ body }))
    const error = await failure(ResponseFormatError, service.list())
    expect(error.message).toContain(reason)
    expect(error).toMatchObject({ status: 200, method: 'GET', path: '/v2/items' })
  })

  test('is none when the caller’s own decoder reads items out of it, even out of an empty one', async () => {
    await using service = await startList(() => ({ status: 204 }), { decode: () => [{ id: 'made up' }] })
    expect(idsIn(await service.list().toArray())).toEqual(['made up'])
  })

  test('is tried again by the rules of every read', async () => {
    let failures = 0
    await using service = await startList((request) =>
      request.query['offset'] === '2' && failures++ < 2 ? { status: 503 } : itemsOf(5)(request),
    )
    expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 5))
    expect(service.offsets()).toEqual([0, 2, 2, 2, 4])
  })
})

describe('request options', () => {
  test.each([0, 2])('reach the request of each page, with prefetch %s', async (prefetch) => {
    await using service = await startList(itemsOf(5))
    const list = service.list({ pageSize: 2, prefetch }, { headers: { 'x-tenant': 'acme' } })
    await list.toArray()
    await (await list).next()
    expect(service.server.requests.length).toBeGreaterThanOrEqual(5)
    expect(new Set(service.server.requests.map(({ headers }) => headers['x-tenant']))).toEqual(
      new Set(['acme']),
    )
  })

  test('bound the time of each page', async () => {
    const timeout = 60_001
    using timers = holdTimers(timeout)
    await using service = await startList((request) => {
      if (request.query['offset'] !== '2') return itemsOf(9)(request)
      timers.fire()
      return undefined
    })
    const { given, error } = await untilFailure(service.list({ pageSize: 2 }, { timeout, retries: 0 }))
    expect(given).toEqual(idsOf(0, 2))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ limit: 'timeout', milliseconds: timeout })
  })

  test('bound the attempts of each page', async () => {
    await using service = await startList((request) =>
      request.query['offset'] === '2' ? { status: 503 } : itemsOf(9)(request),
    )
    await failure(ServerError, service.list({ pageSize: 2 }, { retries: 1 }).toArray())
    expect(service.offsets()).toEqual([0, 2, 2])
  })
})

test('a next link in its object form counts as one', async () => {
  await using service = await startList(({ query }) => {
    const offset = Number(query['offset'])
    const data = idsOf(offset, offset + 2).map((id) => ({ type: 'item', id }))
    return { body: { data, links: offset < 4 ? { next: { href: link } } : { next: null } } }
  })
  expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 6))
})
