import { describe, expect, test } from 'vitest'
import { version } from '../package.json'
import { startEmulator } from '../src/index.ts'
import { authorization, run, runAt, urlIn } from './command-support.ts'
import { basic } from './support.ts'

test('prints its URL, the credentials and a curl line, serves, and stops when told to', async () => {
  const { url, stop, exit, out, errors } = await runAt()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(out()).toContain('access key  12345678\n')
  expect(out()).toContain('secret key  0123456789abcdef0123456789abcdef\n')
  const search = `${url}/v2/numbers/available?state=WA&limit=3`
  expect(out()).toContain(`curl -u '12345678:0123456789abcdef0123456789abcdef' '${search}'\n`)
  const variables = `FR_ACCESS_KEY='12345678' FR_SECRET_KEY='0123456789abcdef0123456789abcdef'`
  expect(out()).toContain(`export FR_BASE_URL='${url}' ${variables}\n`)
  expect((await fetch(search, { headers: { authorization } })).status).toBe(200)
  stop()
  expect(await exit).toBe(0)
  expect(out()).toMatch(/Stopped\.\n$/)
  expect(errors()).toBe('')
  await expect(fetch(url)).rejects.toThrow()
})

test('takes credentials, address and seed; quotes what a shell would read', async () => {
  const { greeting, out } = run(
    ...['--port', '0', '--host', 'localhost', '--access-key', 'me', '--secret-key', "it's", '--seed', '7'],
  )
  const url = urlIn(await greeting)
  expect(out()).toContain(String.raw`curl -u 'me:it'\''s' '`)
  const headers = { authorization: basic('me', "it's") }
  const served = await (await fetch(`${url}/v2/numbers/available`, { headers })).text()
  await using same = await startEmulator({ seed: 7, accessKey: 'me', secretKey: "it's" })
  expect(served).toBe(await (await fetch(`${same.url}/v2/numbers/available`, { headers })).text())
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
  [['--allow-remote', '--host', 'no.such.host.invalid', '--port', '0'], 'could not start: getaddrinfo'],
  [['--port', '65536'], 'It must be an integer from 0 to 65535.'],
  [['--port', 'http'], 'It must be an integer from 0 to 65535.'],
  [['--port', '-1'], 'It must be an integer from 0 to 65535.'],
  [['--seed', '1.5'], 'It must be an integer from 0 to 4294967295.'],
  [['--latency', '-5'], 'It must be an integer from 0 to 2147483647.'],
  [['--latency', '2147483648'], 'It must be an integer from 0 to 2147483647.'],
  [['--webhook-url', 'example.com'], 'It must be an absolute http or https URL.'],
  [['--state', ''], 'It must be the path of a file.'],
  [['--quiet', '--json-logs'], '--quiet and --json-logs exclude each other'],
  [['--colour'], "unknown option '--colour'"],
  [['extra'], 'too many arguments'],
])('%j is refused', async (args, message) => {
  const { exit, out, errors } = run(...args)
  expect(await exit).toBe(1)
  expect(errors()).toContain(message)
  expect(out()).toBe('')
})

test.each(['0.0.0.0', '::', '192.0.2.1', 'example.com', ''])(
  'the address "%s" is refused unless others may reach it',
  async (host) => {
    const { exit, out, errors } = run('--port', '0', '--host', host)
    expect(await exit).toBe(2)
    expect(errors()).toMatch(/^Other machines may reach .*add --allow-remote\.\n$/)
    expect(out()).toBe('')
  },
)

test('with --allow-remote it listens there', async () => {
  const { url } = await runAt('--host', '0.0.0.0', '--allow-remote')
  expect(url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/)
  expect((await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/v2/numbers`)).status).toBe(401)
})

test.each(['::1', '127.0.0.2', 'localhost'])('%s is this machine', async (host) => {
  const { url } = await runAt('--host', host)
  expect((await fetch(`${url}/v2/numbers`)).status).toBe(401)
})

test('--version prints the version of the package and starts nothing', async () => {
  const { exit, out, errors } = run('--version')
  expect(await exit).toBe(0)
  expect([out(), errors()]).toEqual([`${version}\n`, ''])
})

describe('--help', () => {
  test('explains and starts nothing', async () => {
    const { exit, out } = run('--help')
    expect(await exit).toBe(0)
    expect(out()).toContain('Usage: flowroute-emulator [options]')
    const options = [
      '--port',
      '--host',
      '--allow-remote',
      '--access-key',
      '--secret-key',
      '--seed',
      '--state',
    ]
    const others = [
      '--webhook-url',
      '--latency',
      '--rate-limits',
      '--quiet',
      '--json-logs',
      '--version',
      '--help',
    ]
    for (const option of [...options, ...others]) expect(out()).toContain(`  ${option}`)
  })

  test('fits on one screen', async () => {
    const { exit, out } = run('--help')
    await exit
    const lines = out().trimEnd().split('\n')
    expect(lines.length).toBeLessThan(24)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })
})
