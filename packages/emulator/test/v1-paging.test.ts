import { array, assert, asyncProperty, constantFrom, integer, option, record, uniqueArray } from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { buy, type Call, setUp } from './support.ts'
import { expectV1Error, keysOf, type V1Call, v1CallerOf, walk } from './v1-support.ts'

const lists = [
  '/v1/available-tns/npas/',
  '/v1/available-tns/npanxxs/',
  '/v1/available-tns/tns/',
  '/v1/tns/',
  '/v1/routes/',
]

function start(): { v1: V1Call; v2: Call } {
  const { emulator, call } = setUp()
  return { v1: v1CallerOf(emulator), v2: call }
}

describe.each(lists)('%s', (path) => {
  test('limit up to 200', async () => {
    const { v1 } = start()
    expect((await v1('GET', `${path}?limit=200`)).status).toBe(200)
    expect((await v1('GET', `${path}?limit=1&page=1`)).status).toBe(200)
  })

  test.each(['-1', '201', '9007199254740991'])('limit=%s is refused', async (limit) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `${path}?limit=${limit}`), 422, 'limit must be from 1 to 200.')
  })

  test.each(['ten', '1.5', '', '1e1', '0x10', '9'.repeat(30)])('limit=%s is refused', async (limit) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `${path}?limit=${limit}`), 422, 'limit must be an integer.')
  })

  test('limit=0 is the documented fault, which routes do not have', async () => {
    const { v1 } = start()
    const reply = await v1('GET', `${path}?limit=0`)
    if (path === '/v1/routes/') expectV1Error(reply, 422, 'limit must be from 1 to 200.')
    else expectV1Error(reply, 500, 'An unexpected error occurred.')
  })

  test.each(['0', '-1'])('page=%s is refused', async (page) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `${path}?page=${page}`), 422, 'page must be greater than 0.')
  })

  test.each(['next', '1.5', '', '9'.repeat(30)])('page=%s is refused', async (page) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `${path}?page=${page}`), 422, 'page must be an integer.')
  })

  test.each(['99999', '9007199254740991'])('page %s, behind the end, is an empty object', async (page) => {
    const { v1 } = start()
    const reply = await v1('GET', `${path}?page=${page}`)
    expect([reply.status, reply.text]).toEqual([200, '{}'])
  })
})

/** What a walk gives, in pages of that size. */
function inPages<T>(all: readonly T[], limit: number): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / limit) }, (_, index) => index * limit)
  return starts.map((from) => all.slice(from, from + limit))
}

/** Every item of a v2 listing. */
async function allOf(v2: Call, path: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const reply: Awaited<ReturnType<Call>> = await v2('GET', next)
    ids.push(...reply.list.map(({ id }) => id))
    next = reply.links['next']?.replace('https://api.flowroute.com', '')
  }
  return ids
}

describe('all pages together are everything once, in order', () => {
  let areaCodes: string[]
  let exchanges: string[]

  beforeAll(async () => {
    const { v2 } = start()
    areaCodes = await allOf(v2, '/v2/numbers/available/areacodes?limit=400')
    exchanges = await allOf(v2, '/v2/numbers/available/exchanges?limit=200')
  })

  test('area codes', async () => {
    const { v1 } = start()
    const property = asyncProperty(integer({ min: 30, max: 200 }), async (limit) => {
      expect(await walk(v1, 'npas', `/v1/available-tns/npas/?limit=${limit}`)).toEqual(
        inPages(areaCodes, limit),
      )
    })
    await assert(property, { numRuns: 20 })
  })

  const digits = (maximum: number) =>
    array(integer({ min: 0, max: 9 }), { minLength: 1, maxLength: maximum }).map((values) => values.join(''))

  test('exchanges, of a part of an area code', async () => {
    const { v1 } = start()
    const query = record({ limit: integer({ min: 40, max: 200 }), npa: option(digits(3), { nil: '' }) })
    const property = asyncProperty(query, async ({ limit, npa }) => {
      const wanted = exchanges.filter((code) => code.slice(0, 3).includes(npa))
      const pages = await walk(v1, 'npanxxs', `/v1/available-tns/npanxxs/?npa=${npa}&limit=${limit}`)
      expect(pages.flat()).toEqual(wanted)
      expect(pages).toEqual(wanted.length === 0 ? [[]] : inPages(wanted, limit))
    })
    await assert(property, { numRuns: 30 })
  })

  test('numbers, of an area code and a part of an exchange', async () => {
    const { v1, v2 } = start()
    const query = record({
      limit: integer({ min: 3, max: 200 }),
      npa: constantFrom('206', '212', '888'),
      nxx: digits(2),
    })
    const property = asyncProperty(query, async ({ limit, npa, nxx }) => {
      const ofAreaCode = await allOf(v2, `/v2/numbers/available?starts_with=1${npa}&limit=200`)
      const wanted = ofAreaCode.filter((number) => number.slice(4, 7).includes(nxx))
      const pages = await walk(v1, 'tns', `/v1/available-tns/tns/?npa=${npa}&nxx=${nxx}&limit=${limit}`)
      expect(pages).toEqual(wanted.length === 0 ? [[]] : inPages(wanted, limit))
    })
    await assert(property, { numRuns: 30 })
  })

  test('the account’s numbers, and each page leads back to the one before', async () => {
    const shape = record({
      count: integer({ min: 0, max: 12 }),
      limit: integer({ min: 1, max: 13 }),
      pattern: option(digits(2), { nil: '' }),
    })
    const property = asyncProperty(shape, async ({ count, limit, pattern }) => {
      const { v1, v2 } = start()
      if (count > 0) await buy(v2, count)
      const all = (await allOf(v2, '/v2/numbers?limit=200')).filter((number) => number.includes(pattern))
      const path = `/v1/tns/?pattern=${pattern}&limit=${limit}`
      expect(await walk(v1, 'tns', path)).toEqual(all.length === 0 ? [[]] : inPages(all, limit))
      for (let page = 2; (page - 1) * limit < all.length; page++) {
        const { links } = await v1('GET', `${path}&page=${page}`)
        const before = await v1('GET', String(links?.prev))
        expect(keysOf(before, 'tns')).toEqual(all.slice((page - 2) * limit, (page - 1) * limit))
      }
      expect((await v1('GET', path)).links?.prev).toBeUndefined()
    })
    await assert(property, { numRuns: 40 })
  })

  test('routes, in the order in which they were made', async () => {
    // Letters first: a page is a map, and parsers move keys that are whole numbers to the front.
    const names = uniqueArray(constantFrom(...'abcdefghijkl'), { maxLength: 12 })
    const shape = record({ names, limit: integer({ min: 1, max: 14 }) })
    const property = asyncProperty(shape, async ({ names: aliases, limit }) => {
      const { v1 } = start()
      const json = { type: 'HOST', value: 'example.com' }
      for (const alias of aliases) await v1('PUT', `/v1/routes/${alias}`, { json })
      const pages = await walk(v1, 'routes', `/v1/routes/?limit=${limit}`)
      expect(pages).toEqual(inPages(['sip-reg', ...aliases], limit))
    })
    await assert(property, { numRuns: 30 })
  })
})
