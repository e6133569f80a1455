import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { configFolder, run } from './support/command.ts'

const account = useAccount()

/** Without credentials in the environment. */
function profiles() {
  const folder = configFolder()
  const env = { XDG_CONFIG_HOME: folder }
  const file = join(folder, 'flowroute/profiles.json')
  const login = (name: string, options: string[] = []) => {
    const { accessKey, url, secretKey } = account.emulator
    const args = ['login', name, '--access-key', accessKey, '--secret-stdin', '--base-url', url, ...options]
    return run(args, { env, input: `${secretKey}\n` })
  }
  return { env, file, login }
}

describe('login', () => {
  test('keeps the credentials in a file that nobody else can read', async () => {
    const { env, file, login } = profiles()
    const { code, stdout, stderr } = await login('work')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toContain(account.emulator.secretKey)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700)
    expect(account.requests()).toEqual(['GET /v2/numbers'])

    const found = await run(['whoami', '--json', 'source,profile,baseUrl'], { env })
    expect(JSON.parse(found.stdout)).toEqual({
      source: 'profile',
      profile: 'work',
      baseUrl: account.emulator.url,
    })
    // A profile's secret goes to its own service alone.
    const elsewhere = await run(['whoami', '--json', 'baseUrl'], {
      env: { ...env, FR_BASE_URL: 'http://127.0.0.1:9' },
    })
    expect(JSON.parse(elsewhere.stdout)).toEqual({ baseUrl: account.emulator.url })

    chmodSync(file, 0o644)
    const shared = await run(['whoami'], { env })
    expect(shared).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/Other users can read.*\nnext: chmod 600/),
    })
  })

  test('keeps nothing that Flowroute refuses', async () => {
    const { env, file } = profiles()
    const { accessKey, url } = account.emulator
    const args = ['login', '--access-key', accessKey, '--secret-stdin', '--base-url', url]
    expect((await run(args, { env, input: 'wrong' })).code).toBe(3)
    expect(() => readFileSync(file)).toThrow('ENOENT')
    expect((await run(args, { env })).code).toBe(3)
  })

  test('asks nobody without a terminal', async () => {
    const { env } = profiles()
    const { code, stderr } = await run(['login', '--access-key', 'a'], { env, input: 'secret' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/no terminal.*secret key.*\n.*--secret-stdin/)
  })
})

test('profiles are listed, used and forgotten', async () => {
  const { env, file, login } = profiles()
  await login('work', ['--no-check'])
  await login('home', ['--no-check'])
  const list = async () => JSON.parse((await run(['profiles', '--json', 'name,inUse'], { env })).stdout)
  expect(await list()).toEqual([
    { name: 'work', inUse: false },
    { name: 'home', inUse: true },
  ])
  expect((await run(['profiles', 'work'], { env })).code).toBe(0)
  expect((await run(['logout', 'home'], { env })).code).toBe(0)
  expect(await list()).toEqual([{ name: 'work', inUse: true }])
  expect((await run(['profiles', 'nobody'], { env })).code).toBe(4)
  expect((await run(['logout', '--all'], { env })).code).toBe(0)
  expect(readFileSync(file, 'utf8')).not.toContain(account.emulator.secretKey)
  expect(account.requests()).toEqual([])
})

describe('doctor', () => {
  const checksOf = (stdout: string) =>
    Object.fromEntries(
      (JSON.parse(stdout) as { check: string; ok: boolean }[]).map(({ check, ok }) => [check, ok]),
    )

  test('reports every check', async () => {
    const { code, stdout } = await account.run('doctor')
    expect(code).toBe(0)
    expect(checksOf(stdout)).toEqual({
      runtime: true,
      credentials: true,
      connection: true,
      service: true,
      accepted: true,
      clock: true,
    })
    expect(stdout).toContain('an emulator')
  })

  test.each([
    ['wrong credentials', { FR_SECRET_KEY: 'wrong' }, 3, { connection: true, accepted: false }],
    ['no connection', { FR_BASE_URL: 'http://127.0.0.1:1' }, 1, { credentials: true, connection: false }],
  ])('names %s', async (_, env, code, checks) => {
    const result = await account.run('doctor', { env })
    expect(result.code).toBe(code)
    expect(checksOf(result.stdout)).toMatchObject(checks)
  })

  test('names a clock that is wrong', async () => {
    account.emulator.clock.advance(120_000)
    const { code, stdout } = await account.run('doctor')
    expect({ code, clock: checksOf(stdout)['clock'] }).toEqual({ code: 1, clock: false })
    expect(stdout).toMatch(/this machine's is 1\d\d s behind the service's/)
  })
})
