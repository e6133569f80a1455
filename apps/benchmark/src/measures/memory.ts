import { hire } from '../hire.ts'
import { aheadOf, type Section } from '../report/section.ts'
import { numberText, ratioText } from '../statistics.ts'
import type { MemoryFigures } from '../tasks/client.ts'
import type { Conditions } from './measure.ts'

interface Row extends MemoryFigures {
  name: string
  isOurs: boolean
}

const megabytes = (bytes: number): string => numberText(bytes / 1_000_000, 1)
const growth = ({ peak, start }: MemoryFigures): number => peak - start

/** Looks at the heap while walking through a list of 1,000,000 records, by each that pages by itself, and bare fetch. */
export async function memory({ subjects, isShort }: Conditions): Promise<Section> {
  const total = isShort ? 50_000 : 1_000_000
  const candidates = subjects.filter(({ name, pages }) => pages === 'by itself' || name === 'fetch')
  await using server = hire()
  const baseUrl = await server.run('serve', { total, latency: 0 })
  const rows: Row[] = []
  for (const { name, kind } of candidates) {
    const isOurs = kind === 'ours'
    await using worker = hire(['--expose-gc'])
    await worker.run('connect', { name, baseUrl })
    const figures = await worker.run('memory', { total, pageSize: 200, prefetch: isOurs ? 8 : 0 })
    rows.push({ name: isOurs ? `${name}, prefetch 8` : name, isOurs, ...figures })
  }
  const [ours] = rows
  if (ours === undefined) throw new Error('nothing was measured')
  return {
    title: 'Memory',
    what: `The heap of a process that walks through ${numberText(total)} records in pages of 200: after the first page, at its highest (garbage included, looked at every 1,000 records), at its highest right after collecting garbage on the way (20 times), and at the end. MB.`,
    header: [
      'client',
      'start',
      'highest',
      'highest over start',
      'against flowroute',
      'highest live',
      'end',
      'process',
    ],
    rows: rows.map((row) => [
      row.name,
      megabytes(row.start),
      megabytes(row.peak),
      megabytes(growth(row)),
      ratioText(growth(row), growth(ours)),
      megabytes(row.livePeak),
      megabytes(row.end),
      megabytes(row.resident),
    ]),
    charts: [
      {
        file: 'memory',
        title: `Heap over its start while listing ${numberText(total)} records, garbage included`,
        unit: 'MB',
        bars: rows.map((row) => ({ label: row.name, value: growth(row) / 1_000_000, isOurs: row.isOurs })),
      },
    ],
    targets: [
      {
        text: 'under 40 MB over the start, garbage included',
        figure: `${megabytes(growth(ours))} MB`,
        isMet: growth(ours) < 40_000_000,
      },
      {
        text: 'flat: what is live grows by less than 5 MB',
        figure: `${megabytes(ours.livePeak - ours.start)} MB`,
        isMet: ours.livePeak - ours.start < 5_000_000,
      },
    ],
    ahead: aheadOf(
      { name: ours.name, value: growth(ours) },
      rows.slice(1).map((row) => ({ name: row.name, value: growth(row) })),
      'heap over its start',
    ),
    failures: [],
    figures: rows,
  }
}
