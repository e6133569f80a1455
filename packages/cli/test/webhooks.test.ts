import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { closedPort } from '@flowroute/testing'
import { parseWebhook, type WebhookEvent } from '@flowroute/webhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { commandFile, configFolder, environment, run } from './support/command.ts'

const account = useAccount()

/** A program that webhooks are posted to, and its answers. */
async function receiver(
  answer: (event: WebhookEvent, count: number) => number | Promise<number> = () => 200,
) {
  const events: WebhookEvent[] = []
  const taken: string[] = []
  let waiting: { count: number; resolve: () => void } | undefined
  const serve = async (request: IncomingMessage): Promise<number> => {
    const event = parseWebhook(JSON.parse(await text(request)))
    events.push(event)
    const status = await answer(event, events.length)
    if (status === 200) taken.push(nameOf(event))
    return status
  }
  const server = createServer(async (request, response) => {
    response.statusCode = await serve(request)
    response.end('ok')
    if (waiting && taken.length >= waiting.count) waiting.resolve()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    events,
    taken,
    /** Resolves when it has taken so many. */
    async took(count: number): Promise<void> {
      if (taken.length >= count) return
      await new Promise<void>((resolve) => {
        waiting = { count, resolve }
      })
    },
  }
}

const nameOf = (event: WebhookEvent): string =>
  event.type === 'message.receipt' ? `${event.id} ${event.level} ${event.statusCode}` : String(event.id)

/** Starts `listen`; it runs until it is killed. */
async function listen(args: readonly string[]) {
  const { url, accessKey, secretKey } = account.emulator
  const env = environment({ FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey, FR_BASE_URL: url })
  const child = spawn(process.execPath, [await commandFile(), 'listen', '--interval', '1s', ...args], { env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'close')
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)]
  return {
    async kill(signal: 'SIGINT' | 'SIGKILL') {
      child.kill(signal)
      const [code] = await ended
      return { code, stdout: await stdout, stderr: await stderr }
    },
  }
}

/** A number of the account that receives messages. */
async function ownNumber(): Promise<string> {
  const id = '12062140284'
  expect((await account.run(`numbers buy ${id} --yes`)).code).toBe(0)
  return id
}

