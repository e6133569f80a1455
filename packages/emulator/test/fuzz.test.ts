import { once } from 'node:events'
import { connect } from 'node:net'
import { sample } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { type EmulatorServer, startEmulator } from '../src/index.ts'
import { bytesOf, type WildRequest, wildRequests } from './fuzz-requests.ts'
import { createOrder } from './port-support.ts'
import { buyOne, createAddress, createApproved, createRoute, socketCallerOf } from './support.ts'

/** Four tests of these, so that none takes long. */
const count = 2_500
const seeds = [20_260_116, 20_260_117, 20_260_118, 20_260_120]
const atOnce = 12

/** Status and body of an answer; undefined when the connection ended without one. */
type Answer = { status: number; contentType: string; text: string } | undefined

/** Sends bytes over a connection of their own. When all of them are sent, the sending side ends. */
async function exchange(server: EmulatorServer, bytes: Buffer): Promise<Answer> {
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    // The live feed has no end.
    if (chunk.includes('text/event-stream')) socket.destroy()
  })
  // The server may end it while there is still something to send.
  socket.on('error', () => {})
  socket.end(bytes)
  const ended = once(socket, 'end').catch(() => {})
  await Promise.race([ended, once(socket, 'close')])
  socket.destroy()
  const text = Buffer.concat(chunks).toString('latin1')
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? []
  if (status === undefined) return undefined
  const [head = '', ...rest] = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n')
  const [, contentType = ''] = /\r\ncontent-type: ([^\r]*)/i.exec(head) ?? []
  const [, last = status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? []
  return { status: Number(last), contentType, text: rest.join('\r\n\r\n') }
}

/** What is wrong with an answer; undefined when nothing is. */
function flawOf({ method, path }: WildRequest, answer: Answer): string | undefined {
  if (answer === undefined) return undefined
  const { status, contentType, text } = answer
  // 501 is Node.js's own word for a method or a coding that it does not know.
  if (status >= 500 && status !== 501) return `a ${status}`
  if (status < 400 || method === 'HEAD' || !contentType.includes('json')) return undefined
  const document = JSON.parse(Buffer.from(text, 'latin1').toString('utf8'))
  if (path.startsWith('/v1')) return typeof document.error === 'string' ? undefined : 'no text of an error'
  // The messages API v2.0 has one error and no list.
  const error = document.error ?? document.errors?.[0]
  // A path that the API does not have is answered with a status only, which is a text.
  if (status === 404 && /^404 Not Found: /.test(error?.status)) return undefined
  return error?.status === status && error.detail !== '' && typeof error.id === 'string'
    ? undefined
    : 'no error'
}

test.each(seeds)(
  'whatever comes over the wire, there is no 500, no crash, and the next answer is as ever: seed %i',
  async (seed) => {
    const server = await startEmulator({
      startTime: new Date('2026-01-15T17:00:00Z'),
      // Webhooks that are set by chance must not leave this machine.
      deliver: async () => new Response(),
    })
    onTestFinished(() => server.close())
    const call = socketCallerOf(server)
    const number = await buyOne(call)
    const nameId = await createApproved(call, server)
    const sent = await call('POST', '/v2.1/messages', { json: { to: number, from: number, body: 'x' } })
    const orderId = await createOrder(call, { numbers: ['+12065550188'] })
    const ids = [
      ...[number, nameId, sent.data.id, await createRoute(call), await createAddress(call)],
      orderId,
    ]
    const snapshot = JSON.stringify(server.snapshot())
    const requests = sample(wildRequests(ids, snapshot), { numRuns: count, seed })
    const statuses = new Map<number | undefined, number>()
    const flaws: unknown[] = []
    let next = 0
    const worker = async (): Promise<void> => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        // What was deleted comes back, or there would soon be nothing to be right about.
        if (next % 40 === 0) server.restore(JSON.parse(snapshot))
        const answer = await exchange(server, bytesOf(request, `127.0.0.1:${server.port}`, server))
        statuses.set(answer?.status, (statuses.get(answer?.status) ?? 0) + 1)
        const flaw = flawOf(request, answer)
        if (flaw !== undefined) flaws.push({ flaw, request, answer })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    expect(flaws).toEqual([])
    expect([...statuses.values()].reduce((sum, each) => sum + each)).toBe(count)
    // It was no monotonous crowd, and nearly all of it was answered.
    for (const status of [200, 201, 202, 204, 400, 403, 401, 404, 405, 413, 422, 431]) {
      expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(count / 200)
    }
    // Only what is no JSON at all, under a type that is not JSON's.
    expect(statuses.get(415) ?? 0).toBeGreaterThan(0)
    expect(statuses.get(undefined) ?? 0).toBeLessThan(count / 20)
    server.clock.advance(10_000)
    expect((await call('PUT', '/__emulator/snapshot', { raw: snapshot })).status).toBe(204)
    expect((await call('GET', '/v2/numbers')).list.map(({ id }) => id)).toEqual([number])
  },
)
