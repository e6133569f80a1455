import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { lists, methods, numbersAt } from './support.ts'

/** A service with so many exchanges for sale. */
function shop(count: number, seen: string[] = []) {
  const codes = Array.from({ length: count }, (_, index) => String(206_200 + index))
  return startServer(({ target, query }) => {
    seen.push(target)
    const [limit, page] = [Number(query['limit']), Number(query['page'])]
    const shown = codes.slice((page - 1) * limit, page * limit)
    if (shown.length === 0) return { body: {} }
    // Not where the links point, but to the page of that number, is what is asked for.
    const links = page * limit < count ? { next: 'https://elsewhere.example/v1/x?limit=1&page=77' } : {}
    return { body: { npanxxs: Object.fromEntries(shown.map((code) => [code, {}])), links } }
  })
}

const target = (limit: number, page: number): string =>
  `/v1/available-tns/npanxxs/?limit=${limit}&page=${page}`

describe.each([0, 3])('with %i pages ahead', (prefetch) => {
  test.each([
    [0, 5],
    [1, 5],
    [5, 5],
    [6, 5],
    [23, 5],
    [10, 1],
    [450, 200],
  ])('all of %i items in pages of %i', async (count, pageSize) => {
    await using server = await shop(count)
    const found = await numbersAt(server).listNpaNxxs({ pageSize, prefetch }).toArray()
    expect(found.map(({ id }) => id)).toStrictEqual(
      Array.from({ length: count }, (_, index) => String(206_200 + index)),
    )
  })
})

test('pages are numbered from 1 and keep their size', async () => {
  const seen: string[] = []
  await using server = await shop(25, seen)
  const first = await numbersAt(server).listNpaNxxs({ pageSize: 10 })
  const second = await first.next()
  const third = await second?.next()
  expect([first, second, third].map((page) => page?.items.length)).toStrictEqual([10, 10, 5])
  expect([first, second, third].map((page) => page?.offset)).toStrictEqual([0, 10, 20])
  expect(await third?.next()).toBeUndefined()
  expect(seen).toStrictEqual([target(10, 1), target(10, 2), target(10, 3)])
})

test('an offset is the number of a page', async () => {
  const seen: string[] = []
  await using server = await shop(25, seen)
  const last = await numbersAt(server).listNpaNxxs({ pageSize: 10, offset: 20 })
  expect(last.items.map(({ id }) => id)[0]).toBe('206220')
  expect(seen).toStrictEqual([target(10, 3)])
})

test('a few are taken with one small page', async () => {
  const seen: string[] = []
  await using server = await shop(25, seen)
  expect(await numbersAt(server).listNpaNxxs().take(3)).toHaveLength(3)
  expect(seen).toStrictEqual([target(3, 1)])
})

test.each(lists)('$name asks for pages of 200 unless told otherwise', async ({ call, success }) => {
  await using server = await startServer([success])
  await call(numbersAt(server))
  expect(server.requests[0]?.query).toStrictEqual({ limit: '200', page: '1' })
})

test.each(lists)('$name is empty when the document is', async ({ call }) => {
  await using server = await startServer([{ body: {} }])
  expect(await call(numbersAt(server, { strict: true }))).toMatchObject({ items: [], hasNext: false })
})

test('a map has no order of its own: area codes and exchanges come in ascending order', async () => {
  await using server = await startServer([{ body: { npas: { 415: {}, 206: {}, 305: {} } } }])
  const found = await numbersAt(server).listNpas().toArray()
  expect(found.map(({ id }) => id)).toStrictEqual(['206', '305', '415'])
})

test('every name is an id, whatever it means to JavaScript', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'a/b', 'größe']
  const entries = names.map((name) => `${JSON.stringify(name)}:{"type":"HOST","value":"a.example"}`)
  const headers = { 'content-type': 'application/json' }
  await using server = await startServer([{ headers, body: `{"routes":{${entries.join()}}}` }])
  const found = await numbersAt(server).listRoutes().toArray()
  expect(found).toStrictEqual(names.map((id) => ({ id, type: 'HOST', value: 'a.example' })))
})

test('what is not known yet is kept', async () => {
  const body = { billing_method: 'FLAT', routes: [{ name: 'a', type: 'TRUNK', edge_id: 7 }], is_new: true }
  await using server = await startServer([{ body }])
  expect(await numbersAt(server, { strict: true }).get('12065550100')).toStrictEqual({
    id: '12065550100',
    billingMethod: 'FLAT',
    routes: [{ name: 'a', type: 'TRUNK', edgeId: 7 }],
    isNew: true,
  })
})

test.each(methods)('$name takes an unusual, but successful, status', async ({ call, success }) => {
  await using server = await startServer([{ ...success, status: 206 }])
  await expect(call(numbersAt(server))).resolves.not.toThrow()
})
