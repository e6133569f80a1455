import { startServer, type TestServer } from '@flowroute/testing'
import { expect, onTestFinished } from 'vitest'
import type { Delivery, EmulatorOptions } from '../src/index.ts'
import { type Call, setUp } from './support.ts'

/** A recipient from outside the account. */
export const outside = '12065550100'

/** A webhook as far as the tests look into it. */
export interface Posted {
  url: string
  headers: Headers
  json: unknown
}

/** An emulator that posts to the test itself; `answer` is asked for the status of each answer. */
export function setUpPosts(
  answer: (posted: Posted, index: number) => number | Promise<number> = () => 200,
  options: EmulatorOptions = {},
) {
  const posts: Posted[] = []
  const deliver = async (request: Request): Promise<Response> => {
    const posted = { url: request.url, headers: request.headers, json: await request.json() }
    posts.push(posted)
    return new Response(null, { status: await answer(posted, posts.length - 1) })
  }
  const { emulator, call } = setUp({ ...options, deliver })
  /** Lets time pass and what comes of it. */
  const pass = async (milliseconds: number): Promise<void> => {
    emulator.clock.advance(milliseconds)
    await emulator.settled()
  }
  return { emulator, call, posts, pass }
}

/** A receiver on loopback that is closed with the test. */
export async function receiver(respond: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(respond)
  onTestFinished(() => server.close())
  return server
}

/** Sets a webhook of the account. */
export async function setAccountCallback(call: Call, kind: string, callback_url: string): Promise<void> {
  expect((await call('PUT', `/v2.2/messages/${kind}`, { json: { callback_url } })).status).toBe(204)
}

/** Sets a webhook of a number. */
export async function setNumberCallback(
  call: Call,
  number: string,
  kind: string,
  callback_url: string,
): Promise<void> {
  const path = `/v2/numbers/${number}/relationships/${kind}`
  expect((await call('POST', path, { json: { callback_url } })).status).toBe(204)
}

/** Sends a message; gives its id. */
export async function send(call: Call, from: string, more: object = {}): Promise<string> {
  const json = { to: outside, from, body: 'hello', ...more }
  const { status, data, text } = await call('POST', '/v2.2/messages', { json })
  expect(status, text).toBe(202)
  return data.id
}

/** The statuses of a delivery's attempts. */
export function statuses({ attempts }: Delivery): (number | null)[] {
  return attempts.map(({ status }) => status)
}
