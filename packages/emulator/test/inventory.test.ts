import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaCodes } from '../src/inventory/area-codes.ts'
import type { Inventory } from '../src/inventory/inventory.ts'
import { createInventory } from '../src/inventory/inventory.ts'
import type { TakenNumbers } from '../src/inventory/taken-numbers.ts'
import type { AvailableNumber, InventoryQuery, OrderKey } from '../src/inventory/types.ts'
import './patience.ts'

type Filters = Omit<InventoryQuery, 'limit' | 'offset'>

const inventory = createInventory(1)
const nothingTaken = inventory.noneTaken()
const everything = listAll(inventory)
const geographic = areaCodes.filter(({ numberType }) => numberType === 'longcode')

/** What leaves the inventory one by one. */
function takenOf(numbers: Iterable<string>): TakenNumbers {
  const taken = inventory.noneTaken()
  for (const number of numbers) taken.add(number)
  return taken
}

/** Goes through all pages of a search. */
function listAll(
  from: Inventory,
  filters: Filters = {},
  taken = nothingTaken,
  limit = 5000,
): AvailableNumber[] {
  const items: AvailableNumber[] = []
  for (;;) {
    const page = from.search({ ...filters, limit, offset: items.length }, taken)
    items.push(...page.items)
    if (!page.more) return items
    expect(page.items).toHaveLength(limit)
  }
}

const orderedValue: Record<OrderKey, (item: AvailableNumber) => string | number | null> = {
  number: (item) => item.number,
  monthly_cost: (item) => item.monthlyCost,
  iso_country: (item) => item.isoCountry,
  number_type: (item) => item.numberType,
  state: (item) => item.state,
  rate_center: (item) => item.rateCenter,
}

const orderKeys = Object.keys(orderedValue) as OrderKey[]

function compareBy(key: OrderKey): (a: AvailableNumber, b: AvailableNumber) => number {
  return (a, b) => {
    const [one, other] = [orderedValue[key](a), orderedValue[key](b)]
    if (one === other) return Number(a.number) - Number(b.number)
    if (one === null || other === null) return one === null ? -1 : 1
    return one < other ? -1 : 1
  }
}

/** What a search should answer, by way of the whole listing. */
function bruteForce(query: Filters, taken: ReadonlySet<string> = new Set()): AvailableNumber[] {
  const found = everything.filter(
    (item) =>
      !taken.has(item.number) &&
      item.number.startsWith(query.startsWith ?? '') &&
      item.number.includes(query.contains ?? '') &&
      item.number.endsWith(query.endsWith ?? '') &&
      (query.rateCenter ?? item.rateCenter) === item.rateCenter &&
      (query.state ?? item.state) === item.state &&
      (query.numberType ?? item.numberType) === item.numberType &&
      (query.isoCountry ?? item.isoCountry) === item.isoCountry,
  )
  if (query.orderBy === undefined) return found
  found.sort(compareBy(query.orderBy.key))
  return query.orderBy.descending ? found.reverse() : found
}

function numbersOf(items: readonly AvailableNumber[]): string[] {
  return items.map((item) => item.number)
}

function exchangeOf(item: AvailableNumber): string {
  return item.number.slice(1, 7)
}

/** Every number of the listing at or under a setup cost, reduced to the codes they stand under. */
function codesUnder(
  maxSetupCost: number,
  codeOf: (item: AvailableNumber) => string,
  taken: ReadonlySet<string> = new Set(),
) {
  return [
    ...new Set(
      everything.filter((item) => item.setupCost <= maxSetupCost && !taken.has(item.number)).map(codeOf),
    ),
  ]
}

