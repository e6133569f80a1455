import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { AbortedError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { afterEach, expect, test, vi } from 'vitest'
import {
  clientOf,
  failure,
  nobody,
  recordingLogger,
  rejection,
  silence,
  startHoldingServer,
  startRawServer,
} from './set-up.ts'

/** What a program might give as its reason. */
const reason = new Error('The user left the page.')

function expectAborted(error: AbortedError, about: Partial<AbortedError>): void {
  expect(error).toMatchObject({ message: `${about.method ?? 'GET'} /a was aborted by its signal.`, ...about })
  expect(error.cause).toBe(reason)
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('before the call: nothing is sent, not even a connection made', async () => {
  await using server = await startServer([{ body: {} }])
  const call = clientOf(server).request({ path: '/a' }, { signal: AbortSignal.abort(reason) })
  expectAborted(await failure(AbortedError, call), { outcome: 'not-sent', attempts: 0 })
  expect(server.requests).toHaveLength(0)
  expect(server.sockets.size).toBe(0)
})

test('while connecting: at once, and while the other side keeps the handshake waiting', async () => {
  const controllers = [new AbortController(), new AbortController()] as const
  await using server = await startRawServer(() => controllers[1].abort(reason))
  const client = clientOf({ url: server.url.replace('http:', 'https:') })
  const [atOnce, inHandshake] = controllers.map(({ signal }) =>
    failure(AbortedError, client.request({ path: '/a' }, { signal })),
  )
  controllers[0].abort(reason)
  for (const ended of [atOnce, inHandshake]) {
    expectAborted((await ended) as AbortedError, { outcome: 'unknown', attempts: 1 })
  }
})

test('while waiting for the answer', async () => {
  const controller = new AbortController()
  await using server = await startHoldingServer(() => {
    controller.abort(reason)
    return undefined
  })
  const call = clientOf(server).request({ method: 'POST', path: '/a' }, { signal: controller.signal })
  expectAborted(await failure(AbortedError, call), { method: 'POST', outcome: 'unknown', attempts: 1 })
  await server.released()
})

test.each([
  ['of unknown length', {}],
  ['of known length', { 'content-length': '100' }],
])('in the midst of a body %s', async (_, headers) => {
  const controller = new AbortController()
  await using server = await startHoldingServer((_request, response) => {
    response.writeHead(200, headers).write('{"data":')
    return undefined
  })
  const client = clientOf(server, {
    middleware: [
      async (request, next) => {
        const response = await next(request)
        void setImmediate().then(() => controller.abort(reason))
        return response
      },
    ],
  })
  const call = client.request({ path: '/a' }, { signal: controller.signal })
  expectAborted(await failure(AbortedError, call), { outcome: 'unknown', attempts: 1 })
  await server.released()
})

test.each([
  [503, 'PUT', 'unknown'],
  [503, 'GET', 'unknown'],
  [429, 'POST', 'rejected'],
] as const)(
  'in the wait after a %i to a %s, of which the outcome stays %s',
  async (status, method, outcome) => {
    await using server = await startServer([{ status }])
    const controller = new AbortController()
    const { lines, logger } = recordingLogger()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const client = clientOf(server, { backoff: { base: 60_000, max: 60_000 }, logger })
    const ended = failure(AbortedError, client.request({ method, path: '/a' }, { signal: controller.signal }))
    await vi.waitFor(() => expect(lines.at(-1)).toContain('trying again in 30000 ms'))
    await setImmediate()
    controller.abort(reason)
    expectAborted(await ended, { method, outcome, attempts: 1 })
    expect(server.requests).toHaveLength(1)
  },
)

test('at the very moment when a wait begins', async () => {
  await using server = await startServer([{ status: 503 }])
  const controller = new AbortController()
  const logger = { debug: () => {}, warn: () => controller.abort(reason) }
  const client = clientOf(server, { backoff: { base: 1e9, max: 1e9 }, deadline: 1e12, logger })
  const call = client.request({ path: '/a' }, { signal: controller.signal })
  expectAborted(await failure(AbortedError, call), { attempts: 1 })
})

test('a middleware or a fetch that heeds no signal does not keep the caller waiting', async () => {
  for (const options of [{ middleware: [silence] }, { fetch: silence }]) {
    const controller = new AbortController()
    const client = clientOf({ url: 'https://api.example' }, options)
    const ended = failure(AbortedError, client.request({ path: '/a' }, { signal: controller.signal }))
    await setImmediate()
    controller.abort(reason)
    expectAborted(await ended, { attempts: 1 })
  }
})

test("the signal's own reason is the cause when the program gave none", async () => {
  await using server = await startServer(() => undefined)
  const controller = new AbortController()
  const ended = failure(AbortedError, clientOf(server).request({ path: '/a' }, { signal: controller.signal }))
  controller.abort()
  expect((await ended).cause).toBe(controller.signal.reason)

  const signal = AbortSignal.timeout(5)
  const error = await failure(AbortedError, clientOf(server).request({ path: '/a' }, { signal }))
  expect(error.cause).toBe(signal.reason)
})

test('an abort after the end of a call changes nothing, and other calls on the same client go on', async () => {
  await using server = await startServer(async ({ path }) => {
    if (path === '/slow') await setImmediate()
    return { body: { path } }
  })
  const client = clientOf(server)
  const controller = new AbortController()
  const done = client.request({ path: '/a' }, { signal: controller.signal })
  expect(await done).toEqual({ path: '/a' })
  const other = client.request({ path: '/slow' })
  controller.abort(reason)
  expect(await done).toEqual({ path: '/a' })
  expect(await other).toEqual({ path: '/slow' })
})

test('no listener stays behind on the signal, however a call ends', async () => {
  await using server = await startServer(({ path }, response) => {
    if (path === '/silent') return undefined
    if (path === '/reset') response.destroy()
    return { status: path === '/busy' ? 503 : 200, body: path === '/html' ? '<html>' : {} }
  })
  const { signal } = new AbortController()
  const client = clientOf(server)
  for (const path of ['/ok', '/busy', '/reset', '/html', '..']) {
    for (let call = 0; call < 5; call++) await client.request({ path }, { signal }).catch(() => {})
  }
  await rejection(client.request({ path: '/silent' }, { signal, timeout: 5 }))
  await rejection(client.request({ path: '/silent' }, { signal, deadline: 5 }))
  await rejection(clientOf(await nobody()).request({ path: '/a' }, { signal }))
  expect(getEventListeners(signal, 'abort')).toEqual([])

  const controller = new AbortController()
  const ended = [1, 2, 3].map(() =>
    rejection(client.request({ path: '/silent' }, { signal: controller.signal })),
  )
  controller.abort(reason)
  await Promise.all(ended)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test('many calls and lists at a time on one signal, and many pages ahead, are no leak to Node.js', async () => {
  const warnings: string[] = []
  const warned = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', warned)
  const controller = new AbortController()
  const { signal } = controller
  await using server = await startServer(({ query }) => {
    // The first page of a list; all else stays without an answer.
    return query['offset'] === '0' ? { body: { data: [{}], links: { next: '/b' } } } : undefined
  })
  const client = clientOf(server)
  const decode = (): { id: string }[] => [{ id: 'a' }]
  const list = (prefetch: number) =>
    client.list({ path: '/b', query: { pageSize: 1, prefetch }, decode }, { signal }).toArray()
  const ended = [
    ...Array.from({ length: 12 }, () => client.request({ path: '/a' }, { signal })),
    ...Array.from({ length: 12 }, () => list(0)),
    list(12),
  ].map((call) => failure(AbortedError, call))
  await vi.waitUntil(() => server.requests.length === 12 + 2 * 12 + 13, { timeout: 20_000 })
  controller.abort(reason)
  for (const { cause } of await Promise.all(ended)) expect(cause).toBe(reason)
  // Warnings are told of in a turn of their own.
  await setImmediate()
  process.off('warning', warned)
  expect(warnings).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
