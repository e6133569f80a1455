import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clientOf } from './set-up.ts'

const unhandled: unknown[] = []
const note = (reason: unknown): void => {
  unhandled.push(reason)
}
let others: NodeJS.UnhandledRejectionListener[] = []

beforeEach(() => {
  others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
  unhandled.length = 0
})

afterEach(() => {
  process.removeAllListeners('unhandledRejection')
  for (const listener of others) process.on('unhandledRejection', listener)
})

const failing = clientOf({ url: 'https://api.example' }, { fetch: () => Promise.reject(new Error('broken')) })
const passing = clientOf({ url: 'https://api.example' }, { fetch: async () => Response.json({}) })

async function noted(): Promise<unknown[]> {
  for (let turn = 0; turn < 20; turn++) await setImmediate()
  return unhandled
}

test.each<[string, () => unknown]>([
  [
    'withResponse() alone',
    () =>
      failing
        .request({ path: '/a' })
        .withResponse()
        .catch(() => {}),
  ],
  ['catch() alone', () => failing.request({ path: '/a' }).catch(() => {})],
  ['then() with both', () => failing.request({ path: '/a' }).then(null, () => {})],
  [
    'a logger that fails later',
    () => {
      const late = (): Promise<never> => Promise.reject(new Error('broken'))
      const options = {
        logger: { debug: late, warn: late },
        fetch: () => Promise.reject(new Error('broken')),
      }
      return clientOf({ url: 'https://api.example' }, options)
        .request({ path: '/a' })
        .catch(() => {})
    },
  ],
  [
    'an abort while the work goes on, and fails later',
    () => {
      const late = async (): Promise<never> => {
        await setImmediate()
        throw new Error('broken')
      }
      const controller = new AbortController()
      const client = clientOf({ url: 'https://api.example' }, { middleware: [late] })
      const ended = client.request({ path: '/a' }, { signal: controller.signal }).catch(() => {})
      controller.abort()
      return ended
    },
  ],
])('%s leaves no rejection unhandled', async (_, run) => {
  await run()
  expect(await noted()).toEqual([])
})

test('a list of which nothing was asked sends nothing and rejects nothing', async () => {
  failing.list({ path: '..', decode: () => [] })
  expect(await noted()).toEqual([])
})

test('a failure that nobody looks at is not hidden', async () => {
  failing.request({ path: '/a' })
  passing.request({ path: '/a' })
  await vi.waitFor(() => expect(unhandled).toMatchObject([{ name: 'ConnectionError' }]))
})
