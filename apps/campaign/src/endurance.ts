import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type Client, createClient, isFlowrouteError } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { accessKey, secretKey } from './cell.ts'
import { meanHeap, type Sample, sampleAt, samplesTable } from './endurance/samples.ts'
import type { Listening } from './endurance/server.ts'
import { SecretWatch } from './secrets.ts'
import { plainTally, type Tally } from './tally.ts'

/** How long to go on. */
export interface EnduranceOptions {
  requests: number
  records: number
  seed: number
}

const concurrency = 50

const prefetch = 8

/** Megabytes that a list may cost at most, however long it is. */
const listHeapAtMost = 40

/** What an endless call may meet, besides success. */
const expected = ['ConnectionError', 'RateLimitError', 'ResponseFormatError', 'ServerError']

/** Makes very many requests of a server that fails now and then: what is held has to level off. */
export async function tryEndurance(options: EnduranceOptions): Promise<Tally[]> {
  const server = fork(process.argv[1] ?? '', ['serve', String(options.seed), String(options.records)])
  try {
    const [{ port }] = (await once(server, 'message')) as [Listening]
    const baseUrl = `http://127.0.0.1:${port}`
    return [await tryRequests(baseUrl, options), await tryRecords(baseUrl, options)]
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

/** Lines of the log that are looked through at a time. */
const linesAtOnce = 1_000

function clientOf(baseUrl: string, secrets: SecretWatch): Client {
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
    backoff: { base: 0 },
    logger: { debug: log, warn: log },
  })
}

async function tryRequests(baseUrl: string, { requests }: EnduranceOptions): Promise<Tally> {
  const secrets = new SecretWatch()
  const client = clientOf(baseUrl, secrets)
  const numbers = new Numbers(client)
  const messages = new Messages(client)
  const { signal } = new AbortController()
  const complaints: string[] = []
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
      if (data.id !== '12065550100') complaints.push(`call ${calls} gave ${data.id}`)
    } catch (error) {
      secrets.search(`call ${calls}`, [error])
      if (!isFlowrouteError(error)) crashes++
      if (!isFlowrouteError(error) || !expected.includes(error.name)) {
        // Without a limit the complaints themselves would be what grows.
        if (complaints.length < 100) complaints.push(`call ${calls} ended with ${error}`)
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
    complaints.push(`the heap grew from ${before.toFixed(1)} MB to ${after.toFixed(1)} MB`)
  }
  const { listeners } = sampleAt(100, signal)
  if (listeners > 0) complaints.push(`${listeners} listeners are left on the signal`)
  return plainTally('endurance: requests', { tried: made, crashes, complaints }, secrets)
}

async function tryRecords(baseUrl: string, { records }: EnduranceOptions): Promise<Tally> {
  const secrets = new SecretWatch()
  const { signal } = new AbortController()
  const complaints: string[] = []
  const samples = [sampleAt(0, signal)]
  let read = 0
  for await (const { id } of new Numbers(clientOf(baseUrl, secrets)).list({ prefetch }, { signal })) {
    if (id !== String(read) && complaints.length < 100) complaints.push(`record ${read} is ${id}`)
    read++
    const percent = Math.floor((10 * read) / records) * 10
    if (percent > (samples.at(-1)?.percent ?? 0)) samples.push(sampleAt(percent, signal))
  }
  console.log(samplesTable(`${read} records`, samples))
  if (read !== records) complaints.push(`${read} records came, not ${records}`)
  const growth = Math.max(...samples.map(({ heap }) => heap)) - (samples[0]?.heap ?? 0)
  console.log(`The heap grew by ${growth.toFixed(1)} MB at most.`)
  if (!(growth <= listHeapAtMost)) complaints.push(`the heap grew by ${growth.toFixed(1)} MB`)
  return plainTally('endurance: records', { tried: read, complaints }, secrets)
}
