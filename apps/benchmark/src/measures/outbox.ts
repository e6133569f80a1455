import { hire } from '../hire.ts'
import { newerNode } from '../peers.ts'
import type { Section, Target } from '../report/section.ts'
import { numberText, spread } from '../statistics.ts'
import type { OutboxFigures } from '../tasks/outbox.ts'
import type { Conditions } from './measure.ts'

/** What the outbox adds to a send, on SQLite: with what this Node has, and with what is built into a newer one. */
export async function outbox({ isShort, rounds = isShort ? 1 : 3 }: Conditions): Promise<Section> {
  const [adds, sends] = isShort ? [5_000, 500] : [100_000, 10_000]
  const newer = isShort ? undefined : await newerNode()
  const programs = newer === undefined ? [process.execPath] : [process.execPath, newer]
  const found: OutboxFigures[][] = programs.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, program] of programs.entries()) {
      await using worker = hire([], program)
      found[index]?.push(await worker.run('outbox', { adds, sends }))
    }
  }
  const all = found.map(summaryOf)
  const row = (title: string, digits: number, of: (one: Summary) => number): string[] => [
    title,
    ...all.map((one) => numberText(of(one), digits)),
  ]
  return {
    title: 'Outbox',
    what: `On SQLite, in a file: ${numberText(adds)} messages are added, and ${numberText(sends)} sent by \`run\` without a limit of their rate, while the requests are answered in the process; medians of ${rounds}.`,
    header: ['figure', ...all.map(({ platform }) => platform)],
    rows: [
      row(`${numberText(adds)} adds, seconds`, 1, ({ add }) => add),
      row('CPU per message of a run (ms)', 2, ({ run }) => run),
      row('CPU per message of `Messages.send` alone (ms)', 2, ({ send }) => send),
      row('added by the outbox (ms)', 2, ({ added }) => added),
      row('heap growth during a run (MB)', 1, ({ growth }) => growth),
    ],
    charts: [],
    targets: all.flatMap((one) => targetsOf(one, adds)),
    ahead: [],
    failures: [],
    figures: found,
  }
}

interface Summary {
  platform: string
  add: number
  run: number
  send: number
  added: number
  growth: number
}

function summaryOf(found: readonly OutboxFigures[]): Summary {
  const median = (of: (figures: OutboxFigures) => number): number => spread(found.map(of)).median
  const [add, run, send] = [median((one) => one.add), median((one) => one.run), median((one) => one.send)]
  const growth = median((one) => one.heapMost - one.heapBefore)
  return { platform: found[0]?.platform ?? '', add, run, send, added: run - send, growth }
}

function targetsOf({ platform, add, added }: Summary, adds: number): Target[] {
  const seconds = (add * 100_000) / adds
  return [
    {
      text: `${platform}: 100,000 messages are added in less than 30 s`,
      figure: `${numberText(seconds, 1)} s`,
      isMet: seconds < 30,
    },
    {
      text: `${platform}: a run adds less than 2 ms of CPU time to a send`,
      figure: `${numberText(added, 2)} ms`,
      isMet: added < 2,
    },
  ]
}
