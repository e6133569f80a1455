import { Agent, get } from 'node:http'
import { createEmulator, startEmulator } from '@flowroute/emulator'
import { p99, spread } from '../statistics.ts'
import { load } from './load.ts'

const authorizationOf = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }): string =>
  `Basic ${btoa(`${accessKey}:${secretKey}`)}`

/** Where an emulator listens, and what it has. */
export interface EmulatorAddress {
  url: string
  authorization: string
  /** A number on its account. */
  number: string
}

/** Starts an emulator whose account has so many numbers. */
export async function serveEmulator({ owned }: { owned: number }): Promise<EmulatorAddress> {
  const emulator = await startEmulator({ startTime: new Date('2026-01-15T17:00:00Z') })
  const authorization = authorizationOf(emulator)
  const ask = async (path: string, method = 'GET'): Promise<Response> => {
    const response = await emulator.fetch(emulator.url + path, { method, headers: { authorization } })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
  let number = ''
  for (let bought = 0; bought < owned; ) {
    const answer = await ask('/v2/numbers/available?limit=200')
    const { data } = (await answer.json()) as { data: readonly { id: string }[] }
    for (const { id } of data.slice(0, owned - bought)) {
      await ask(`/v2/numbers/${id}`, 'POST')
      number = id
      bought++
    }
  }
  return { url: emulator.url, authorization, number }
}

/** Microseconds of CPU time this process has had. */
export async function usage(): Promise<number> {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** What an emulator under load did. */
export interface EmulatorFigures {
  /** Requests per second. */
  throughput: number
  /** Milliseconds. */
  p99: number
}

/** Requests paths in turn from an emulator; all have to answer 200. */
export async function askEmulator({
  address: { url, authorization },
  paths,
  calls,
  concurrency,
}: {
  address: EmulatorAddress
  paths: readonly string[]
  calls: number
  concurrency: number
}): Promise<EmulatorFigures> {
  // The plainest client there is: the emulator is what is measured.
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const ask = (path: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = get(url + path, { agent, headers: { authorization } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`))
        response.once('end', resolve).once('error', reject).resume()
      })
      request.once('error', reject)
    })
  const figures = await load((index) => ask(paths[index % paths.length] ?? '/'), { calls, concurrency })
  agent.destroy()
  return { throughput: (figures.calls / figures.wall) * 1_000, p99: p99(figures.latencies) }
}

/** What one search took, in milliseconds of CPU time: the median of several times. */
export interface SearchFigure {
  search: string
  cpu: number
}

/** Searches in process, request to answer, by many filters, each several times. */
export async function searchEmulator({
  searches,
  times,
}: {
  searches: readonly string[]
  times: number
}): Promise<SearchFigure[]> {
  const emulator = createEmulator()
  const headers = { authorization: authorizationOf(emulator) }
  const ask = async (search: string): Promise<void> => {
    const response = await emulator.fetch(`http://localhost/v2/numbers/available?${search}`, { headers })
    if (response.status !== 200) throw new Error(`${search}: ${response.status}`)
    await response.text()
  }
  for (const search of searches) await ask(search)
  const taken = new Map<string, number[]>(searches.map((search) => [search, []]))
  for (let time = 0; time < times; time++) {
    for (const [search, figures] of taken) {
      const before = process.cpuUsage()
      await ask(search)
      const { user, system } = process.cpuUsage(before)
      figures.push((user + system) / 1_000)
    }
  }
  return [...taken].map(([search, figures]) => ({ search, cpu: spread(figures).median }))
}
