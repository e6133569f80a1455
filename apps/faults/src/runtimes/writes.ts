import { secretKey } from '../credentials.ts'
import { SeededRandom } from '../random.ts'
import { newTotals, type Totals } from '../totals.ts'
import { randomPlan } from '../writes/plan.ts'
import { createService } from '../writes/service.ts'
import type { RuntimeProgram } from './cells.ts'
import type { RuntimeReport, RuntimeTask } from './program.ts'

/** Random writes to an emulator that has faults, compared with what it has afterwards. */
export async function runWrites(
  { opened, outfile, mayRepeat, isPage }: RuntimeProgram,
  runs: number,
  seed: number,
): Promise<Totals> {
  const service = await createService(seed % 2 ** 32, runs)
  const { emulator, from } = service
  try {
    const since = emulator.clock.now().getTime() - 60_000
    const task: RuntimeTask = {
      url: emulator.url,
      cells: [],
      writes: {
        // A page can reach no other origin without its permission: its own server forwards.
        url: isPage ? '' : emulator.url,
        ...{ accessKey: emulator.accessKey, secretKey, seed, from, since },
        offers: service.offers.map(({ number }) => number),
      },
    }
    const { writes } = (await opened.run(outfile, task, { forwardTo: emulator.url })) as RuntimeReport
    const snapshot = emulator.snapshot()
    const totals = { crashes: 0, doubleWrites: 0, problems: [] as string[] }
    writes.forEach((end, index) => {
      const { write } = randomPlan(new SeededRandom(`${seed} ${index}`))
      const key = {
        text: `RUN ${index}`,
        number: service.offers[index]?.number ?? '',
        from,
        since: new Date(since),
      }
      const count = write.count(snapshot, key)
      const add = (problem: string): void =>
        void totals.problems.push(
          `write ${index} of seed ${seed}, ${write.name}: ${problem} (${end.message})`,
        )
      if (end.result.startsWith('crash')) {
        totals.crashes++
        add(end.result)
      }
      if (count > 1) totals.doubleWrites++
      if (count > 1 && !mayRepeat?.test('POST')) add(`was done ${count} times`)
      if (end.result === 'value' && count === 0) add('succeeded, and was not done')
      if (count > 0 && (end.outcome === 'rejected' || end.outcome === 'not-sent')) {
        add(`is ${end.outcome}, and was done`)
      }
      if (end.found !== undefined && end.found !== count)
        add(`was done ${count} times; the look-up finds ${end.found}`)
    })
    return newTotals('writes', { tried: writes.length, ...totals })
  } finally {
    await emulator.close()
  }
}
