import { setImmediate } from 'node:timers/promises'
import type { Client, RequestOptions } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { clientOf, nobody, rejection, startHoldingServer } from './set-up.ts'

// Functions of a program: what matters is that their names are on the stack.
async function askForOne(client: Client, options?: RequestOptions): Promise<unknown> {
  const answer = await client.request({ path: '/v2/numbers/1' }, options)
  return answer
}

async function readTheList(client: Client, query: { prefetch?: number } = {}): Promise<void> {
  const list = client.list({ path: '/v2/numbers', query, decode: () => [1] })
  for await (const item of list) expect(await setImmediate(item)).toBe(1)
}

/** The stack of what a call is rejected with, and how often a name is in it. */
async function stackOf(call: Promise<unknown>, name: string): Promise<{ stack: string; times: number }> {
  const { stack = '' } = (await rejection(call)) as Error
  return { stack, times: stack.split(name).length - 1 }
}

test('a refusal shows which line of the program made the call, after where it was found', async () => {
  await using server = await startServer([{ status: 422 }])
  const { stack, times } = await stackOf(askForOne(clientOf(server)), 'askForOne')
  expect(times).toBe(1)
  expect(stack).toMatch(/^UnprocessableEntityError: .*\n {4}at .*answer\.ts.*call-site\.test\.ts/s)
})

test('so does a failure after several attempts', async () => {
  const { times } = await stackOf(askForOne(clientOf(await nobody(), { retries: 2 })), 'askForOne')
  expect(times).toBe(1)
})

test('so does a failure to read a list', async () => {
  await using server = await startServer([{ status: 403 }])
  const { times } = await stackOf(readTheList(clientOf(server)), 'readTheList')
  expect(times).toBe(1)
})

test('so does a call that took too long, and a page that failed before it was asked for', async () => {
  await using server = await startHoldingServer(() => undefined)
  const client = clientOf(server)
  const late = await stackOf(askForOne(client, { timeout: 20, retries: 0 }), 'askForOne')
  expect(late.times).toBe(1)

  await using pages = await startServer((request) =>
    request.target.includes('offset=0') ? { body: { data: [{}], links: { next: '/' } } } : { status: 403 },
  )
  const { times } = await stackOf(readTheList(clientOf(pages), { prefetch: 2 }), 'readTheList')
  expect(times).toBe(1)
})

test('a failure before anything is sent has it by itself, and once', async () => {
  const { times } = await stackOf(askForOne(clientOf(await nobody()), { retries: -1 }), 'askForOne')
  expect(times).toBe(1)
})

test('the stack is no field of the error', async () => {
  await using server = await startServer([{ status: 422 }])
  const error = await rejection(askForOne(clientOf(server)))
  expect(Object.keys(error as object)).not.toContain('stack')
  expect(JSON.stringify(error)).not.toContain('askForOne')
})
