import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type Client, createClient, isFlowrouteError, type Transport } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { accessKey, secretKey } from './credentials.ts'
import { meanHeap, type Sample, sampleAt, samplesTable } from './endurance/samples.ts'
import type { Listening } from './endurance/server.ts'
import { SecretWatch } from './secrets.ts'
import { newTotals, type Totals } from './totals.ts'

/** How much to run. */
export interface EnduranceOptions {
  requests: number
  records: number
  seed: number
}

const concurrency = 50

const prefetch = 8

/** Megabytes by which the heap may grow during a list of any length. */
const listHeapAtMost = 40

/** Errors that the server's faults may cause. */
const expected = ['ConnectionError', 'RateLimitError', 'ResponseFormatError', 'ServerError']

/** Makes very many requests to a server that fails now and then: the heap must not keep growing. */
export async function runEndurance(options: EnduranceOptions, transport: Transport): Promise<Totals[]> {
  const server = fork(process.argv[1] ?? '', ['serve', String(options.seed), String(options.records)])
  try {
    const [{ port }] = (await once(server, 'message')) as [Listening]
    const baseUrl = `http://127.0.0.1:${port}`
    return [await runRequests(baseUrl, options, transport), await runRecords(baseUrl, options, transport)]
  } finally {
    await stop(server)
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.disconnect()
  await gone
}

/** Lines of the log that are searched at a time. */
const linesAtOnce = 1_000

function clientOf(baseUrl: string, secrets: SecretWatch, transport: Transport): Client {
  secrets.add(secretKey)
  secrets.addAuthorization(`Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`)
  let lines: string[] = []
  const log = (...given: unknown[]): void => {
    if (lines.push(JSON.stringify(given)) < linesAtOnce) return
    secrets.search('the log', [lines.join('\n')])
    lines = []
  }
  return createClient({
    accessKey,
    secretKey,
    baseUrl,
    transport,
    backoff: { base: 0 },
    logger: { debug: log, warn: log },
  })
}

async function runRequests(
  baseUrl: string,
  { requests }: EnduranceOptions,
  transport: Transport,
): Promise<Totals> {
  const secrets = new SecretWatch()
  const client = clientOf(baseUrl, secrets, transport)
  const numbers = new Numbers(client)
  const messages = new Messages(client)
  const { signal } = new AbortController()
  const problems: string[] = []
  const samples: Sample[] = []
  const ends = new Map<string, number>()
  let made = 0
  let calls = 0
  let crashes = 0
  const count = (end: string): void => void ends.set(end, (ends.get(end) ?? 0) + 1)
  const call = async (): Promise<void> => {
    const isWrite = ++calls % 4 === 0
    const message = { to: '12065550199', from: '12065550100', body: `message ${calls}` }
    try {
      const { data, attempts } = await (isWrite
        ? messages.send(message, { signal }).withResponse()
        : numbers.get('12065550100', { signal }).withResponse())
      made += attempts
      count('success')
      if (data.id !== '12065550100') problems.push(`call ${calls} gave ${data.id}`)
    } catch (error) {
      secrets.search(`call ${calls}`, [error])
      if (!isFlowrouteError(error)) crashes++
      if (!isFlowrouteError(error) || !expected.includes(error.name)) {
        // Without a limit the list of problems would grow the heap.
        if (problems.length < 100) problems.push(`call ${calls} ended with ${error}`)
        made++
      } else made += error.attempts
      count(isFlowrouteError(error) ? error.name : 'crash')
    }
  }
  const worker = async (): Promise<void> => {
    while (made < requests) {
      await call()
      const percent = Math.min(100, Math.floor((10 * made) / requests) * 10)
      if (percent > (samples.at(-1)?.percent ?? 0)) samples.push(sampleAt(percent, signal))
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const seconds = (performance.now() - start) / 1_000
  console.log(samplesTable(`${made} requests`, samples))
  console.log(
    `${calls} calls in ${seconds.toFixed(0)} s: ${[...ends].map(([end, times]) => `${end} ${times}`).join(', ')}`,
  )
  const [before, after] = [meanHeap(samples, 25, 50), meanHeap(samples, 75, 100)]
  if (!(after <= before * 1.1 + 5)) {
    problems.push(`the heap grew from ${before.toFixed(1)} MB to ${after.toFixed(1)} MB`)
  }
  const { listeners } = sampleAt(100, signal)
  if (listeners > 0) problems.push(`${listeners} listeners are left on the signal`)
  return newTotals('endurance: requests', { tried: made, crashes, problems }, secrets)
}

async function runRecords(
  baseUrl: string,
  { records }: EnduranceOptions,
  transport: Transport,
): Promise<Totals> {
  const secrets = new SecretWatch()
  const { signal } = new AbortController()
  const problems: string[] = []
  const samples = [sampleAt(0, signal)]
  let read = 0
  for await (const { id } of new Numbers(clientOf(baseUrl, secrets, transport)).list(
    { prefetch },
    { signal },
  )) {
    if (id !== String(read) && problems.length < 100) problems.push(`record ${read} is ${id}`)
    read++
    const percent = Math.floor((10 * read) / records) * 10
    if (percent > (samples.at(-1)?.percent ?? 0)) samples.push(sampleAt(percent, signal))
  }
  console.log(samplesTable(`${read} records`, samples))
  if (read !== records) problems.push(`${read} records came, not ${records}`)
  const growth = Math.max(...samples.map(({ heap }) => heap)) - (samples[0]?.heap ?? 0)
  console.log(`The heap grew by ${growth.toFixed(1)} MB at most.`)
  if (!(growth <= listHeapAtMost)) problems.push(`the heap grew by ${growth.toFixed(1)} MB`)
  return newTotals('endurance: records', { tried: read, problems }, secrets)
}
