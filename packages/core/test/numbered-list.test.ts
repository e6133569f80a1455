import { InvalidInputError, type List, type PageOptions } from '@flowroute/core'
import { entityMap, textOrNumber } from '@flowroute/core/resource'
import { type Answer, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { clientOf, failure } from './set-up.ts'

const itemSchema = v.looseObject({ id: textOrNumber(), shortName: textOrNumber() })

/** A service that numbers its pages from 1 and writes them as maps. */
function numbered(total: number, shortPage?: number): (request: SeenRequest) => Answer {
  return ({ query: { limit, page } }) => {
    const from = (Number(page) - 1) * Number(limit)
    const length = Number(page) === shortPage ? 1 : Number(limit)
    const ids = Array.from(
      { length: Math.max(0, Math.min(length, total - from)) },
      (_, index) => from + index,
    )
    const items = Object.fromEntries(ids.map((id) => [`item-${id}`, { short_name: String(id) }]))
    const more = from + Number(limit) < total
    return { body: ids.length === 0 ? {} : { items, links: more ? { next: '/v1/items/?page=1' } : {} } }
  }
}

function listOf(server: TestServer, query: PageOptions): List<v.InferOutput<typeof itemSchema>> {
  const byPageNumber = (filters: object): string =>
    new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)])).toString()
  const decode = entityMap(itemSchema, 'items')
  return clientOf(server).list({ path: '/v1/items/', query: { ...query, kind: 'a b' }, byPageNumber, decode })
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `item-${from + index}`)

describe('a list with numbered pages', () => {
  test.each([0, 3])('gives all items in order, %i pages ahead', async (prefetch) => {
    await using server = await startServer(numbered(23))
    const items = await listOf(server, { pageSize: 5, prefetch }).toArray()
    expect(items.map(({ id }) => id)).toEqual(range(0, 23))
    expect(items[7]).toEqual({ id: 'item-7', shortName: '7' })
    expect(
      server.requests
        .map(({ target }) => target)
        .sort()
        .slice(0, 5),
    ).toEqual([1, 2, 3, 4, 5].map((page) => `/v1/items/?kind=a+b&limit=5&page=${page}`))
  })

  test('goes on with the next number after a short page', async () => {
    await using server = await startServer(numbered(12, 2))
    const first = await listOf(server, { pageSize: 4 })
    const second = await first.next()
    const third = await second?.next()
    expect([first, second, third].map((page) => page?.offset)).toEqual([0, 4, 8])
    const all = await listOf(server, { pageSize: 4, prefetch: 2 }).toArray()
    expect(all.map(({ id }) => id)).toEqual([...range(0, 5), ...range(8, 12)])
  })

  test('takes a few with a smaller page only from the beginning', async () => {
    await using server = await startServer(numbered(100))
    expect((await listOf(server, { pageSize: 10 }).take(3)).map(({ id }) => id)).toEqual(range(0, 3))
    const later = await listOf(server, { pageSize: 10, offset: 20 }).take(3)
    expect(later.map(({ id }) => id)).toEqual(range(20, 23))
    expect(server.requests.map(({ query: { limit, page } }) => [limit, page])).toEqual([
      ['3', '1'],
      ['10', '3'],
    ])
  })

  test('begins at a page only', async () => {
    await using server = await startServer(numbered(100))
    const error = await failure(InvalidInputError, listOf(server, { pageSize: 10, offset: 15 }))
    expect(error.message).toContain('offset must be a multiple of pageSize')
    expect(server.requests).toEqual([])
  })

  test('is empty when the document is', async () => {
    await using server = await startServer(numbered(0))
    expect(await listOf(server, {}).toArray()).toEqual([])
  })
})
