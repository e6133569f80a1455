import { Bench } from 'tinybench'
import { documentAt } from '../server/services.ts'
import { spread } from '../statistics.ts'
import { subjectNamed } from '../subjects/all.ts'
import type { SubjectName } from '../subjects/subject.ts'

/** Turns in which the tasks are measured one after the other. */
const turns = 20

/** Milliseconds of CPU time, medians. */
interface Samples {
  /** `JSON.parse` of the text. */
  parse: number
  /** Reading the text out of a `Response`, and `JSON.parse`. */
  read: number
  /** The whole call, answered with the page at once. */
  page: number
  /** The same call, answered with an empty page. */
  empty: number
}

export interface ParseFigures extends Samples {
  /** Length of the page's text. */
  bytes: number
  /** What a page costs over an empty one, against `JSON.parse`; median of the turns. */
  ratio: number
}

/** Milliseconds of CPU time this process has had: what else runs on the machine does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Has a subject decode a page of 200 that it is handed in place of an answer from the network. */
export async function parse({ name, time }: { name: SubjectName; time: number }): Promise<ParseFigures> {
  const connectTo = async (total: number) => {
    let text = ''
    let count = 0
    const respond = (): Response =>
      new Response(text, {
        headers: { 'content-type': 'application/json', 'content-length': String(text.length) },
      })
    const { page } = await subjectNamed(name).connect({
      baseUrl: 'http://127.0.0.1:9',
      async fetch(input) {
        // Made once, at the first call, which is the one that tells the URL.
        text ||= JSON.stringify(documentAt(new URL(input instanceof Request ? input.url : input), total))
        return respond()
      },
    })
    if (page === undefined) throw new Error(`${name} takes no fetch of the caller's`)
    count = await page()
    if (count !== total) throw new Error(`${name} read ${count} records of ${total}`)
    return { text, page, respond }
  }
  const full = await connectTo(200)
  const empty = await connectTo(0)
  const tasks: Record<keyof Samples, () => unknown> = {
    parse: () => void JSON.parse(full.text),
    read: async () => void JSON.parse(await full.respond().text()),
    page: async () => void (await full.page()),
    empty: async () => void (await empty.page()),
  }
  const medians: Samples[] = []
  // In turns: while the machine is slower, it is so for all.
  for (let turn = 0; turn < turns; turn++) {
    const bench = new Bench({
      now: cpuTime,
      time: time / turns,
      warmup: turn === 0,
      warmupTime: time / 4,
      retainSamples: true,
    })
    for (const [task, run] of Object.entries(tasks)) bench.add(task, run)
    await bench.run()
    const median = (task: keyof Samples): number => {
      const result = bench.getTask(task)?.result
      if (result?.state !== 'completed') throw new Error(`${name}: ${task} did not complete`)
      if (result.latency.p50 === 0) throw new Error('the CPU clock of this system is too coarse')
      return result.latency.p50
    }
    medians.push({
      parse: median('parse'),
      read: median('read'),
      page: median('page'),
      empty: median('empty'),
    })
  }
  const middle = (of: (one: Samples) => number): number => spread(medians.map(of)).median
  return {
    bytes: Buffer.byteLength(full.text),
    parse: middle((one) => one.parse),
    read: middle((one) => one.read),
    page: middle((one) => one.page),
    empty: middle((one) => one.empty),
    ratio: middle((one) => (one.page - one.empty) / one.parse),
  }
}
