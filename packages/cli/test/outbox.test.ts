import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Outbox } from '@flowroute/outbox'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { commandFile, configFolder, environment } from './support/command.ts'

const account = useAccount()
const from = '12062140284'
let folder: string
let ledger: string

beforeEach(() => {
  folder = configFolder()
  ledger = join(folder, 'outbox.db')
})

/** A CSV file of so many people. */
function people(count: number): string {
  const file = join(folder, 'people.csv')
  const rows = Array.from(
    { length: count },
    (_, index) => `"Doe, ${index}",(206) 555-${1_000 + index},${index}`,
  )
  writeFileSync(file, ['\uFEFFname,phone,id', ...rows].join('\n'))
  return file
}

const outbox = (args: readonly string[]) => account.json(['outbox', ...args, '--ledger', ledger])

const add = (count: number) =>
  outbox(['add', people(count), '--to', 'phone', '--template', 'Hello {name}', '--key', 'recall:{id}'])

/** What Flowroute has sent. */
const sent = () =>
  account.json('messages list --direction outbound') as Promise<{ to: string; body: string }[]>

/** Starts the command; it runs until it is killed. */
async function startCommand(args: readonly string[]) {
  const child = spawn(process.execPath, [await commandFile(), ...args], { env: environment(account.env) })
  const ended = once(child, 'close')
  return {
    /** Gives the exit code. */
    async kill(signal: 'SIGINT'): Promise<unknown> {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

describe('outbox', () => {
  test('adds a file, plans, sends, and does not add or send the same again', async () => {
    await account.json(`numbers buy ${from} --yes`)
    expect(await add(3)).toEqual({ added: 3, known: 0 })
    const before = account.requests().length
    expect(await outbox(['plan', '--from', from])).toMatchObject({
      messages: 3,
      segments: 3,
      cost: 0.012,
      problems: [],
    })
    expect(account.requests()).toHaveLength(before)
    expect(await outbox(['run', '--from', from, '--yes'])).toMatchObject({ accepted: 3, queued: 0 })
    expect(await add(3)).toEqual({ added: 0, known: 3 })
    expect(await outbox(['run', '--from', from, '--yes'])).toMatchObject({ accepted: 3 })
    expect((await sent()).map(({ to, body }) => `${to} ${body}`).sort()).toEqual([
      '12065551000 Hello Doe, 0',
      '12065551001 Hello Doe, 1',
      '12065551002 Hello Doe, 2',
    ])
    const { stdout } = await account.run(['outbox', 'export', '--csv', '--ledger', ledger])
    expect(stdout.split('\n')[1]).toMatch(/^recall:0,12065551000,12062140284,accepted,mdr2-/)
  })

  test('killed while it sends, it goes on, and everybody gets one message', async () => {
    await account.json(`numbers buy ${from} --yes`)
    await add(12)
    const running = await startCommand(['outbox', 'run', '--from', from, '--yes', '--ledger', ledger])
    const send = 'POST /v2.1/messages'
    while (account.requests().filter((request) => request === send).length < 3) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await running.kill('SIGINT')).toBe(130)
    const status = (await outbox(['status'])) as { accepted: number; queued: number }
    expect([status.accepted >= 3, status.queued > 0]).toEqual([true, true])
    expect(await outbox(['run', '--from', from, '--max-cost', '1'])).toMatchObject({ accepted: 12 })
    const recipients = (await sent()).map(({ to }) => to)
    expect([recipients.length, new Set(recipients).size]).toEqual([12, 12])
  })

  test.each([
    ['--quiet-hours 9-17', /--quiet-hours must be such as 21:00-08:00/],
    ['--quiet-hours 25:00-08:00', /quietHours/],
    ['--rate 0', /must be an integer from 1/],
    ['--from office', /from/],
  ])('%s is a wrong command line', async (args, reason) => {
    const { code, stderr } = await account.run(`outbox plan --from ${from} ${args} --ledger ${ledger}`)
    expect(code).toBe(2)
    expect(stderr).toMatch(reason)
  })

  test('leaves the recipients alone in their quiet hours', async () => {
    await account.json(`numbers buy ${from} --yes`)
    await add(1)
    // All day but a minute, twelve hours from now, in Seattle.
    const format = {
      timeZone: 'America/Los_Angeles',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    } as const
    const [until, start] = [12 * 60, 12 * 60 + 1].map((minutes) =>
      new Date(Date.now() + minutes * 60_000).toLocaleTimeString('en-US', format),
    )
    const args = ['--quiet-hours', `${start}-${until}`, '--ledger', ledger]
    const running = await startCommand(['outbox', 'run', '--from', from, '--yes', ...args])
    const database = new Database(ledger)
    onTestFinished(() => void database.close())
    const client = { accessKey: 'a', secretKey: 'b' }
    const records = new Outbox({ client, ledger: await sqliteLedger({ database }), from })
    await expect
      .poll(async () => (await records.get('recall:0'))?.due.getTime(), { timeout: 120_000 })
      .toBeGreaterThan(Date.now() + 6 * 3_600_000)
    expect(await running.kill('SIGINT')).toBe(130)
    expect(await sent()).toEqual([])
  })

  test('paused, it sends nothing until it is resumed', async () => {
    await account.json(`numbers buy ${from} --yes`)
    await add(1)
    await account.run(['outbox', 'pause', '--ledger', ledger])
    const { code, stderr } = await account.run(['outbox', 'run', '--from', from, '--yes', '--ledger', ledger])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: The outbox is paused; resume() lets it go on.\nnext: flowroute outbox resume\n',
    })
    expect(await outbox(['resume', '--from', from, '--yes'])).toMatchObject({ accepted: 1 })
  })

  test('sends nothing to who has opted out', async () => {
    await account.json(`numbers buy ${from} --yes`)
    await add(2)
    expect(await outbox(['optouts', '--add', '206-555-1001'])).toMatchObject([
      { number: '12065551001', source: 'the command line' },
    ])
    expect(await outbox(['run', '--from', from, '--yes'])).toMatchObject({ accepted: 1, optedOut: 1 })
    expect(await outbox(['optouts', '--remove', '12065551001'])).toEqual([])
  })

  test('a file with mistakes adds nothing, and names each row', async () => {
    const file = join(folder, 'bad.csv')
    writeFileSync(file, 'name,phone\nAda,2065551000\n,office\nEve,\n')
    const args = ['outbox', 'add', file, '--to', 'phone', '--template', '{name}', '--ledger', ledger]
    const { code, stderr } = await account.run(args)
    expect(code).toBe(2)
    expect(stderr).toContain(
      'row 2: phone "office" is not a phone number\nrow 2: the text is empty\nrow 3: phone ""',
    )
    expect(await outbox(['status'])).toMatchObject({ queued: 0 })
    const wrong = await account.run([
      'outbox',
      'add',
      file,
      '--to',
      'mobile',
      '--template',
      'a',
      '--ledger',
      ledger,
    ])
    expect(wrong.stderr).toContain('There is no column "mobile".\nnext: The columns are: name, phone')
  })

  test('does not ask without a terminal, and sends nothing without --yes or --max-cost', async () => {
    await account.json(`numbers buy ${from} --yes`)
    await add(2)
    expect(await outbox(['run', '--from', from, '--dry-run'])).toMatchObject({ messages: 2 })
    const { code, stderr } = await account.run(['outbox', 'run', '--from', from, '--ledger', ledger])
    expect(code).toBe(2)
    expect(stderr).toContain('Send 2 messages of 2 segments for about $0.008?')
    expect(await sent()).toEqual([])
  })
})
