import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Numbers } from '../src/index.ts'
import { failureOf, numbersAt } from './support.ts'

let emulator: EmulatorServer
let numbers: Numbers
/** The pages asked for by the test that runs, as `limit@offset`. */
let asked: string[]
let underWay = 0
let mostUnderWay = 0

beforeAll(async () => {
  emulator = await startEmulator()
  numbers = numbersAt(emulator, {
    middleware: [
      async (request, next) => {
        const query = new URL(request.url).searchParams
        asked.push(`${query.get('limit')}@${query.get('offset')}`)
        mostUnderWay = Math.max(mostUnderWay, ++underWay)
        return next(request).finally(() => underWay--)
      },
    ],
  })
})
afterAll(() => emulator.close())
beforeEach(() => {
  asked = []
  mostUnderWay = 0
})

const filters = { state: 'WA', startsWith: '1206', contains: '7' }
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)

it('gives every number once, in order, however the list is cut into pages', async () => {
  const whole = idsOf(await numbers.search({ ...filters, pageSize: 200 }).toArray())
  expect(whole.length).toBeGreaterThan(60)
  expect(new Set(whole).size).toBe(whole.length)
  expect(idsOf(await numbers.search({ ...filters, pageSize: 17 }).toArray())).toStrictEqual(whole)
  expect(idsOf(await numbers.search({ ...filters, pageSize: 17, prefetch: 3 }).toArray())).toStrictEqual(
    whole,
  )
  expect(idsOf(await numbers.search({ ...filters, pageSize: 17, offset: 20 }).toArray())).toStrictEqual(
    whole.slice(20),
  )
  const iterated: string[] = []
  for await (const { id } of numbers.search({ ...filters, pageSize: 17 })) iterated.push(id)
  expect(iterated).toStrictEqual(whole)
})

it('iterates over pages, of which the last has no next', async () => {
  const shapes: string[] = []
  for await (const { items, offset, hasNext } of numbers.search({ ...filters, pageSize: 50 }).pages()) {
    shapes.push(`${items.length}@${offset} ${hasNext}`)
  }
  const whole = await numbers.search(filters).toArray()
  const rest = whole.length % 50
  expect(shapes[0]).toBe('50@0 true')
  expect(shapes.at(-1)).toBe(`${rest}@${whole.length - rest} false`)
})

it('goes from a page to the next', async () => {
  const first = await numbers.search({ ...filters, pageSize: 10 })
  const second = await first.next()
  expect(asked).toStrictEqual(['10@0', '10@10'])
  expect(second?.offset).toBe(10)
  const twenty = await numbers.search({ ...filters, pageSize: 20 })
  expect([...first, ...(second ?? [])]).toStrictEqual(twenty.items)
})

it('takes some with no more requests than they need', async () => {
  expect(await numbers.search({ ...filters, pageSize: 20 }).take(30)).toHaveLength(30)
  expect(asked).toStrictEqual(['20@0', '20@20'])
  asked = []
  expect(await numbers.search(filters).take(5)).toHaveLength(5)
  expect(asked).toStrictEqual(['5@0'])
  asked = []
  expect(await numbers.search({ ...filters, pageSize: 10, prefetch: 5 }).take(35)).toHaveLength(35)
  expect(asked.toSorted()).toStrictEqual(['10@0', '10@10', '10@20', '10@30'])
})

it('keeps pages under way ahead of the reader only when asked to', async () => {
  await numbers.search({ ...filters, pageSize: 10 }).toArray()
  expect(mostUnderWay).toBe(1)
  await numbers.search({ ...filters, pageSize: 10, prefetch: 2 }).toArray()
  expect(mostUnderWay).toBe(2)
})

it('refuses to drop silently what is over the most expected', async () => {
  expect((await failureOf(numbers.search({ ...filters, pageSize: 10 }).toArray({ max: 15 }))).name).toBe(
    'InvalidInputError',
  )
  expect(asked).toStrictEqual(['10@0', '10@10'])
})

it('sends nothing until the list is used', async () => {
  const list = numbers.search(filters)
  await Promise.resolve()
  expect(asked).toStrictEqual([])
  await list
  await list
  expect(asked).toStrictEqual(['200@0'])
})

it('asks for area codes in pages of 400 when told to', async () => {
  const pages: number[] = []
  for await (const { items } of numbers.listAreaCodes({ pageSize: 400 }).pages()) pages.push(items.length)
  expect(asked).toStrictEqual(['400@0', '400@400'])
  expect(pages[0]).toBe(400)
})
