import { getEventListeners } from 'node:events'
import { createClient } from '@flowroute/core'
import { Numbers } from '@flowroute/numbers'
import pLimit from 'p-limit'
import { accessKey, secretKey } from '../cell.ts'
import { due, goodIds } from '../due.ts'
import { SecretWatch } from '../secrets.ts'
import { MisbehavingServer, send } from '../server.ts'
import { plainTally, type Tally } from '../tally.ts'

/** More than the ten listeners on one signal from which on Node.js warns of a leak. */
const concurrency = 32

/** Pages asked for ahead: more than ten, for the same reason. */
const prefetch = 16

const pages = 20

/** Makes many calls on one signal that lives on: they must leave nothing on it. */
export async function tryOneSignal(calls: number): Promise<Tally> {
  const { signal } = new AbortController()
  const complaints: string[] = []
  const secrets = new SecretWatch()
  secrets.add(secretKey)
  const logged: unknown[] = []
  const warned = ({ name, message }: Error): void => void complaints.push(`${name}: ${message}`)
  process.on('warning', warned)
  await using server = await MisbehavingServer.start((request, socket) => {
    secrets.addAuthorization(request.headers['authorization'])
    const isPage = request.target.startsWith('/v2/numbers?')
    const offset = Number(new URL(request.target, 'http://localhost').searchParams.get('offset'))
    const next = offset < pages - 1 ? '/more' : undefined
    // One in ten is tried again.
    if (request.number % 10 === 0) send(socket, { status: 503, body: '' })
    else if (isPage) send(socket, { status: 200, body: due.list.document([String(offset)], next) ?? '' })
    else send(socket, { status: 200, body: due.resource.document(goodIds) ?? '' })
  })
  const client = createClient({
    accessKey,
    secretKey,
    baseUrl: server.url,
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
      if (length !== pages) complaints.push(`a list has ${length} of ${pages} items`)
    } else await numbers.get('12065550100', { signal })
  }
  const results = await Promise.allSettled(
    Array.from({ length: calls }, (_, index) => limit(() => call(index))),
  )
  for (const result of results) {
    if (result.status === 'rejected') complaints.push(`a call failed: ${result.reason}`)
  }
  // Warnings are told of in a turn of their own.
  await new Promise((resolve) => setTimeout(resolve))
  process.off('warning', warned)
  const { length } = getEventListeners(signal, 'abort')
  if (length > 0) complaints.push(`${length} listeners are left on the signal`)
  secrets.search('calls on one signal', [client, logged])
  return plainTally('calls on one signal', { tried: calls, complaints }, secrets)
}