describe('trigger', () => {
  test.each([
    [
      'sms --body hello --sender 2065550123',
      { type: 'message.received', body: 'hello', from: '12065550123' },
    ],
    ['mms', { type: 'message.received', isMms: true }],
    ['stop --recipient 12065550199', { type: 'message.received', body: 'STOP', to: '12065550199' }],
    [
      'receipt --message mdr2-1 --code 1150',
      { type: 'message.receipt', messageId: 'mdr2-1', statusCode: 1150 },
    ],
    ['port-status --order 50404 --status completed', { type: 'port-order.status', status: 'completed' }],
  ])('%s', async (args, expected) => {
    const program = await receiver()
    const { code, stdout, stderr } = await run(['trigger', ...args.split(' '), '--to', program.url])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(program.events).toMatchObject([expected])
    expect(JSON.parse(stdout)).toMatchObject({ event: args.split(' ')[0], url: program.url, status: 200 })
  })

  test('twice is two messages', async () => {
    const program = await receiver()
    for (let count = 0; count < 2; count++) await run(['trigger', 'sms', '--to', program.url])
    expect(new Set(program.events.map(({ id }) => id)).size).toBe(2)
  })

  test('fails with what the program answered', async () => {
    const program = await receiver(() => 418)
    const { code, stderr } = await run(['trigger', 'sms', '--to', program.url])
    expect({ code, stderr }).toEqual({ code: 1, stderr: `error: ${program.url} answered 418: ok\n` })
  })

  test.each([
    ['sms --code 1003', 2, /"sms" has no --code/],
    ['sms --sender office', 2, /sender/],
    ['fax', 2, /Allowed choices are sms, mms, receipt, stop, port-status/],
  ])('%s is refused', async (args, code, reason) => {
    const result = await run(['trigger', ...args.split(' '), '--to', 'localhost:1'])
    expect(result.code).toBe(code)
    expect(result.stderr).toMatch(reason)
  })

  test('says when nobody is there', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`
    const { code, stderr } = await run(['trigger', 'sms', '--to', url])
    expect(code).toBe(1)
    expect(stderr).toMatch(/did not answer: .*ECONNREFUSED/)
  })
})

describe('listen', () => {
  test('passes on messages and receipts in their order, and changes nothing on the account', async () => {
    const to = await ownNumber()
    const program = await receiver()
    const { emulator } = account
    const ids = Array.from({ length: 30 }, (_, index) =>
      emulator.receive({ from: '12065550123', to, body: `${index} \u001b[31mred` }),
    )
    const before = account.requests().length
    const listening = await listen(['--forward-to', program.url, '--since', '1h'])
    await program.took(30)
    const { code, stdout, stderr } = await listening.kill('SIGINT')
    expect(code).toBe(130)
    expect(program.taken).toEqual(ids)
    expect(program.events[7]).toMatchObject({
      type: 'message.received',
      from: '12065550123',
      to,
      body: '7 \u001b[31mred',
    })
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(ids)
    expect(stdout + stderr).not.toContain('\u001b')
    expect(
      new Set(
        account
          .requests()
          .slice(before)
          .map((request) => request.split(' ')[0]),
      ),
    ).toEqual(new Set(['GET']))
  })

  test('killed and restarted with its state file, passes on each of 1,000 messages exactly once', async () => {
    const to = await ownNumber()
    const stops = [137, 421, 768]
    const state = join(configFolder(), 'listen.jsonl')
    const ids = Array.from({ length: 1_000 }, (_, index) =>
      account.emulator.receive({ from: '12065550123', to, body: `message ${index}` }),
    )
    let hold = (): void => {}
    const held = new Promise<void>((resolve) => {
      hold = resolve
    })
    const program = await receiver((_event, count) => {
      if (count !== 1_001) return 200
      hold()
      return new Promise(() => {})
    })
    for (const stop of stops) {
      const listening = await listen(['--forward-to', program.url, '--since', '1h', '--state', state])
      await program.took(stop)
      await listening.kill('SIGINT')
      expect(program.taken.length).toBeLessThan(1_000)
    }
    const listening = await listen(['--forward-to', program.url, '--state', state])
    await program.took(1_000)
    // This one is under way, without an answer, when the command is killed.
    const last = account.emulator.receive({ from: '12065550123', to, body: 'the last' })
    await held
    await listening.kill('SIGKILL')
    expect(program.taken).toEqual(ids)
    expect(statSync(state).mode & 0o777).toBe(0o600)
    // What a killed command left half-written is left out, and what comes after it is kept.
    writeFileSync(state, `${readFileSync(state, 'utf8')}{"key":"mess`)
    const again = await listen(['--forward-to', program.url, '--state', state])
    await program.took(1_001)
    await again.kill('SIGINT')
    expect(program.taken).toEqual([...ids, last])
  })

  test('passes on again what was not taken, before what came later', async () => {
    const to = await ownNumber()
    const program = await receiver((_event, count) => (count === 2 || count === 3 ? 503 : 200))
    const ids = ['a', 'b', 'c'].map((body) => account.emulator.receive({ from: '12065550123', to, body }))
    const listening = await listen(['--forward-to', program.url, '--since', '1h'])
    await program.took(3)
    const { stderr } = await listening.kill('SIGINT')
    expect(program.taken).toEqual(ids)
    expect(program.events.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[1], ids[1], ids[2]])
    expect(stderr.match(/will be passed on again: HTTP 503/g)).toHaveLength(2)
  })

  test('refuses a file that is not its own, and leaves it as it is', async () => {
    const file = join(configFolder(), 'package.json')
    writeFileSync(file, '{"name":"mine"}\n')
    const { code, stderr } = await account.run(['listen', '--forward-to', 'localhost:1', '--state', file])
    expect(code).toBe(2)
    expect(stderr).toContain('it is another kind of file')
    expect(readFileSync(file, 'utf8')).toBe('{"name":"mine"}\n')
  })
})
