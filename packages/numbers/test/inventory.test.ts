import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AvailableNumber, Numbers, OrderKey, SearchOptions } from '../src/index.ts'
import { numbersAt } from './support.ts'

let emulator: EmulatorServer
let numbers: Numbers
/** The queries sent by the test that runs. */
let sent: string[] = []

beforeAll(async () => {
  emulator = await startEmulator()
  numbers = numbersAt(emulator, {
    middleware: [
      (request, next) => {
        sent.push(new URL(request.url).search)
        return next(request)
      },
    ],
  })
})
afterAll(() => emulator.close())

const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)

describe('area codes', () => {
  it('come in pages of up to 400', async () => {
    const page = await numbers.listAreaCodes({ pageSize: 400 })
    expect(page.items).toHaveLength(400)
    expect(page.hasNext).toBe(true)
    const all = await numbers.listAreaCodes({ pageSize: 400 }).toArray()
    expect(all.length).toBeGreaterThan(400)
    expect(idsOf(page.items)).toStrictEqual(idsOf(all.slice(0, 400)))
    for (const areaCode of all) expect(areaCode).toStrictEqual({ id: expect.stringMatching(/^[2-9]\d\d$/) })
  })

  it('can be narrowed to those with a number of at most some setup cost', async () => {
    const free = new Set(idsOf(await numbers.listAreaCodes({ maxSetupCost: 0 }).toArray()))
    const all = idsOf(await numbers.listAreaCodes().toArray())
    const others = all.filter((code) => !free.has(code))
    const lowestSetupCost = async (areaCode: string | undefined): Promise<number> => {
      const offers = await numbers.search({ startsWith: `1${areaCode}` }).toArray()
      return Math.min(...offers.map(({ setupCost }) => setupCost ?? Number.NaN))
    }
    expect(await lowestSetupCost([...free][0])).toBe(0)
    expect(await lowestSetupCost(others[0])).toBeGreaterThan(0)
    expect(free.size + others.length).toBe(all.length)
  })
})

describe('exchanges', () => {
  it('are those of one area code when asked for it', async () => {
    sent = []
    const exchanges = await numbers.listExchanges({ areaCode: '206', pageSize: 5 }).toArray()
    expect(sent[0]).toContain('areacode=206')
    expect(exchanges.length).toBeGreaterThan(5)
    for (const exchange of exchanges)
      expect(exchange).toStrictEqual({ id: expect.stringMatching(/^206\d{3}$/) })
    const [offer] = await numbers.search({ startsWith: exchanges[0]?.id }).take(1)
    expect(offer?.id.slice(1, 7)).toBe(exchanges[0]?.id)
  })

  it('can be narrowed by setup cost', async () => {
    const free = await numbers.listExchanges({ areaCode: '206', maxSetupCost: 0 }).toArray()
    const all = await numbers.listExchanges({ areaCode: '206' }).toArray()
    expect(free.length).toBeLessThan(all.length)
    expect(idsOf(all)).toEqual(expect.arrayContaining(idsOf(free)))
  })
})

const provinces = /^(ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt)$/

/** A narrow cut through the whole inventory, with numbers of every kind, to filter and to order. */
const sample = { contains: '777' }
let sampled: AvailableNumber[]
beforeAll(async () => {
  sampled = await numbers.search(sample).toArray()
})

describe.each<{ filter: SearchOptions; fits: (offer: AvailableNumber) => boolean }>([
  { filter: { startsWith: '206' }, fits: ({ id }) => id.startsWith('1206') },
  { filter: { startsWith: '+1206' }, fits: ({ id }) => id.startsWith('1206') },
  { filter: { contains: '7775' }, fits: ({ id }) => id.includes('7775') },
  { filter: { endsWith: '77' }, fits: ({ id }) => id.endsWith('77') },
  { filter: { rateCenter: 'SEATTLE' }, fits: ({ rateCenter }) => rateCenter === 'seattle' },
  { filter: { state: 'Wa' }, fits: ({ state }) => state === 'wa' },
  { filter: { numberType: 'toll-free' }, fits: ({ numberType }) => numberType === 'toll-free' },
  { filter: { numberType: 'longcode' }, fits: ({ numberType }) => numberType === 'longcode' },
  { filter: { isoCountry: 'CA' }, fits: ({ state }) => provinces.test(state ?? '') },
  {
    filter: { state: 'WA', rateCenter: 'seattle', startsWith: '1206', endsWith: '7' },
    fits: ({ id, rateCenter }) => /^1206\d*7$/.test(id) && rateCenter === 'seattle',
  },
])('search by $filter', ({ filter, fits }) => {
  it('finds the numbers that fit, and only those', async () => {
    const found = await numbers.search({ ...sample, ...filter }).toArray()
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(sampled.length)
    expect(found).toStrictEqual(sampled.filter(fits))
  })
})

describe.each<{ orderBy: OrderKey; key: (offer: AvailableNumber) => string | number }>([
  { orderBy: 'monthly_cost', key: ({ monthlyCost }) => monthlyCost ?? Number.NaN },
  { orderBy: 'iso_country', key: ({ state }) => (provinces.test(state ?? '') ? 'CA' : 'US') },
  { orderBy: 'number_type', key: ({ numberType }) => numberType ?? '' },
  { orderBy: 'state', key: ({ state }) => state ?? '~' },
  { orderBy: 'rate_center', key: ({ rateCenter }) => rateCenter ?? '~' },
  { orderBy: 'number', key: ({ id }) => id },
  { orderBy: 'value', key: ({ id }) => id },
  { orderBy: 'tn', key: ({ id }) => id },
])('search ordered by $orderBy', ({ orderBy, key }) => {
  it('goes from the least to the greatest, and back with a direction', async () => {
    const keys = sampled.map(key)
    expect(new Set(keys).size).toBeGreaterThan(1)
    const least = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const ascending = await numbers.search({ ...sample, orderBy }).toArray()
    expect(ascending.map(key)).toStrictEqual(least)
    const descending = await numbers.search({ ...sample, orderBy: `${orderBy},desc` }).toArray()
    expect(descending.map(key)).toStrictEqual(least.toReversed())
  })
})
