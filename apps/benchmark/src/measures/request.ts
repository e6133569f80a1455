import { hire } from '../hire.ts'
import { aheadOf, type Section, type Target } from '../report/section.ts'
import { numberText, ratioText, type Spread, spread } from '../statistics.ts'
import { variants } from '../subjects/flowroute.ts'
import { boundedFetch } from '../subjects/http.ts'
import type { Subject } from '../subjects/subject.ts'
import type { RequestFigures } from '../tasks/client.ts'
import { alternate, type Conditions, ensure } from './measure.ts'

type Spreads = Record<keyof RequestFigures, Spread>

interface Row {
  name: string
  kind: Subject['kind']
  one: Spreads
  fifty: Spreads
}

/** Gets single records over loopback, one at a time and 50 at a time. */
export async function request({ subjects, isShort, rounds = isShort ? 1 : 7 }: Conditions): Promise<Section> {
  const calls = 250
  const turns = isShort ? 2 : 5
  const warmUp = calls * (isShort ? 10 : 16)
  await using server = hire()
  const baseUrl = await server.run('serve', { total: 1_000, latency: 0 })
  const found = new Map<Subject, { one: RequestFigures[]; fifty: RequestFigures[] }>()
  // A process is better or worse than another of the same client, for life; and one that idles for some seconds forgets
  // its compiled code. So there are several, each at work from its start to its end.
  await alternate(rounds, [...subjects, ...variants, boundedFetch], async (subject) => {
    await using worker = hire()
    await worker.run('connect', { name: subject.name, baseUrl })
    await worker.run('requests', { calls: warmUp, concurrency: 1 })
    await worker.run('requests', { calls: warmUp, concurrency: 50 })
    const { one, fifty } = ensure(found, subject, () => ({ one: [], fifty: [] }))
    for (let turn = 0; turn < turns; turn++) {
      one.push(await worker.run('requests', { calls, concurrency: 1 }))
      fifty.push(await worker.run('requests', { calls: calls * 2, concurrency: 50 }))
    }
  })
  return show(
    [...found].map(([{ name, kind }, { one, fifty }]) => ({
      name,
      kind,
      one: spreads(one),
      fifty: spreads(fifty),
    })),
    { rounds, turns },
  )
}

function spreads(figures: readonly RequestFigures[]): Spreads {
  const of = (key: keyof RequestFigures): Spread => spread(figures.map((figure) => figure[key]))
  return { cpu: of('cpu'), wall: of('wall'), p99: of('p99'), throughput: of('throughput') }
}

function show(rows: readonly Row[], { rounds, turns }: { rounds: number; turns: number }): Section {
  const ours = rows.find(({ kind }) => kind === 'ours')
  const bare = rows.find(({ name }) => name === 'fetch')
  if (ours === undefined || bare === undefined) throw new Error('we and fetch have to be measured')
  const others = rows.filter(({ kind }) => kind !== 'ours' && kind !== 'variant')
  const cpu = ours.one.cpu.median
  return {
    title: 'Request',
    what: `One record by its id over loopback, from a server in another process, decoded and checked as each does; CPU time is that of the client’s process. Medians over ${rounds * turns} turns of each client, in ${rounds} processes of its own, once their code is warm.`,
    header: [
      'client',
      'CPU per call (µs)',
      'p25–p75',
      'against fetch',
      'against flowroute',
      'wall (µs)',
      'p99 (ms)',
      'calls/s, 50 at a time',
      'p99, 50 at a time (ms)',
      'CPU per call, 50 at a time (µs)',
    ],
    rows: rows.map(({ name, one, fifty }) => [
      name,
      numberText(one.cpu.median),
      `${numberText(one.cpu.p25)}–${numberText(one.cpu.p75)}`,
      ratioText(one.cpu.median, bare.one.cpu.median),
      ratioText(one.cpu.median, cpu),
      numberText(one.wall.median * 1_000),
      numberText(one.p99.median, 2),
      numberText(fifty.throughput.median),
      numberText(fifty.p99.median, 1),
      numberText(fifty.cpu.median),
    ]),
    charts: [
      {
        file: 'request',
        title: 'One request, CPU time',
        unit: 'µs',
        bars: rows.map(({ name, kind, one }) => ({
          label: name,
          value: one.cpu.median,
          isOurs: kind === 'ours' || kind === 'variant',
        })),
      },
    ],
    targets: [...targetsOf(ours, bare, others), ...variantTargets(rows, ours, bare, others)],
    ahead: [
      ...aheadOf(
        { name: ours.name, value: cpu },
        others.map(({ name, one }) => ({ name, value: one.cpu.median })),
        'CPU time for a request',
      ),
      ...aheadOf(
        { name: ours.name, value: 1 / ours.fifty.throughput.median },
        others.map(({ name, fifty }) => ({ name, value: 1 / fifty.throughput.median })),
        'time for requests, 50 at a time',
      ),
    ],
    failures: [],
    figures: rows,
  }
}

