import { Bench } from 'tinybench'
import { documentAt } from '../server/services.ts'
import { subjectNamed } from '../subjects/all.ts'
import type { SubjectName } from '../subjects/subject.ts'

/** Milliseconds of CPU time, medians. */
export interface ParseFigures {
  /** Length of the page's text. */
  bytes: number
  /** `JSON.parse` of the text. */
  parse: number
  /** Reading the text out of a `Response`, and `JSON.parse`. */
  read: number
  /** The whole call, answered with the page at once. */
  page: number
  /** The same call, answered with an empty page. */
  empty: number
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
  const bench = new Bench({ now: cpuTime, time, warmupTime: time / 4, retainSamples: true })
  bench
    .add('parse', () => void JSON.parse(full.text))
    .add('read', async () => void JSON.parse(await full.respond().text()))
    .add('page', async () => void (await full.page()))
    .add('empty', async () => void (await empty.page()))
  await bench.run()
  const median = (task: string): number => {
    const result = bench.getTask(task)?.result
    if (result?.state !== 'completed') throw new Error(`${name}: ${task} did not complete`)
    if (result.latency.p50 === 0) throw new Error('the CPU clock of this system is too coarse')
    return result.latency.p50
  }
  return {
    bytes: Buffer.byteLength(full.text),
    parse: median('parse'),
    read: median('read'),
    page: median('page'),
    empty: median('empty'),
  }
}
