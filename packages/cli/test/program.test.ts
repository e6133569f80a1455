import { execFile, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { commandFile, configFolder, environment, run } from './support/command.ts'

const account = useAccount()

test.each([
  ['--version', 0, /^\d+\.\d+\.\d+\n$/],
  ['--help', 0, /Usage: flowroute.*Account:.*login.*Resources:.*numbers.*Tools:.*completion/s],
  ['numbers --help', 0, /Usage: flowroute numbers.*search.*buy/s],
])('%s prints on stdout', async (args, code, text) => {
  const result = await run(args.split(' '))
  expect(result).toMatchObject({ code, stdout: expect.stringMatching(text), stderr: '' })
})

test.each(['--help', 'numbers --help', 'messages send --help', 'ports --help', 'e911 create --help'])(
  '%s fits 80 columns',
  async (args) => {
    const { stdout } = await run(args.split(' '))
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  },
)

test.each([
  ['nonsense', /unknown command 'nonsense'/],
  ['numbers', /Usage: flowroute numbers/],
  ['numbers get', /missing required argument 'number'/],
  ['messages list --since yesterday', /must be a time such as 2h/],
  ['completion tcsh', /must be one of bash, zsh, fish, powershell/],
])('%s is a wrong command line', async (args, text) => {
  expect(await run(args.split(' '))).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(text),
  })
})

test('a failure of the service is retried, told about, and reported', async () => {
  account.emulator.faults.add({
    method: 'GET',
    times: 3,
    fault: { kind: 'status', status: 503, retryAfter: 0 },
  })
  const { code, stdout, stderr } = await account.run('numbers list')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.match(/trying again/g)).toHaveLength(2)
  expect(stderr).toMatch(/\nerror: .*503/)
})

test('a reader that has seen enough ends the command without an error', async () => {
  const child = spawn(process.execPath, [await commandFile(), 'numbers', 'search', '--limit', '200'], {
    env: environment(account.env),
  })
  child.stdout.destroy()
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('the emulator of the command serves the command', async () => {
  const args = [
    'emulator',
    '--port',
    '0',
    '--access-key',
    'demo',
    '--secret-key',
    'demo-secret',
    '--json-logs',
  ]
  const child = spawn(process.execPath, [await commandFile(), ...args], { env: environment({}) })
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(JSON.parse(text).url))
  })
  const env = { FR_ACCESS_KEY: 'demo', FR_SECRET_KEY: 'demo-secret', FR_BASE_URL: url }
  expect((await run(['whoami'], { env })).code).toBe(0)
  const ended = new Promise((resolve) => child.on('close', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test("the README's first steps lead to a number", async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, section = ''] = /## From nothing to a number\n(.*?)\n## /s.exec(readme) ?? []
  const lines = section.split('\n').filter((line) => /^flowroute (?!emulator)/.test(line))
  expect(lines.length).toBeGreaterThanOrEqual(4)
  for (const line of lines) {
    const [, ...args] = line.split(' ')
    expect({ line, ...(await account.run(args)) }).toMatchObject({ line, code: 0 })
  }
  expect(account.requests().filter((request) => request.startsWith('POST /v2/numbers/'))).toHaveLength(1)
})

describe('completion', () => {
  test('bash completes commands, options and values', async () => {
    const file = join(configFolder(), 'completion.bash')
    writeFileSync(file, (await run(['completion', 'bash'])).stdout)
    const complete = async (line: string): Promise<string[]> => {
      const words = line.split(' ')
      const script = `source ${file}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
        COMP_CWORD=${words.length - 1}; _flowroute; printf '%s\\n' "\${COMPREPLY[@]}"`
      const { stdout } = await promisify(execFile)('bash', ['-c', script])
      return stdout.trim().split('\n')
    }
    expect(await complete('flowroute num')).toEqual(['numbers'])
    expect(await complete('flowroute --profile work numbers se')).toEqual(['search', 'set'])
    expect(await complete('flowroute numbers buy --max')).toEqual(['--max-cost'])
    expect(await complete('flowroute messages tail --direction ')).toEqual(['inbound', 'outbound'])
  })

  test.each(['bash', 'zsh', 'fish', 'powershell'])('%s has every command', async (shell) => {
    const { code, stdout } = await run(['completion', shell])
    expect(code).toBe(0)
    for (const word of [
      'login',
      'numbers search',
      'e911 unassign',
      'messages tail',
      'ports sign',
      'max-cost',
    ]) {
      expect(stdout).toContain(word)
    }
  })
})