function targetsOf(ours: Row, bare: Row, others: readonly Row[]): Target[] {
  const cpu = ours.one.cpu.median
  const rivals = others.filter(({ name }) => ['telnyx', 'openai', 'ky'].includes(name))
  const faster = rivals.filter(({ one }) => one.cpu.median <= cpu).map(({ name }) => name)
  const share = ours.fifty.throughput.median / bare.fifty.throughput.median
  return [
    {
      text: 'at most 1.35 times bare fetch in CPU time',
      figure: ratioText(cpu, bare.one.cpu.median),
      isMet: cpu <= 1.35 * bare.one.cpu.median,
    },
    ...(rivals.length === 0
      ? []
      : [
          {
            text: 'less CPU time than every client on top of fetch (telnyx, openai, ky)',
            figure: faster.length === 0 ? 'less than all' : `more than ${faster.join(', ')}`,
            isMet: faster.length === 0,
          },
        ]),
    {
      text: '50 at a time: at least 0.8 of bare fetch’s throughput',
      figure: ratioText(share, 1),
      isMet: share >= 0.8,
    },
  ]
}

/** What the undici transport and the traces promise. */
function variantTargets(rows: readonly Row[], ours: Row, bare: Row, others: readonly Row[]): Target[] {
  const undici = rows.find(({ name }) => name === 'flowroute, undici')
  const traced = rows.find(({ name }) => name === 'flowroute, traced')
  if (undici === undefined || traced === undefined) return []
  const cpu = undici.one.cpu.median
  const share = undici.fifty.throughput.median / bare.fifty.throughput.median
  const sdks = others.filter(({ kind }) => kind === 'telecom' || kind === 'client')
  const cheaper = sdks.filter(({ one }) => one.cpu.median <= cpu).map(({ name }) => name)
  const faster = sdks
    .filter(({ fifty }) => fifty.throughput.median >= undici.fifty.throughput.median)
    .map(({ name }) => name)
  return [
    {
      text: 'over undici: at most 0.65 of bare fetch in CPU time',
      figure: ratioText(cpu, bare.one.cpu.median),
      isMet: cpu <= 0.65 * bare.one.cpu.median,
    },
    {
      text: 'over undici: less CPU time than every SDK',
      figure: cheaper.length === 0 ? 'less than all' : `more than ${cheaper.join(', ')}`,
      isMet: cheaper.length === 0,
    },
    {
      text: 'over undici, 50 at a time: at least 1.5 times bare fetch’s throughput',
      figure: ratioText(share, 1),
      isMet: share >= 1.5,
    },
    {
      text: 'over undici, 50 at a time: more than every SDK',
      figure: faster.length === 0 ? 'more than all' : `less than ${faster.join(', ')}`,
      isMet: faster.length === 0,
    },
    {
      text: 'with one subscriber: at most 1.05 times the CPU time without',
      figure: ratioText(traced.one.cpu.median, ours.one.cpu.median),
      isMet: traced.one.cpu.median <= 1.05 * ours.one.cpu.median,
    },
  ]
}
