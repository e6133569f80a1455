import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Result, type RunOptions, run } from './command.ts'

/** An emulated account for the tests of a file, and the command with its credentials. */
export interface TestAccount {
  readonly emulator: EmulatorServer
  /** Runs the command with the account's credentials in its environment. */
  run(args: readonly string[] | string, options?: RunOptions): Promise<Result>
  /** What the command has sent since the last call of `reset`: `POST /v2/numbers/12065550100`. */
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
  return {
    get emulator() {
      return emulator
    },
    run: (args, options = {}) =>
      run(typeof args === 'string' ? args.split(' ') : args, {
        ...options,
        env: {
          FR_ACCESS_KEY: emulator.accessKey,
          FR_SECRET_KEY: emulator.secretKey,
          FR_BASE_URL: emulator.url,
          ...options.env,
        },
      }),
    requests: () => emulator.requests().map(({ method, path }) => `${method} ${path}`),
  }
}
