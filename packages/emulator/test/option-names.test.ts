import { describe, expect, onTestFinished, test } from 'vitest'
import { createEmulator, freshEmulator, startEmulator, useEmulator } from '../src/index.ts'
import { run } from './command-support.ts'

const hooks = { beforeEach() {}, afterEach() {} }

const callers: Record<string, (options: object) => unknown> = {
  createEmulator: (options) => createEmulator(options),
  startEmulator: async (options) => {
    const server = await startEmulator(options)
    onTestFinished(() => server.close())
  },
  freshEmulator: (options) => freshEmulator(options),
  useEmulator: (options) => useEmulator({ ...hooks, ...options }),
}

const everyOption = {
  ...{ accessKey: 'a', secretKey: 'b', seed: 2, startTime: new Date(0), deliver: async () => new Response() },
  ...{ balance: 1, rateLimits: true },
}

describe.each(Object.entries(callers))('%s', (name, create) => {
  test.each([
    ['acesKey', 'accessKey'],
    ['access_key', 'accessKey'],
    ['SecretKey', 'secretKey'],
    ['sead', 'seed'],
    ['rateLimit', 'rateLimits'],
    ['startTme', 'startTime'],
  ])('refuses %s and names %s', async (wrong, right) => {
    await expect(async () => create({ [wrong]: undefined })).rejects.toThrow(
      new TypeError(`${name}: unknown option ${JSON.stringify(wrong)}. Did you mean ${right}?`),
    )
  })

  test.each(['colour', 'constructor', '', 'x'.repeat(100_000)])(
    'refuses %.10j and lists what is known',
    async (wrong) => {
      await expect(async () => create({ [wrong]: 1 })).rejects.toThrow(
        /unknown option ".{0,40}"\. Known options: accessKey, secretKey, seed, startTime, runs, deliver, balance, rateLimits/,
      )
    },
  )

  test('takes every option that is documented', async () => {
    await create(everyOption)
  })
})

test('startEmulator has options of its own', async () => {
  await expect(startEmulator({ prot: 0 } as object)).rejects.toThrow('Did you mean port?')
  await expect(startEmulator({ allowRemotes: true } as object)).rejects.toThrow('Did you mean allowRemote?')
  await callers['startEmulator']?.({ ...everyOption, port: 0, host: '127.0.0.1', allowRemote: true })
})

test('the command names the nearest option too', async () => {
  const { exit, errors } = run('--sead', '5')
  expect(await exit).toBe(1)
  expect(errors()).toContain("error: unknown option '--sead'\n(Did you mean --seed?)")
})
