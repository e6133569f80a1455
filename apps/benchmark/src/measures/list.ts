import { hire } from '../hire.ts'
import { aheadOf, least, type Section } from '../report/section.ts'
import { numberText, ratioText, spread } from '../statistics.ts'
import type { Subject } from '../subjects/subject.ts'
import type { ListFigures } from '../tasks/client.ts'
import { alternate, type Conditions, ensure } from './measure.ts'

interface Candidate {
  label: string
  subject: Subject
  prefetch: number
}

const latency = 50
const pageSize = 200

/** Walks through a list of 20,000 records from a server that takes its time. */
export async function list({ subjects, isShort, rounds = isShort ? 1 : 3 }: Conditions): Promise<Section> {
  const total = isShort ? 2_000 : 20_000
  await using server = hire()
  const baseUrl = await server.run('serve', { total, latency })
  const candidates = subjects.flatMap((subject): Candidate[] =>
    subject.kind === 'ours'
      ? [8, 4, 0].map((prefetch) => ({ label: `flowroute, prefetch ${prefetch}`, subject, prefetch }))
      : [{ label: subject.name, subject, prefetch: 0 }],
  )
  const found = new Map<Candidate, ListFigures[]>()
  await alternate(rounds, candidates, async (candidate) => {
    const { subject, prefetch } = candidate
    await using worker = hire()
    await worker.run('connect', { name: subject.name, baseUrl })
    const figures = await worker.run('list', { total, pageSize, prefetch })
    ensure(found, candidate, () => [] as ListFigures[]).push(figures)
  })
  const rows = [...found].map(([{ label, subject }, figures]) => ({
    name: label,
    pages: subject.pages,
    isOurs: subject.kind === 'ours',
    wall: spread(figures.map(({ wall }) => wall)),
    cpu: spread(figures.map(({ cpu }) => cpu)),
  }))
  const [ours] = rows
  if (ours === undefined) throw new Error('nothing was measured')
  const others = rows.filter(({ isOurs }) => !isOurs)
  const fastest = least(others.map(({ name, wall }) => ({ name, value: wall.median })))
  return {
    title: 'List',
    what: `All of ${numberText(total)} records in pages of ${pageSize}, from a server that waits ${latency} ms before each answer, in a fresh process each time; that every record comes once and in order is checked. Seconds, medians.`,
    header: ['client', 'pages', 'wall (s)', 'against flowroute', 'CPU (s)'],
    rows: rows.map(({ name, pages, wall, cpu }) => [
      name,
      pages,
      numberText(wall.median / 1_000, 2),
      ratioText(wall.median, ours.wall.median),
      numberText(cpu.median / 1_000, 2),
    ]),
    charts: [
      {
        file: 'list',
        title: `${numberText(total)} records in pages of ${pageSize}, ${latency} ms of latency, wall time`,
        unit: 's',
        bars: rows.map(({ name, wall, isOurs }) => ({ label: name, value: wall.median / 1_000, isOurs })),
      },
    ],
    targets: [
      {
        text: 'with prefetch 8 at least 6 times faster than every peer',
        figure: `${ratioText(fastest.value, ours.wall.median)} (${fastest.name})`,
        isMet: fastest.value >= 6 * ours.wall.median,
      },
    ],
    ahead: rows
      .filter(({ name }) => name === 'flowroute, prefetch 0')
      .flatMap(({ wall }) =>
        aheadOf(
          { name: 'flowroute', value: wall.median },
          others.map(({ name, wall }) => ({ name, value: wall.median })),
          'time for a list without prefetch',
        ),
      ),
    failures: [],
    figures: rows,
  }
}
