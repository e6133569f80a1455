import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Answer, closedPort, startServer } from '@flowroute/testing'
import { type MessageReceived, parseWebhook } from '@flowroute/webhooks'
import { inboundSms } from '@flowroute/webhooks/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Forwarder } from '../src/commands/webhooks/forwarder.ts'
import { ListenState } from '../src/commands/webhooks/listen-state.ts'
import { post } from '../src/commands/webhooks/post.ts'

const message = (id: string) => parseWebhook(inboundSms({ id })) as MessageReceived

describe('a webhook that a program does not take', () => {
  async function forwarderTo(answers: Answer[]) {
    const server = await startServer(answers)
    onTestFinished(() => server.close())
    const warnings: string[] = []
    const taken: string[] = []
    const printer = { warn: (text: string) => void warnings.push(text) }
    const forwarder = new Forwarder(new URL(server.url), printer, ({ id }) => taken.push(id))
    return { forwarder, warnings, taken, server }
  }

  test('is left out after five refusals, and the next one is passed on', async () => {
    const refusals = Array.from({ length: 5 }, () => ({ status: 500, body: 'no' }))
    const { forwarder, warnings, taken, server } = await forwarderTo([...refusals, { status: 200 }])
    for (let round = 0; round < 4; round++) {
      forwarder.beginRound()
      await expect(forwarder.pass(message('mdr2-1'))).rejects.toThrow('HTTP 500 no')
      // Those after it wait for the next round.
      await expect(forwarder.pass(message('mdr2-2'))).rejects.toThrow('an earlier one was not taken')
    }
    forwarder.beginRound()
    await forwarder.pass(message('mdr2-1'))
    await forwarder.pass(message('mdr2-2'))
    expect(taken).toEqual(['mdr2-2'])
    expect(server.requests).toHaveLength(6)
    expect(warnings.at(-1)).toBe('mdr2-1 was refused 5 times and is left out: HTTP 500 no')
  })

  test('is waited for as long as nobody is there', async () => {
    const warnings: string[] = []
    const printer = { warn: (text: string) => void warnings.push(text) }
    const forwarder = new Forwarder(new URL(`http://127.0.0.1:${await closedPort()}`), printer, () => {})
    for (let round = 0; round < 8; round++) {
      forwarder.beginRound()
      await expect(forwarder.pass(message('mdr2-1'))).rejects.toThrow('ECONNREFUSED')
    }
    expect(warnings).toHaveLength(8)
  })
})

describe('an answer', () => {
  test('whose body never ends, or breaks off, is one: its status was said', async () => {
    let isOpen = true
    let written = 0
    const server = await startServer((request, response, socket) => {
      response.writeHead(200)
      response.write('x'.repeat(100))
      if (request.path === '/cut') setImmediate(() => socket.destroy())
      else {
        const more = (): void => {
          do written += 65_536
          while (isOpen && response.write('y'.repeat(65_536)))
        }
        response.on('drain', more)
        more()
      }
      return undefined
    })
    onTestFinished(() => {
      isOpen = false
      return server.close()
    })
    const endless = await post(new URL(server.url), {})
    expect([endless.status, endless.text.length]).toEqual([200, 200])
    // Little more than the buffers of the connection hold.
    expect(written).toBeLessThan(50_000_000)
    expect((await post(new URL(`${server.url}/cut`), {})).status).toBe(200)
  })

  test('that is cut before its status is none', async () => {
    const server = await startServer((_request, _response, socket) => void socket.destroy())
    onTestFinished(() => server.close())
    expect(await post(new URL(server.url), {})).toEqual({ status: null, text: expect.stringMatching(/./) })
    expect(server.requests).toHaveLength(1)
  })

  test('that leads elsewhere is not followed', async () => {
    const server = await startServer([{ status: 307, headers: { location: '/other' } }])
    onTestFinished(() => server.close())
    expect((await post(new URL(server.url), {})).status).toBe(307)
    expect(server.requests).toHaveLength(1)
  })
})

test('what was passed on is remembered as long as its record may be read again, and no longer', () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-15T12:00:00Z'), toFake: ['Date'] })
  const folder = mkdtempSync(join(tmpdir(), 'flowroute-listen-'))
  onTestFinished(() => {
    vi.useRealTimers()
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'state.jsonl')
  const state = ListenState.open(file)
  state.advance(new Date('2026-01-15T11:00:00Z'))
  state.add('message:old')
  vi.setSystemTime(Date.parse('2026-01-15T13:30:00Z'))
  state.add('message:new')
  // The key is an hour older than what is read from now on: clocks may differ by so much.
  state.advance(new Date('2026-01-15T12:59:59Z'))
  expect([state.has('message:old'), state.has('message:new')]).toEqual([true, true])
  state.advance(new Date('2026-01-15T13:01:30Z'))
  expect([state.has('message:old'), state.has('message:new')]).toEqual([false, true])
  expect(readFileSync(file, 'utf8')).not.toContain('message:old')

  const again = ListenState.open(file)
  expect([again.since, again.has('message:old'), again.has('message:new')]).toEqual([
    new Date('2026-01-15T13:01:30Z'),
    false,
    true,
  ])
})
