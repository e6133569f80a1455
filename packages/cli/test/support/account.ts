import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { type Result, type RunOptions, run } from './command.ts'

/** An emulated account for the tests of a file, and the command with its credentials. */
export interface TestAccount {
  readonly emulator: EmulatorServer
  /** The variables with the account's credentials. */
  readonly env: Readonly<Record<string, string>>
  /** Runs the command with the account's credentials in its environment. */
  run(args: readonly string[] | string, options?: RunOptions): Promise<Result>
  /** The same for one that has to end well; gives the JSON on stdout. */
  json(args: readonly string[] | string, options?: RunOptions): Promise<unknown>
  /** Puts a number on the account without the command. */
  buy(number: string): Promise<void>
  /** What the command has sent since the test began: `POST /v2/numbers/12065550100`. */
  requests(): string[]
}

/** Starts one emulator for the tests of a file; each begins with a fresh account. */
export function useAccount(): TestAccount {
  let emulator: EmulatorServer
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 })
  })
  beforeEach(() => emulator.reset())
  afterAll(() => emulator?.close())
  const account: TestAccount = {
    get emulator() {
      return emulator
    },
    get env() {
      const { accessKey, secretKey, url } = emulator
      return { FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey, FR_BASE_URL: url }
    },
    async run(args, options = {}) {
      const words = typeof args === 'string' ? args.split(' ') : args
      const result = await run(words, { ...options, env: { ...account.env, ...options.env } })
      // Whatever the command does, and however it ends.
      expect(result.stdout + result.stderr).not.toContain(emulator.secretKey)
      return result
    },
    async json(args, options) {
      const { code, stdout, stderr } = await account.run(args, options)
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: expect.any(String) })
      return JSON.parse(stdout)
    },
    async buy(number) {
      const { url, accessKey, secretKey } = emulator
      const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`
      const answer = await emulator.fetch(`${url}/v2/numbers/${number}`, {
        method: 'POST',
        headers: { authorization },
      })
      expect(answer.status).toBe(201)
    },
    requests: () => emulator.requests().map(({ method, path }) => `${method} ${path}`),
  }
  return account
}
