import { getEventListeners } from 'node:events'
import { createClient, type Transport } from '@flowroute/core'
import { Numbers } from '@flowroute/numbers'
import { answers, goodIds } from '@flowroute/testing/methods'
import pLimit from 'p-limit'
import { accessKey, secretKey } from '../credentials.ts'
import { SecretWatch } from '../secrets.ts'
import { MisbehavingServer, send } from '../server.ts'
import { newTotals, type Totals } from '../totals.ts'

/** Node.js warns of a leak above ten listeners on one signal. */
const concurrency = 32

/** Pages that are prefetched: more than ten, for the same reason. */
const prefetch = 16

const pages = 20

/** Makes many calls with one long-lived signal: no listener may stay on it. */
export async function runSharedSignal(calls: number, transport: Transport): Promise<Totals> {
  const { signal } = new AbortController()
  const problems: string[] = []
  const secrets = new SecretWatch()
  secrets.add(secretKey)
  const logged: unknown[] = []
  const warned = ({ name, message }: Error): void => void problems.push(`${name}: ${message}`)
  process.on('warning', warned)
  await using server = await MisbehavingServer.start((request, socket) => {
    secrets.addAuthorization(request.headers['authorization'])
    const isPage = request.target.startsWith('/v2/numbers?')
    const offset = Number(new URL(request.target, 'http://localhost').searchParams.get('offset'))
    const next = offset < pages - 1 ? '/more' : undefined
    // One in ten is tried again.
    if (request.number % 10 === 0) send(socket, { status: 503, body: '' })
    else if (isPage) send(socket, { status: 200, body: answers.list.document([String(offset)], next) ?? '' })
    else send(socket, { status: 200, body: answers.resource.document(goodIds) ?? '' })
  })
  const client = createClient({
    accessKey,
    secretKey,
    baseUrl: server.url,
    transport,
    retries: 20,
    backoff: { base: 0 },
    logger: { debug() {}, warn: (...given) => void logged.push(given) },
  })
  const numbers = new Numbers(client)
  const limit = pLimit(concurrency)
  const listCalls = Math.floor(calls / 100)
  const call = async (index: number): Promise<void> => {
    if (index < listCalls) {
      const { length } = await numbers.list({ prefetch, pageSize: 1 }, { signal }).toArray()
      if (length !== pages) problems.push(`a list has ${length} of ${pages} items`)
    } else await numbers.get('12065550100', { signal })
  }
  const results = await Promise.allSettled(
    Array.from({ length: calls }, (_, index) => limit(() => call(index))),
  )
  for (const result of results) {
    if (result.status === 'rejected') problems.push(`a call failed: ${result.reason}`)
  }
  // Warnings are emitted in a later turn of the event loop.
  await new Promise((resolve) => setTimeout(resolve))
  process.off('warning', warned)
  const { length } = getEventListeners(signal, 'abort')
  if (length > 0) problems.push(`${length} listeners are left on the signal`)
  secrets.search('calls on one signal', [client, logged])
  return newTotals('calls on one signal', { tried: calls, problems }, secrets)
}
