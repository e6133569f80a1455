import { startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { numbersAt } from './support.ts'

/** A service with 25 exchanges for sale. Its links do not lead to its pages. */
const shop = () =>
  startServer(({ query }) => {
    const [limit, page] = [Number(query['limit']), Number(query['page'])]
    const codes = Array.from({ length: 25 }, (_, index) => String(206_200 + index))
    const shown = codes.slice((page - 1) * limit, page * limit)
    const links = page * limit < 25 ? { next: 'https://elsewhere.example/v1/x?limit=1&page=77' } : {}
    return { body: { npanxxs: Object.fromEntries(shown.map((code) => [code, {}])), links } }
  })

const target = (limit: number, page: number): string =>
  `/v1/available-tns/npanxxs/?limit=${limit}&page=${page}`

test('numbers pages from 1 and keeps their size', async () => {
  await using server = await shop()
  const first = await numbersAt(server).listNpaNxxs({ pageSize: 10 })
  const second = await first.next()
  const third = await second?.next()
  expect([first, second, third].map((page) => page?.items.length)).toStrictEqual([10, 10, 5])
  expect([first, second, third].map((page) => page?.offset)).toStrictEqual([0, 10, 20])
  expect(await third?.next()).toBeUndefined()
  expect(server.requests.map((request) => request.target)).toStrictEqual([
    target(10, 1),
    target(10, 2),
    target(10, 3),
  ])
})

test('converts an offset to the number of a page', async () => {
  await using server = await shop()
  const last = await numbersAt(server).listNpaNxxs({ pageSize: 10, offset: 20 })
  expect(last.items[0]?.id).toBe('206220')
  expect(server.requests.map((request) => request.target)).toStrictEqual([target(10, 3)])
})

test('takes a few with one small page', async () => {
  await using server = await shop()
  expect(await numbersAt(server).listNpaNxxs().take(3)).toHaveLength(3)
  expect(server.requests.map((request) => request.target)).toStrictEqual([target(3, 1)])
})

test.each(['listNpas', 'listNpaNxxs', 'search', 'list', 'listRoutes'] as const)(
  '%s has pages of 200 by default, and no items when the document is empty',
  async (method) => {
    await using server = await startServer([{ body: {} }])
    const page = await numbersAt(server, { strict: true })[method]()
    expect(page).toMatchObject({ items: [], hasNext: false })
    expect(server.requests[0]?.query).toStrictEqual({ limit: '200', page: '1' })
  },
)