describe('the listing', () => {
  it('has over 100,000 numbers in over 300 area codes of both countries and all states', () => {
    expect(everything.length).toBeGreaterThanOrEqual(100_000)
    expect(inventory.size).toBe(everything.length)
    expect(geographic.length).toBeGreaterThanOrEqual(300)
    expect(new Set(everything.map((item) => item.number.slice(1, 4))).size).toBe(areaCodes.length)
    const states = (country: string) =>
      new Set(geographic.filter((code) => code.isoCountry === country).map((code) => code.state))
    expect(states('US').size).toBe(51)
    expect(states('CA').size).toBe(10)
  })

  it('has each number once, in ascending order', () => {
    const numbers = numbersOf(everything)
    expect(numbers).toEqual([...new Set(numbers)].sort())
  })

  it('has only numbers that the numbering plan allows', () => {
    const odd = numbersOf(everything).filter(
      (number) => !/^1[2-9][0-8]\d(?!.11)(?!555)[2-9]\d{6}$/.test(number),
    )
    expect(odd).toEqual([])
  })

  it('has area codes that are unique and rate centers that are abbreviated names', () => {
    expect(new Set(areaCodes.map(({ code }) => code)).size).toBe(areaCodes.length)
    for (const { code, rateCenters } of geographic) {
      expect(rateCenters.length, code).toBeGreaterThanOrEqual(1)
      expect(rateCenters.length, code).toBeLessThanOrEqual(6)
      for (const name of rateCenters) expect(name, code).toMatch(/^[a-z][a-z0-9]{2,9}$/)
    }
  })

  it('has numbers in every rate center of every area code', () => {
    const served = new Set(everything.map((item) => `${item.number.slice(1, 4)} ${item.rateCenter}`))
    const promised = areaCodes.flatMap(({ code, rateCenters }) =>
      rateCenters.length === 0 ? [`${code} null`] : rateCenters.map((name) => `${code} ${name}`),
    )
    expect([...served].sort()).toEqual(promised.sort())
  })

  it.each([
    ['1206', 'seattle', 'wa', 'US'],
    ['1201', 'oradell', 'nj', 'US'],
    ['1201', 'jerseycity', 'nj', 'US'],
    ['1347', 'nwyrcyzn01', 'ny', 'US'],
    ['1646', 'nwyrcyzn01', 'ny', 'US'],
    ['1650', 'millbrae', 'ca', 'US'],
    ['1202', 'wshngtnzn1', 'dc', 'US'],
    ['1416', 'toronto', 'on', 'CA'],
  ])('has %s numbers in %s, %s, %s', (startsWith, rateCenter, state, isoCountry) => {
    const [first] = inventory.search({ startsWith, rateCenter, limit: 1, offset: 0 }, nothingTaken).items
    expect(first).toMatchObject({ rateCenter, state, isoCountry, numberType: 'longcode' })
  })

  it('has toll-free numbers, which belong to no place', () => {
    const tollFree = everything.filter((item) => item.numberType === 'toll-free')
    expect([...new Set(tollFree.map((item) => item.number.slice(1, 4)))]).toEqual([
      '800',
      '833',
      '844',
      '855',
      '866',
      '877',
      '888',
    ])
    for (const item of tollFree) {
      expect(item).toMatchObject({ rateCenter: null, state: null, isoCountry: 'US' })
    }
  })

  it('costs what most numbers cost, with free and dear exceptions', () => {
    const share = (matches: (item: AvailableNumber) => boolean) =>
      everything.filter(matches).length / everything.length
    expect(share((item) => item.monthlyCost === 1.25)).toBeGreaterThan(0.75)
    expect(share((item) => item.setupCost === 1)).toBeGreaterThan(0.75)
    expect([...new Set(everything.map((item) => item.setupCost))].sort()).toEqual([0, 1, 3.99, 5, 9.99])
  })

  it('is the same for the same seed and another for another', () => {
    expect(listAll(createInventory(1))).toEqual(everything)
    const other = new Set(numbersOf(listAll(createInventory(2))))
    const shared = everything.filter((item) => other.has(item.number))
    expect(other.size).toBeGreaterThanOrEqual(100_000)
    expect(shared.length).toBeLessThan(everything.length / 10)
  })
})

