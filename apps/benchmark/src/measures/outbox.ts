import { hire } from '../hire.ts'
import type { Section } from '../report/section.ts'
import { numberText, spread } from '../statistics.ts'
import type { OutboxFigures } from '../tasks/outbox.ts'
import type { Conditions } from './measure.ts'

/** What the outbox adds to a send, on SQLite. */
export async function outbox({ isShort, rounds = isShort ? 1 : 3 }: Conditions): Promise<Section> {
  const [adds, sends] = isShort ? [5_000, 500] : [100_000, 10_000]
  const found: OutboxFigures[] = []
  for (let round = 0; round < rounds; round++) {
    await using worker = hire()
    found.push(await worker.run('outbox', { adds, sends }))
  }
  const median = (of: (figures: OutboxFigures) => number): number => spread(found.map(of)).median
  const [add, run, send] = [median((one) => one.add), median((one) => one.run), median((one) => one.send)]
  const growth = median((one) => one.heapMost - one.heapBefore)
  return {
    title: 'Outbox',
    what: `On SQLite (libsql, a file): ${numberText(adds)} messages are added, and ${numberText(sends)} sent by \`run\` without a limit of their rate, while the requests are answered in the process; medians of ${rounds}.`,
    header: ['figure', 'value'],
    rows: [
      [`${numberText(adds)} adds, seconds`, numberText(add, 1)],
      ['CPU per message of a run (ms)', numberText(run, 2)],
      ['CPU per message of `Messages.send` alone (ms)', numberText(send, 2)],
      ['added by the outbox (ms)', numberText(run - send, 2)],
      ['heap growth during a run (MB)', numberText(growth, 1)],
    ],
    charts: [],
    targets: [
      {
        text: '100,000 messages are added in less than 30 s',
        figure: `${numberText((add * 100_000) / adds, 1)} s`,
        isMet: (add * 100_000) / adds < 30,
      },
      {
        text: 'a run adds less than 2 ms of CPU time to a send',
        figure: `${numberText(run - send, 2)} ms`,
        isMet: run - send < 2,
      },
    ],
    ahead: [],
    failures: [],
    figures: found,
  }
}
