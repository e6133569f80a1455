import { hire } from '../hire.ts'
import type { Section } from '../report/section.ts'
import { numberText, spread } from '../statistics.ts'
import type { EmulatorFigures } from '../tasks/emulator.ts'
import { searches } from '../tasks/searches.ts'
import { alternate, type Conditions, ensure } from './measure.ts'

/** Contents that few numbers have: the search has to go through all there are. */
const contents = ['9876543', '0142857', '5551234', '3141592', '2718281', '1618033']

interface Load {
  name: string
  paths: readonly string[]
  calls: number
}

/** Loads the emulator, and searches it by many filters. */
export async function emulator({ isShort, rounds = isShort ? 1 : 5 }: Conditions): Promise<Section> {
  await using server = hire()
  await using client = hire()
  const address = await server.run('serveEmulator', { owned: 400 })
  const scale = isShort ? 0.2 : 1
  const loads: Load[] = [
    { name: 'get', paths: [`/v2/numbers/${address.number}`], calls: 4_000 * scale },
    { name: 'list of 200', paths: ['/v2/numbers?limit=200'], calls: 1_000 * scale },
    {
      name: 'search by content',
      paths: contents.map((text) => `/v2/numbers/available?contains=${text}&limit=200`),
      calls: 1_000 * scale,
    },
  ]
  const found = new Map<Load, (EmulatorFigures & { cpu: number })[]>()
  for (const { paths, calls } of loads)
    await client.run('askEmulator', { address, paths, calls, concurrency: 50 })
  await alternate(rounds, loads, async (load) => {
    const { paths, calls } = load
    const before = await server.run('usage', undefined)
    const figures = await client.run('askEmulator', { address, paths, calls, concurrency: 50 })
    const cpu = ((await server.run('usage', undefined)) - before) / calls
    ensure(found, load, () => [] as (EmulatorFigures & { cpu: number })[]).push({ ...figures, cpu })
  })
  const rows = [...found].map(([{ name }, figures]) => ({
    name,
    throughput: spread(figures.map(({ throughput }) => throughput)),
    p99: spread(figures.map(({ p99 }) => p99)),
    cpu: spread(figures.map(({ cpu }) => cpu)),
  }))
  await using searcher = hire()
  const kinds = searches().filter((_, index) => !isShort || index % 10 === 0)
  const searched = await searcher.run('searchEmulator', { searches: kinds, times: isShort ? 3 : 5 })
  const [worst] = searched.toSorted((first, second) => second.cpu - first.cpu)
  if (worst === undefined) throw new Error('nothing was searched')
  const typical = spread(searched.map(({ cpu }) => cpu)).median
  return {
    title: 'Emulator',
    what: `Over HTTP, 50 requests at a time from another process; CPU time is the emulator’s. Searches: ${numberText(searched.length)} kinds of filter, order and page, in process from request to answer, median CPU time of each.`,
    header: ['request', 'requests/s', 'p99 (ms)', 'CPU per request (µs)'],
    rows: [
      ...rows.map(({ name, throughput, p99, cpu }) => [
        name,
        numberText(throughput.median),
        numberText(p99.median, 1),
        numberText(cpu.median),
      ]),
      ['search in process, middle of all kinds', '', '', numberText(typical * 1_000)],
      [`search in process, the costliest: \`${worst.search}\``, '', '', numberText(worst.cpu * 1_000)],
    ],
    charts: [],
    targets: [
      {
        text: 'a search takes less than 10 ms of CPU time, whatever the filter',
        figure: `at most ${numberText(worst.cpu, 1)} ms`,
        isMet: worst.cpu < 10,
      },
    ],
    ahead: [],
    failures: [],
    figures: { rows, searches: searched },
  }
}