describe('find', () => {
  it('knows every number there is', () => {
    expect(everything.map((item) => inventory.find(item.number))).toEqual(everything)
  })

  it('knows no other number', () => {
    const known = new Set(numbersOf(everything))
    const lines = Array.from({ length: 10_000 }, (_, line) => String(line).padStart(4, '0'))
    for (const { number } of [...everything.slice(0, 1), ...everything.slice(-1)]) {
      const found = lines.map((line) => number.slice(0, 7) + line).filter((each) => inventory.find(each))
      expect(found).toEqual(numbersOf(everything).filter((each) => each.startsWith(number.slice(0, 7))))
    }
    const [first = ''] = known
    const spoiled = [
      '',
      '1',
      first.slice(0, 10),
      `${first}0`,
      `+${first}`,
      `2${first.slice(1)}`,
      '12065550100',
    ]
    const odd = [`${first.slice(0, 7)}  12`, `${first.slice(0, 7)}1e03`, `${first.slice(0, 7)}-001`]
    for (const number of [...spoiled, ...odd]) expect(inventory.find(number), number).toBeUndefined()
  })
})

describe('search', () => {
  const { number: sample } = everything[54_321] ?? { number: '' }

  it.each<Filters>([
    {},
    { startsWith: '' },
    { startsWith: '1' },
    { startsWith: '1206' },
    { startsWith: '120' },
    { startsWith: '2' },
    { startsWith: sample.slice(0, 7) },
    { startsWith: sample.slice(0, 9) },
    { startsWith: sample },
    { startsWith: `${sample}0` },
    { contains: '' },
    { contains: '7' },
    { contains: '1206' },
    { contains: '99' },
    { contains: '0000' },
    { contains: '00000' },
    { contains: sample.slice(2, 6) },
    { contains: sample.slice(5, 9) },
    { contains: sample.slice(7) },
    { contains: sample.slice(6) },
    { contains: sample.slice(1) },
    { contains: sample },
    { contains: `${sample}0` },
    { contains: 'abc' },
    { contains: '1e3' },
    { endsWith: '' },
    { endsWith: '0' },
    { endsWith: '00' },
    { endsWith: sample.slice(7) },
    { endsWith: sample.slice(5) },
    { endsWith: sample },
    { endsWith: `0${sample}` },
    { endsWith: '-1' },
    { startsWith: '1', contains: '12', endsWith: '2' },
    { startsWith: sample.slice(0, 8), endsWith: sample.slice(10) },
    { rateCenter: 'seattle' },
    { rateCenter: 'portland' },
    { rateCenter: 'portland', state: 'me' },
    { rateCenter: 'nowhere' },
    { state: 'wa', contains: '42' },
    { state: 'zz' },
    { numberType: 'toll-free' },
    { numberType: 'longcode', startsWith: '18' },
    { numberType: 'toll-free', endsWith: '77' },
    { isoCountry: 'CA' },
    { isoCountry: 'BE' },
    { isoCountry: 'CA', state: 'wa' },
  ])('finds all that match %j and nothing else', (filters) => {
    expect(listAll(inventory, filters)).toEqual(bruteForce(filters))
  })

  it.each(orderKeys)('orders by %s both ways, ties by number', (key) => {
    const ascending = numbersOf(listAll(inventory, { orderBy: { key, descending: false } }))
    expect(ascending).toEqual(numbersOf([...everything].sort(compareBy(key))))
    const descending = numbersOf(listAll(inventory, { orderBy: { key, descending: true } }))
    expect(descending).toEqual(ascending.reverse())
  })

  it('gives each number once over pages of any size', () => {
    const filters: Filters = {
      rateCenter: 'jerseycity',
      contains: '5',
      orderBy: { key: 'rate_center', descending: true },
    }
    const expected = bruteForce(filters)
    for (const limit of [1, 2, 7, 200]) {
      expect(listAll(inventory, filters, nothingTaken, limit)).toEqual(expected)
    }
  })

  it('says there is more only if there is', () => {
    const count = bruteForce({ rateCenter: 'seattle' }).length
    const page = (limit: number, offset: number) => {
      const { items, more } = inventory.search({ rateCenter: 'seattle', limit, offset }, nothingTaken)
      return [items.length, more]
    }
    expect(page(count, 0)).toEqual([count, false])
    expect(page(count - 1, 0)).toEqual([count - 1, true])
    expect(page(10, count - 10)).toEqual([10, false])
    expect(page(10, count - 11)).toEqual([10, true])
    expect(page(10, count)).toEqual([0, false])
    expect(page(10, 1e9)).toEqual([0, false])
    expect(page(0, 0)).toEqual([0, true])
  })

  it('leaves out what is taken until it returns', () => {
    const [first, second, third] = numbersOf(everything)
    const gone = [first, third, sample]
    const taken = takenOf(gone.map(String))
    const left = everything.filter((item) => !gone.includes(item.number))
    expect(listAll(inventory, {}, taken)).toEqual(left)
    expect(inventory.search({ limit: 1, offset: 0 }, taken).items[0]?.number).toBe(second)
    expect(inventory.search({ startsWith: sample, limit: 1, offset: 0 }, taken).items).toEqual([])
    expect(inventory.find(sample)?.number).toBe(sample)
    taken.delete(sample)
    expect(numbersOf(inventory.search({ startsWith: sample, limit: 1, offset: 0 }, taken).items)).toEqual([
      sample,
    ])
  })

  it('is not put off by taken numbers that it never had', () => {
    const neverHad = ['12065550100', '442071838750', '+12064100194', 'garbage', '']
    const taken = takenOf(neverHad)
    expect(listAll(inventory, {}, taken)).toEqual(everything)
    for (const number of neverHad) taken.delete(number)
    expect(listAll(inventory, {}, taken)).toEqual(everything)
  })

  it('agrees with a brute-force search on random queries', () => {
    const someNumber = fc
      .integer({ min: 0, max: everything.length - 1 })
      .map((at) => everything[at]?.number ?? '')
    const piece = fc
      .tuple(someNumber, fc.nat(11), fc.integer({ min: 1, max: 11 }))
      .map(([number, from, length]) => number.slice(from, from + length))
    const ending = fc.tuple(someNumber, fc.nat(11)).map(([number, from]) => number.slice(from))
    const beginning = fc.tuple(someNumber, fc.nat(11)).map(([number, to]) => number.slice(0, to))
    const digits = fc.stringMatching(/^\d{0,6}$/)
    const query: fc.Arbitrary<InventoryQuery> = fc.record(
      {
        startsWith: fc.oneof(beginning, digits),
        contains: fc.oneof(piece, digits),
        endsWith: fc.oneof(ending, digits),
        rateCenter: fc.constantFrom('seattle', 'columbia', 'nwyrcyzn01', 'toronto', 'nowhere'),
        state: fc.constantFrom('wa', 'ny', 'tx', 'on', 'zz'),
        numberType: fc.constantFrom('longcode' as const, 'toll-free' as const),
        isoCountry: fc.constantFrom('US', 'CA'),
        orderBy: fc.record({ key: fc.constantFrom(...orderKeys), descending: fc.boolean() }),
        limit: fc.nat(40),
        offset: fc.oneof(fc.nat(20), fc.nat(200_000)),
      },
      { requiredKeys: ['limit', 'offset'] },
    )
    // Taken in strides, so that there are some in every part of the listing.
    const takenStride = fc.option(fc.integer({ min: 2, max: 50 }))
    fc.assert(
      fc.property(query, takenStride, (given, stride) => {
        const taken = new Set(
          stride === null ? [] : numbersOf(everything.filter((_, at) => at % stride === 0)),
        )
        const expected = bruteForce(given, taken)
        const end = given.offset + given.limit
        expect(inventory.search(given, takenOf(taken))).toEqual({
          items: expected.slice(given.offset, end),
          more: expected.length > end,
        })
      }),
      { numRuns: 150 },
    )
  })
})

