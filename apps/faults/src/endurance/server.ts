import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { SeededRandom } from '../random.ts'

/** What the parent process receives. */
export interface Listening {
  port: number
}

/** How many of a thousand requests meet each fault; one in twenty meets any. */
const share = 50

/** Chosen once, so that a request costs only a look-up. */
const drawn = 10_000

const faults = ['reset', 'unavailable', 'rate limit', 'truncated'] as const

type Fault = (typeof faults)[number]

const pageSize = 200

/** Serves in a process of its own, so that its memory is not the client's; ends with the parent. */
export async function serve(seed: number, records: number): Promise<void> {
  const random = new SeededRandom(`${seed}`)
  const appliesTo = Array.from({ length: drawn }, (): Fault | undefined =>
    random.below(1_000) < share ? random.pick(faults) : undefined,
  )
  let count = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      if (pathname === '/v2/numbers')
        answer(response, 200, pageAt(Number(searchParams.get('offset')), records))
      else misbehave(appliesTo[count++ % drawn], request.socket, response)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listening: Listening = { port: (server.address() as AddressInfo).port }
  process.send?.(listening)
  process.on('disconnect', () => process.exit())
}

const resource = JSON.stringify({
  data: { type: 'number', id: '12065550100', attributes: { alias: 'front desk', value: '12065550100' } },
})

function misbehave(fault: Fault | undefined, socket: Socket, response: ServerResponse): void {
  if (fault === 'reset') socket.resetAndDestroy()
  else if (fault === 'unavailable') answer(response, 503, '')
  else if (fault === 'rate limit') answer(response.setHeader('retry-after', '0'), 429, '')
  else answer(response, 200, fault === 'truncated' ? resource.slice(0, resource.length / 2) : resource)
}

function pageAt(offset: number, records: number): string {
  const length = Math.max(0, Math.min(pageSize, records - offset))
  const data = Array.from({ length }, (_, index) => ({
    type: 'number',
    id: String(offset + index),
    attributes: { alias: `line ${offset + index}`, value: '12065550100' },
  }))
  return JSON.stringify({ data, links: offset + length < records ? { next: '/more' } : {} })
}

function answer(response: ServerResponse, status: number, body: string): void {
  const headers = { 'content-type': 'application/vnd.api+json', 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, headers).end(body)
}
