import { InvalidInputError, type List, Page } from '@flowroute/core'
import { describe, expect, test } from 'vitest'
import { type Item, idsIn, idsOf, itemsOf, pageOf, startList } from './list-server.ts'
import { failure } from './set-up.ts'

/** Every way of using a list. */
const uses: Record<string, (list: List<Item>) => PromiseLike<unknown>> = {
  await: (list) => list,
  'withResponse()': (list) => list.withResponse(),
  'for await': (list) => list[Symbol.asyncIterator]().next(),
  'pages()': (list) => list.pages().next(),
  'take()': (list) => list.take(1),
  'toArray()': (list) => list.toArray(),
}

describe('awaiting a list', () => {
  test('sends nothing until the list is used, and one request however often it is awaited', async () => {
    await using service = await startList(itemsOf(3))
    const list = service.list()
    await service.arrivals()
    expect(service.offsets()).toEqual([])

    const [first, second] = await Promise.all([list, list])
    expect(second).toBe(first)
    expect(await list).toBe(first)
    expect((await list.withResponse()).data).toBe(first)
    expect(service.offsets()).toEqual([0])
  })

  test('gives the first page, from which the others can be reached', async () => {
    await using service = await startList(itemsOf(5))
    const first = await service.list({ pageSize: 2 })
    expect(first).toBeInstanceOf(Page)
    expect(idsIn(first.items)).toEqual(idsOf(0, 2))
    expect(first).toMatchObject({ offset: 0, hasNext: true })

    const second = await first.next()
    expect(idsIn(second?.items ?? [])).toEqual(idsOf(2, 4))
    expect(second).toMatchObject({ offset: 2, hasNext: true })

    const last = await second?.next()
    expect(idsIn(last?.items ?? [])).toEqual(idsOf(4, 5))
    expect(last).toMatchObject({ offset: 4, hasNext: false })
    expect(await last?.next()).toBeUndefined()
    expect(service.offsets()).toEqual([0, 2, 4])
  })

  test('begins where it is told to', async () => {
    await using service = await startList(itemsOf(9))
    const page = await service.list({ pageSize: 2, offset: 3 })
    expect(page.offset).toBe(3)
    expect(idsIn(page)).toEqual(idsOf(3, 5))
    expect((await page.next())?.offset).toBe(5)
    expect(idsIn(await service.list({ pageSize: 2, offset: 4 }).toArray())).toEqual(idsOf(4, 9))
  })

  test('gives a page that can be iterated, more than once', async () => {
    await using service = await startList(itemsOf(3))
    const page = await service.list()
    expect(idsIn(page)).toEqual(idsOf(0, 3))
    expect([...page]).toEqual(page.items)
  })

  test('withResponse() has the first page and the answer it came in', async () => {
    await using service = await startList(itemsOf(3))
    const { data, response, attempts, warnings } = await service.list({ pageSize: 2 }).withResponse()
    expect(idsIn(data)).toEqual(idsOf(0, 2))
    expect(response).toMatchObject({ status: 200, body: { links: { next: expect.any(String) } } })
    expect(response.headers.get('content-type')).toBe('application/vnd.api+json')
    expect(attempts).toBe(1)
    expect(warnings).toEqual([])
  })
})

