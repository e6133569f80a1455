import { describe, expect, it } from 'vitest'
import { alternate, ensure } from '../src/measures/measure.ts'
import { overLimit } from '../src/measures/size.ts'
import { startServer } from '../src/server/server.ts'
import { load } from '../src/tasks/load.ts'
import { searches } from '../src/tasks/searches.ts'
import { tasks } from '../src/tasks/tasks.ts'

describe('a load', () => {
  it('makes each call once, and never more than so many at a time', async () => {
    const indexes: number[] = []
    let running = 0
    let most = 0
    const { calls, latencies } = await load(
      async (index) => {
        indexes.push(index)
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
      },
      { calls: 37, concurrency: 5 },
    )
    expect(indexes).toEqual(Array.from({ length: 37 }, (_, index) => index))
    expect(most).toBe(5)
    expect(calls).toBe(37)
    expect(latencies).toHaveLength(37)
  })

  it('ends with the first call that fails', async () => {
    const failing = async (index: number): Promise<void> => {
      if (index === 3) throw new Error('failed')
    }
    await expect(load(failing, { calls: 10, concurrency: 1 })).rejects.toThrow('failed')
  })
})

describe('rounds', () => {
  it('alternate the order', async () => {
    const order: string[] = []
    await alternate(3, ['a', 'b', 'c'], async (subject) => void order.push(subject))
    expect(order.join('')).toBe('abccbaabc')
  })

  it('make what they gather in only once', () => {
    const map = new Map<string, number[]>()
    ensure(map, 'a', () => []).push(1)
    ensure(map, 'a', () => []).push(2)
    expect(map.get('a')).toEqual([1, 2])
  })
})

describe('a limit', () => {
  const weighed = { name: 'core + Numbers', minified: 30_000, gzipped: 13_000, isOurs: true }

  it('lets pass what is not over it', () => {
    expect(overLimit({ ...weighed, limit: { limit: 13_000, target: 11_500 } })).toEqual([])
  })

  it('fails what is over it', () => {
    expect(overLimit({ ...weighed, limit: { limit: 12_999, target: 11_500 } })).toEqual([
      'core + Numbers has 13000 bytes, over its limit of 12999',
    ])
  })

  it('is required of each bundle of ours, and of no other', () => {
    expect(overLimit(weighed)).toEqual(['core + Numbers has no limit in limits.json'])
    expect(overLimit({ ...weighed, isOurs: false })).toEqual([])
  })
})

describe('the searches', () => {
  it('are all different and of every kind', () => {
    const all = searches()
    expect(new Set(all).size).toBe(all.length)
    for (const filter of [
      'contains',
      'starts_with',
      'ends_with',
      'state',
      'rate_center',
      'number_type',
      'order_by',
    ]) {
      expect(all.some((search) => new URLSearchParams(search).has(filter))).toBe(true)
    }
  })

  it('are answered by the emulator, each with its figure', async () => {
    const some = searches().filter((_, index) => index % 50 === 0)
    const figures = await tasks.searchEmulator({ searches: some, times: 1 })
    expect(figures.map(({ search }) => search)).toEqual(some)
    await expect(tasks.searchEmulator({ searches: ['state=washington'], times: 1 })).rejects.toThrow(
      'state=washington: 422',
    )
  })
})

describe('a worker’s tasks', () => {
  it('check the records they get', async () => {
    await using server = await startServer({ total: 450, latency: 0 })
    await tasks.connect({ name: 'flowroute', baseUrl: server.url })
    await tasks.requests({ calls: 120, concurrency: 10 })
    await tasks.list({ total: 450, pageSize: 200, prefetch: 4 })
    await expect(tasks.list({ total: 449, pageSize: 200, prefetch: 0 })).rejects.toThrow(
      'expected 449 records',
    )
    await expect(tasks.list({ total: 451, pageSize: 200, prefetch: 0 })).rejects.toThrow(
      'expected 451 records',
    )
  })

  it('decode what they are handed', async () => {
    const figures = await tasks.parse({ name: 'flowroute', time: 50 })
    expect(figures.bytes).toBeGreaterThan(50_000)
    expect(Math.min(figures.parse, figures.read, figures.page, figures.empty)).toBeGreaterThan(0)
  })

  it('ask an emulator with numbers of its own', async () => {
    const address = await tasks.serveEmulator({ owned: 3 })
    const paths = [`/v2/numbers/${address.number}`, '/v2/numbers?limit=200']
    await tasks.askEmulator({ address, paths, calls: 6, concurrency: 2 })
    const absent = tasks.askEmulator({
      address,
      paths: ['/v2/numbers/12065550199'],
      calls: 1,
      concurrency: 1,
    })
    await expect(absent).rejects.toThrow('404')
  })
})
