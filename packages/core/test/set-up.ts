import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import {
  type Client,
  type ClientOptions,
  createClient,
  type FlowrouteError,
  type Logger,
} from '@flowroute/core'
import { closedPort, startServer, type TestServer } from '@flowroute/testing'
import { expect, vi } from 'vitest'

export const accessKey = 'access-1234'
export const secretKey = 'secret-5678'

/** A client of that server, whose retries do not wait. */
export function clientOf({ url }: { url: string }, options: ClientOptions = {}): Client {
  return createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options })
}

/** The error a call ends with, which has to be of that very class. */
export async function failure<E extends FlowrouteError>(
  type: abstract new (...args: never[]) => E,
  call: PromiseLike<unknown>,
): Promise<E> {
  const error = await rejection(call)
  expect((error as Error).constructor, String(error)).toBe(type)
  return error as E
}

/** What a call is rejected with, whatever it is. */
export async function rejection(call: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown
  try {
    value = await call
  } catch (error) {
    return error
  }
  throw new Error(`The call succeeded with ${JSON.stringify(value)}.`)
}

export type Respond = Extract<Parameters<typeof startServer>[0], (...args: never[]) => unknown>

/** A server for answers that do not end: it can tell when all the connections they held are closed. */
export async function startHoldingServer(
  respond: Respond,
): Promise<TestServer & { released(): Promise<void> }> {
  const held = new Set<Socket>()
  const server = await startServer((request, response, socket) => {
    held.add(socket)
    return respond(request, response, socket)
  })
  const released = (): Promise<void> =>
    vi.waitFor(() => expect([...held].filter((socket) => server.sockets.has(socket))).toEqual([]), 10_000)
  return Object.assign(server, { released })
}

/** A server below HTTP, for answers that a proper one would not give. */
export async function startRawServer(
  onConnection: (socket: Socket) => void,
): Promise<AsyncDisposable & { url: string }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A base URL where nobody listens. */
export async function nobody(): Promise<{ url: string }> {
  return { url: `http://127.0.0.1:${await closedPort()}` }
}

/** Collects what a client logs, one line a text. */
export function recordingLogger(): { lines: string[]; data: unknown[]; logger: Logger } {
  const lines: string[] = []
  const data: unknown[] = []
  const at =
    (level: string) =>
    (message: string, about?: unknown): void => {
      lines.push(`${level} ${message}`)
      data.push(about)
    }
  return { lines, data, logger: { debug: at('debug'), warn: at('warn') } }
}

/** The milliseconds that a client's log says it waits before each repeat. */
export function announcedWaits(lines: readonly string[]): number[] {
  return lines.flatMap((line) => /trying again in (\d+) ms/.exec(line)?.[1] ?? []).map(Number)
}

/** A `fetch` that gives these answers, the last one again and again, without a network: for tests with fake timers. */
export function fetchOf(...answers: (() => Response | Promise<Response>)[]): {
  fetch: () => Promise<Response>
  calls: () => number
} {
  let calls = 0
  return {
    calls: () => calls,
    fetch: async () => {
      const answer = answers[Math.min(calls++, answers.length - 1)]
      return answer === undefined ? Response.error() : answer()
    },
  }
}

/** An answer that never comes. */
export const silence = (): Promise<never> => new Promise(() => {})

/** Stops the client's clock; the runtime's own machinery goes on. */
export function stopClock(now?: string): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'],
    ...(now === undefined ? {} : { now: new Date(now) }),
  })
}

/** Waits for what the runtime brings about by itself, without letting the client's clock run. */
export async function eventually(happened: () => boolean): Promise<void> {
  while (!happened()) await setImmediate()
}
