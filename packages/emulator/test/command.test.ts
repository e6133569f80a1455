import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../src/command.ts'
import { startEmulator } from '../src/index.ts'
import { basic } from './support.ts'

/** Runs the command in this process. `greeted` has what it printed once it listens. */
function run(...args: string[]) {
  const stop = new AbortController()
  let out = ''
  let errors = ''
  let greet: (text: string) => void = () => {}
  const greeting = new Promise<string>((resolve) => {
    greet = resolve
  })
  const write = (text: string): void => {
    out += text
    greet(out)
  }
  const writeError = (text: string): void => {
    errors += text
  }
  const exit = runCommand(args, { write, writeError, stop: stop.signal })
  return { greeting, stop: () => stop.abort(), exit, out: () => out, errors: () => errors }
}

describe('in this process', () => {
  test('prints its URL, the credentials and a curl line, serves, and stops when told to', async () => {
    const { greeting, stop, exit, out, errors } = run('--port', '0')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await greeting) ?? []
    expect(out()).toContain('access key  12345678\n')
    expect(out()).toContain('secret key  0123456789abcdef0123456789abcdef\n')
    const search = `${url}/v2/numbers/available?state=WA&limit=3`
    expect(out()).toContain(`curl -u '12345678:0123456789abcdef0123456789abcdef' '${search}'\n`)
    const variables = `FR_ACCESS_KEY='12345678' FR_SECRET_KEY='0123456789abcdef0123456789abcdef'`
    expect(out()).toContain(`export FR_BASE_URL='${url}' ${variables}\n`)
    const headers = { authorization: basic('12345678', '0123456789abcdef0123456789abcdef') }
    expect((await fetch(search, { headers })).status).toBe(200)
    stop()
    expect(await exit).toBe(0)
    expect(out()).toMatch(/Stopped\.\n$/)
    expect(errors()).toBe('')
    await expect(fetch(url)).rejects.toThrow()
  })

  test('takes credentials, address and seed; quotes what a shell would read', async () => {
    const { greeting, stop, exit, out } = run(
      ...['--port', '0', '--host', 'localhost', '--access-key', 'me', '--secret-key', "it's", '--seed', '7'],
    )
    const [url = ''] = /http:\/\/[^\s]+/.exec(await greeting) ?? []
    expect(out()).toContain(String.raw`curl -u 'me:it'\''s' '`)
    const headers = { authorization: basic('me', "it's") }
    const served = await (await fetch(`${url}/v2/numbers/available`, { headers })).text()
    await using same = await startEmulator({ seed: 7, accessKey: 'me', secretKey: "it's" })
    expect(served).toBe(await (await fetch(`${same.url}/v2/numbers/available`, { headers })).text())
    stop()
    expect(await exit).toBe(0)
  })

  test('a taken port: says so and what to do', async () => {
    await using other = await startEmulator()
    const { exit, out, errors } = run('--port', String(other.port))
    expect(await exit).toBe(1)
    expect(out()).toBe('')
    expect(errors()).toBe(
      `Port ${other.port} on 127.0.0.1 is taken. Choose another with --port, or --port 0 for any that is free.\n`,
    )
  })

  test.each([
    [
      ['--access-key', 'a:b', '--port', '0'],
      'The emulator could not start: accessKey must not contain a colon\n',
    ],
    [['--host', 'no.such.host.invalid', '--port', '0'], 'The emulator could not start: getaddrinfo'],
    [['--port', '65536'], 'It must be a whole number from 0 to 65535.'],
    [['--port', 'http'], 'It must be a whole number from 0 to 65535.'],
    [['--port', '-1'], 'It must be a whole number from 0 to 65535.'],
    [['--seed', '1.5'], 'It must be a whole number from 0 to 4294967295.'],
    [['--colour'], "unknown option '--colour'"],
    [['extra'], 'too many arguments'],
  ])('%j is refused', async (args, message) => {
    const { exit, out, errors } = run(...args)
    expect(await exit).toBe(1)
    expect(errors()).toContain(message)
    expect(out()).toBe('')
  })

  test('--help explains and starts nothing', async () => {
    const { exit, out } = run('--help')
    expect(await exit).toBe(0)
    expect(out()).toContain('Usage: flowroute-emulator [options]')
    for (const option of ['--port', '--host', '--access-key', '--secret-key', '--seed']) {
      expect(out()).toContain(option)
    }
  })
})

describe('as a program', () => {
  let folder: string
  let program: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flowroute-emulator-'))
    program = join(folder, 'cli.cjs')
    const entry = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
    await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'cjs' })
  })

  afterAll(() => rm(folder, { recursive: true }))

  function start(...args: string[]): { child: ChildProcess; firstOutput: Promise<string> } {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const firstOutput = once(child.stdout, 'data').then(([chunk]) => String(chunk))
    return { child, firstOutput }
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const { child, firstOutput } = start('--port', '0')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await firstOutput) ?? []
    expect((await fetch(`${url}/v2/numbers`)).status).toBe(401)
    const exited = once(child, 'exit')
    child.kill(signal)
    expect(await exited).toEqual([0, null])
    await expect(fetch(url)).rejects.toThrow()
  })

  test('ends with 1 when it cannot start', async () => {
    const { child } = start('--port', 'nonsense')
    expect(await once(child, 'exit')).toEqual([1, null])
  })
})