describe('iterating a list', () => {
  test('gives the items of all pages, anew each time', async () => {
    await using service = await startList(itemsOf(5))
    const list = service.list({ pageSize: 2 })
    for (const round of [1, 2]) {
      const items: Item[] = []
      for await (const item of list) items.push(item)
      expect(idsIn(items), `round ${round}`).toEqual(idsOf(0, 5))
    }
    expect(service.offsets()).toEqual([0, 2, 4, 0, 2, 4])
  })

  test('asks for a page only when the one before it is used up', async () => {
    await using service = await startList(itemsOf(5))
    const iterator = service.list({ pageSize: 2 })[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.next()
    await service.arrivals()
    expect(service.offsets()).toEqual([0])
    await iterator.next()
    expect(service.offsets()).toEqual([0, 2])
  })

  test('pages() gives the pages', async () => {
    await using service = await startList(itemsOf(5))
    const pages: Page<Item>[] = []
    for await (const page of service.list({ pageSize: 2 }).pages()) pages.push(page)
    expect(pages.map((page) => idsIn(page))).toEqual([idsOf(0, 2), idsOf(2, 4), idsOf(4, 5)])
    expect(pages.map(({ offset }) => offset)).toEqual([0, 2, 4])
    expect(pages.map(({ hasNext }) => hasNext)).toEqual([true, true, false])
  })

  test.each([
    ['there are no links', { data: [{ type: 'item', id: 'item-0' }] }],
    ['the links are null', { data: [{ type: 'item', id: 'item-0' }], links: null }],
    ['the link is null', pageOf(idsOf(0, 1), null).body],
    ['the link is empty', pageOf(idsOf(0, 1), '').body],
    ['there is only a link to itself', { data: [{ type: 'item', id: 'item-0' }], links: { self: '/v2' } }],
  ])('ends where %s', async (_, body) => {
    await using service = await startList(() => ({ body }))
    expect((await service.list()).hasNext).toBe(false)
    expect(idsIn(await service.list().toArray())).toEqual(idsOf(0, 1))
    expect(service.offsets()).toEqual([0, 0])
  })

  test('ends at a page without items, whatever its link says, and does not give it', async () => {
    await using service = await startList(({ query }) =>
      pageOf(query['offset'] === '0' ? idsOf(0, 2) : [], 'https://api.flowroute.com/v2/items?offset=2'),
    )
    const pages: Page<Item>[] = []
    for await (const page of service.list({ pageSize: 2 }).pages()) pages.push(page)
    expect(pages.map((page) => idsIn(page))).toEqual([idsOf(0, 2)])
    expect(service.offsets()).toEqual([0, 2])
  })

  test('of no items gives none, and an empty page when awaited', async () => {
    await using service = await startList(itemsOf(0))
    expect(await service.list().toArray()).toEqual([])
    expect(await service.list()).toMatchObject({ items: [], hasNext: false })
  })
})

describe('take', () => {
  test.each([
    { count: 0, pageSize: 10, limits: [] },
    { count: 1, pageSize: 10, limits: ['1'] },
    { count: 3, pageSize: 10, limits: ['3'] },
    { count: 4, pageSize: 2, limits: ['2', '2'] },
    { count: 5, pageSize: 2, limits: ['2', '2', '2'] },
    { count: 99, pageSize: 10, limits: ['10'] },
  ])('$count of pages of $pageSize asks for $limits', async ({ count, pageSize, limits }) => {
    await using service = await startList(itemsOf(9))
    expect(idsIn(await service.list({ pageSize }).take(count))).toEqual(idsOf(0, Math.min(count, 9)))
    await service.arrivals()
    const asked = service.server.requests.filter(({ path }) => path === '/v2/items')
    expect(asked.map(({ query }) => query['limit'])).toEqual(limits)
  })

  test.each([
    { count: 2, pages: 1 },
    { count: 4, pages: 2 },
    { count: 5, pages: 3 },
    { count: 8, pages: 4 },
  ])('$count asks ahead for no page that it does not need', async ({ count, pages }) => {
    await using service = await startList(itemsOf(40))
    const list = service.list({ pageSize: 2, offset: 6, prefetch: 5 })
    expect(idsIn(await list.take(count))).toEqual(idsOf(6, 6 + count))
    await service.arrivals()
    expect(service.offsets()).toHaveLength(pages)
  })

  test('goes on for more where pages are shorter than asked for', async () => {
    await using service = await startList(itemsOf(9, () => 2))
    expect(idsIn(await service.list({ prefetch: 3 }).take(5))).toEqual(idsOf(0, 5))
  })

  test.each([-1, 1.5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '3'])('refuses %s', async (count) => {
    await using service = await startList(itemsOf(9))
    const error = await failure(InvalidInputError, service.list().take(count as number))
    expect(error.field).toBe('count')
    expect(service.server.requests).toEqual([])
  })
})

describe('toArray', () => {
  test('gives all items', async () => {
    await using service = await startList(itemsOf(5))
    expect(idsIn(await service.list({ pageSize: 2 }).toArray())).toEqual(idsOf(0, 5))
    expect(idsIn(await service.list().toArray({}))).toEqual(idsOf(0, 5))
  })

  test.each([5, 6, Number.POSITIVE_INFINITY])('allows max %s for a list of 5', async (max) => {
    await using service = await startList(itemsOf(5))
    expect(await service.list({ pageSize: 2 }).toArray({ max })).toHaveLength(5)
  })

  test.each([4, 1, 0, Number.NaN])('throws for max %s rather than drop items', async (max) => {
    await using service = await startList(itemsOf(5))
    const error = await failure(InvalidInputError, service.list({ pageSize: 2 }).toArray({ max }))
    expect(error.field).toBe('max')
    expect(error.message).toContain(String(max))
  })
})

describe('what a list asks for', () => {
  test('is pages by limit and offset, and its filters in the names of the wire', async () => {
    await using service = await startList(itemsOf(9))
    const query = { pageSize: 3, offset: 1, prefetch: 1, startsWith: '1206', alias: undefined, state: null }
    await service.list(query).toArray()
    expect(service.server.requests.map(({ query }) => query)).toEqual([
      { starts_with: '1206', limit: '3', offset: '1' },
      { starts_with: '1206', limit: '3', offset: '4' },
      { starts_with: '1206', limit: '3', offset: '7' },
    ])
  })

  test.each([
    { pageSizeAtMost: undefined, query: {}, limit: '200' },
    { pageSizeAtMost: 50, query: {}, limit: '50' },
    { pageSizeAtMost: 400, query: {}, limit: '200' },
    { pageSizeAtMost: 400, query: { pageSize: 400 }, limit: '400' },
    { pageSizeAtMost: undefined, query: { pageSize: 200 }, limit: '200' },
    { pageSizeAtMost: undefined, query: { pageSize: 1, offset: undefined, prefetch: 100 }, limit: '1' },
  ])('is $limit for $query where $pageSizeAtMost are allowed', async ({ pageSizeAtMost, query, limit }) => {
    await using service = await startList(itemsOf(1), pageSizeAtMost === undefined ? {} : { pageSizeAtMost })
    await service.list(query)
    expect(service.server.requests.map(({ query }) => query)).toEqual([{ limit, offset: '0' }])
  })

  test.each(Object.entries(uses))('is checked before anything is sent: %s', async (_, use) => {
    await using service = await startList(itemsOf(5), { pageSizeAtMost: 400 })
    const wrong = {
      pageSize: [0, -1, 401, 1.5, Number.NaN, '50', null],
      offset: [-1, 0.5, Number.NaN, 2 ** 53, '0'],
      prefetch: [-1, 101, 1.5, Number.POSITIVE_INFINITY, '1'],
    }
    for (const [field, values] of Object.entries(wrong)) {
      for (const value of values) {
        const error = await failure(InvalidInputError, use(service.list({ [field]: value })))
        expect(error.field, String(value)).toBe(field)
      }
    }
    expect(service.server.requests).toEqual([])
  })

  test.each(Object.entries(uses))('can come from a function, whose error rejects: %s', async (_, use) => {
    await using service = await startList(itemsOf(5))
    const list = service.client.list<Item>(() => {
      throw new InvalidInputError([{ field: 'state', message: 'must have two letters' }])
    })
    expect((await failure(InvalidInputError, use(list))).field).toBe('state')
    expect(service.server.requests).toEqual([])
  })
})
