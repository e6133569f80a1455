import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { configFolder } from './support/command.ts'
import { Terminal } from './support/terminal.ts'

const account = useAccount()
const number = '12062140284'

test('login asks, shows no secret, and keeps the profile', async () => {
  const { accessKey, secretKey, url } = account.emulator
  const folder = configFolder()
  const terminal = await Terminal.open(['login', 'work', '--base-url', url], { XDG_CONFIG_HOME: folder })
  await terminal.shows('Access key')
  terminal.type(`${accessKey}\r`)
  await terminal.shows('Secret key')
  terminal.type(`${secretKey}\r`)
  expect(await terminal.exitCode).toBe(0)
  expect(terminal.screen).toContain('Profile "work" is in use')
  expect(terminal.screen).not.toContain(secretKey)
  const kept = JSON.parse(readFileSync(join(folder, 'flowroute/profiles.json'), 'utf8'))
  expect(kept).toEqual({ current: 'work', profiles: { work: { accessKey, secretKey, baseUrl: url } } })
})

/** Characters of the message below that a terminal must not get. */
const harmful = (text: string): string[] =>
  ['\u0007', '\u001b', '\u202e', '\u009b'].filter((character) => text.includes(character))

test.each([
  ['y', 0, ['GET /v2/numbers/available', `POST /v2/numbers/${number}`]],
  ['n', 1, ['GET /v2/numbers/available']],
  ['\u0003', 130, ['GET /v2/numbers/available']],
])('a purchase names its price, and %j is the answer', async (key, code, requests) => {
  const terminal = await Terminal.open(['numbers', 'buy', number], account.env)
  await terminal.shows(`Buy ${number} for $1.00 for setup and $0.95 a month?`)
  terminal.type(key)
  expect(await terminal.exitCode).toBe(code)
  expect(account.requests()).toEqual(requests)
})

test('a table fits the terminal, and texts from outside do nothing to it', async () => {
  await account.buy(number)
  const body = `\u001b[2J\u001b]0;owned\u0007Dr\u202Eegdirb \u009b31m ${'long '.repeat(40)}`
  account.emulator.receive({ from: '12065550123', to: number, body })
  const terminal = await Terminal.open(['messages', 'list', '--since', '1h'], account.env)
  expect(await terminal.exitCode).toBe(0)
  const { lines } = terminal
  expect(lines[0]).toMatch(/^Timestamp +From +To +Status +Body/)
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +12065550123 +12062140284 .*Dregdirb.*…$/)
  // Bold titles are the only thing that is not text.
  const texts = terminal.left.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')
  expect(harmful(texts)).toEqual([])
  expect(texts).not.toContain('owned')

  const json = await Terminal.open(['messages', 'list', '--since', '1h', '--json', 'body'], account.env)
  expect(await json.exitCode).toBe(0)
  expect(harmful(json.left)).toEqual([])
  expect(JSON.parse(json.left)).toEqual([{ body }])
})

test('an audit has each check once, in lines that fit, and texts of the account do nothing to the terminal', async () => {
  for (const id of [number, '12062140554']) await account.buy(id)
  await account.json(['numbers', 'set', number, '--alias', '\u001b]0;owned\u0007front desk'])
  const terminal = await Terminal.open(['audit', '--fail-on', 'error'], account.env)
  expect(await terminal.exitCode).toBe(1)
  const { lines } = terminal
  expect(lines.slice(0, 4)).toEqual([
    'error    It has no emergency address: help does not find its callers, and a 911',
    '         call costs $95.',
    '         12062140284 (front desk), 12062140554',
    '         flowroute e911 assign <address> 12062140284',
  ])
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(terminal.screen).not.toContain('owned')
})

test('every command that reads fits a terminal too, and ends without a question', async () => {
  await account.buy(number)
  const ledger = join(configFolder(), 'outbox.db')
  const commands = [
    ...[
      'whoami',
      'doctor',
      'numbers list',
      `numbers get ${number}`,
      'numbers search --limit 5',
      'routes list',
    ],
    ...['routes strategies', 'messages list --since 1h', 'messages check hello', 'e911 list', 'cnam list'],
    ...[`ports check ${number}`, 'ports list', 'cdrs list', 'api GET /v2/routes', 'audit'],
    ...[
      `outbox status --ledger ${ledger}`,
      `outbox optouts --ledger ${ledger}`,
      `outbox export --ledger ${ledger}`,
    ],
    ...[`numbers buy 12062140554 --dry-run`, `e911 delete 1 --dry-run`, 'cnam create Example --dry-run'],
  ]
  const before = account.requests().filter((request) => !request.startsWith('GET')).length
  for (const command of commands) {
    const terminal = await Terminal.open(command.split(' '), account.env)
    const code = await terminal.exitCode
    const tooLong = terminal.lines.filter((line) => line.length > 80 && !line.includes('{'))
    expect({ command, code, tooLong }).toEqual({ command, code: 0, tooLong: [] })
    expect(terminal.screen).not.toContain(account.emulator.secretKey)
  }
  const writes = account.requests().filter((request) => !/^GET |portability|details/.test(request))
  expect(writes).toHaveLength(before)
})

test('a run of the outbox names its price, asks, and shows how far it is', async () => {
  await account.buy(number)
  const folder = configFolder()
  const [people, ledger] = [join(folder, 'people.csv'), join(folder, 'outbox.db')]
  writeFileSync(
    people,
    ['phone', ...Array.from({ length: 12 }, (_, index) => `1206555${1_000 + index}`)].join('\n'),
  )
  await account.json(['outbox', 'add', people, '--to', 'phone', '--template', 'hello', '--ledger', ledger])
  const terminal = await Terminal.open(['outbox', 'run', '--from', number, '--ledger', ledger], account.env)
  await terminal.shows('Send 12 messages of 12 segments for about $0.048?')
  expect(account.requests().filter((request) => request.startsWith('POST /v2.1'))).toEqual([])
  terminal.type('y')
  // Five a second: there is time to show it.
  await terminal.shows(' left, ')
  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toMatch(/[█░]{24} \d+ done, \d+ left, \d+\.\d\/s, \$0\.0/)
  expect(terminal.text).toMatch(/Accepted +12/)
})
