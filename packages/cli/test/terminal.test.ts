import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { commandFile, configFolder, environment } from './support/command.ts'

const account = useAccount()
const number = '12062140284'

/** A command on a terminal of 80 columns. */
class Terminal {
  screen = ''
  readonly exitCode: Promise<number>
  readonly #pty: IPty

  constructor(pty: IPty) {
    this.#pty = pty
    pty.onData((text) => {
      this.screen += text
    })
    this.exitCode = new Promise((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)))
  }

  static async open(
    args: readonly string[],
    env: Readonly<Record<string, string>> = account.env,
  ): Promise<Terminal> {
    const options = { cols: 80, rows: 40, env: environment({ TERM: 'xterm-256color', ...env }) }
    return new Terminal(spawn(process.execPath, [await commandFile(), ...args], options))
  }

  /** Waits until a text is on the screen. */
  async shows(text: string): Promise<void> {
    while (!stripVTControlCharacters(this.screen).includes(text)) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  type(text: string): void {
    this.#pty.write(text)
  }
}

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
  const terminal = await Terminal.open(['numbers', 'buy', number])
  await terminal.shows(`Buy ${number} for $1.00 for setup and $0.95 a month?`)
  terminal.type(key)
  expect(await terminal.exitCode).toBe(code)
  expect(account.requests()).toEqual(requests)
})

test('a table fits the terminal, and texts from outside do nothing to it', async () => {
  await account.buy(number)
  const body = `\u001b[2J\u001b]0;owned\u0007Dr\u202Eegdirb \u009b31m ${'long '.repeat(40)}`
  account.emulator.receive({ from: '12065550123', to: number, body })
  const terminal = await Terminal.open(['messages', 'list', '--since', '1h'])
  expect(await terminal.exitCode).toBe(0)
  const lines = stripVTControlCharacters(terminal.screen).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^Timestamp +From +To +Status +Body/)
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +12065550123 +12062140284 .*Dregdirb.*…$/)
  // Bold titles are the only thing that is not text.
  const texts = terminal.screen.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')
  expect(harmful(texts)).toEqual([])
  expect(texts).not.toContain('owned')

  const json = await Terminal.open(['messages', 'list', '--since', '1h', '--json', 'body'])
  expect(await json.exitCode).toBe(0)
  expect(harmful(json.screen)).toEqual([])
  expect(JSON.parse(json.screen)).toEqual([{ body }])
})