describe('codes', () => {
  const all = { limit: 100_000, offset: 0 }
  const areaCodeOf = (item: AvailableNumber) => item.number.slice(1, 4)

  it('lists area codes and exchanges in order, each once', () => {
    expect(inventory.areaCodes(all, nothingTaken)).toEqual({
      items: areaCodes.map(({ code }) => code),
      more: false,
    })
    expect(inventory.exchanges(all, nothingTaken)).toEqual({
      items: [...new Set(everything.map(exchangeOf))],
      more: false,
    })
  })

  it('lists the exchanges of one area code', () => {
    const { items } = inventory.exchanges({ ...all, areaCode: '206' }, nothingTaken)
    expect(items).toEqual(codesUnder(Infinity, exchangeOf).filter((code) => code.startsWith('206')))
    expect(inventory.exchanges({ ...all, areaCode: '999' }, nothingTaken)).toEqual({ items: [], more: false })
  })

  it('pages through both', () => {
    const codes = areaCodes.map(({ code }) => code)
    expect(inventory.areaCodes({ limit: 2, offset: 3 }, nothingTaken)).toEqual({
      items: codes.slice(3, 5),
      more: true,
    })
    expect(inventory.areaCodes({ limit: 2, offset: codes.length - 2 }, nothingTaken)).toEqual({
      items: codes.slice(-2),
      more: false,
    })
    const exchanges = codesUnder(Infinity, exchangeOf)
    expect(inventory.exchanges({ limit: 200, offset: 400 }, nothingTaken)).toEqual({
      items: exchanges.slice(400, 600),
      more: true,
    })
    expect(inventory.exchanges({ limit: 1, offset: exchanges.length }, nothingTaken).items).toEqual([])
  })

  it.each([-1, 0, 0.99, 1, 3.25, 3.99, 5, 9.99])(
    'lists codes with a number of at most %d USD',
    (maxSetupCost) => {
      const query = { ...all, maxSetupCost }
      const areas = codesUnder(maxSetupCost, areaCodeOf)
      expect(inventory.areaCodes(query, nothingTaken).items).toEqual(areas)
      expect(inventory.exchanges(query, nothingTaken).items).toEqual(codesUnder(maxSetupCost, exchangeOf))
    },
  )

  it('has codes that a limit on the setup cost leaves out', () => {
    const under = (maxSetupCost: number) => inventory.areaCodes({ ...all, maxSetupCost }, nothingTaken).items
    expect(under(0).length).toBeGreaterThan(0)
    expect(under(0).length).toBeLessThan(under(1).length)
    expect(under(1)).not.toContain('212')
    expect(under(3.99)).toContain('212')
  })

  it('leaves out codes whose last number at the price is taken', () => {
    const inExchange = everything.filter((item) => exchangeOf(item) === exchangeOf(everything[0] ?? item))
    const [last, ...taken] = numbersOf(inExchange)
    const code = last?.slice(1, 7)
    expect(inventory.exchanges(all, takenOf(taken)).items[0]).toBe(code)
    expect(inventory.exchanges(all, takenOf(numbersOf(inExchange))).items).not.toContain(code)

    const free = takenOf(numbersOf(everything.filter((item) => item.setupCost === 0)))
    expect(inventory.areaCodes({ ...all, maxSetupCost: 0 }, free).items).toEqual([])
    const ofSeattle = takenOf(numbersOf(everything.filter((item) => areaCodeOf(item) === '206')))
    expect(inventory.areaCodes(all, ofSeattle).items).toEqual(
      areaCodes.map((each) => each.code).filter((each) => each !== '206'),
    )
    const half = new Set(numbersOf(everything.filter((_, at) => at % 2 === 0)))
    expect(inventory.exchanges({ ...all, maxSetupCost: 0 }, takenOf(half)).items).toEqual(
      codesUnder(0, exchangeOf, half),
    )
  })
})
