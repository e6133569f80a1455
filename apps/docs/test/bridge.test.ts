import { createClient, isFlowrouteError } from '@flowroute/core'
import { createEmulator } from '@flowroute/emulator/in-process'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { answerOver, fetchOver, type Handle } from '../playground/bridge.ts'

const emulator = createEmulator({ world: { numbers: [{ number: '12065550100' }] } })
/** What answers at the other end; each test may set another one. */
let handle: Handle
const { port1, port2 } = new MessageChannel()
answerOver(port1, (request) => handle(request))
const fetch = fetchOver(port2)
const { accessKey, secretKey } = emulator
const client = createClient({
  fetch,
  accessKey,
  secretKey,
  baseUrl: 'https://emulator.invalid',
})
const messages = new Messages(client)

beforeEach(() => {
  handle = (request) => emulator.fetch(request)
  emulator.reset()
})

afterAll(() => {
  port1.close()
  port2.close()
})

test('the client works over it: texts, answers without a body, and refusals', async () => {
  const sent = await messages.send({ to: '12065550123', from: '12065550100', body: 'grüße 🙂' })
  expect((await messages.get(sent.id)).body).toBe('grüße 🙂')
  await messages.setCallback('sms_callback', 'https://program.invalid/')
  expect(emulator.requests().map(({ status }) => status)).toContain(204)
  const refusal = await messages
    .send({ to: '12065550123', from: '12065550177', body: 'not ours' })
    .catch((error: unknown) => error)
  expect(isFlowrouteError(refusal) && refusal.outcome).toBe('rejected')
})

test('requests at the same time get their own answers', async () => {
  const numbers = new Numbers(client)
  const offers = await numbers.search({ state: 'WA' }).take(5)
  const bought = await Promise.all(offers.map(({ id }) => numbers.purchase(id)))
  expect(bought.map(({ id }) => id)).toEqual(offers.map(({ id }) => id))
})

test.each(['before', 'after'] as const)(
  'a connection that breaks %s the answer is a connection error',
  async (when) => {
    emulator.faults.add({ fault: { kind: 'reset', when } })
    const failure = await messages
      .send({ to: '12065550123', from: '12065550100', body: 'once' }, { retries: 0 })
      .catch((error: unknown) => error)
    expect(isFlowrouteError(failure) && failure.name).toBe('ConnectionError')
  },
)

test('half an answer breaks in its body, as a TypeError', async () => {
  handle = async () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
        pull() {
          throw new Error('broken')
        },
      }),
    )
  const response = await fetch(new Request('https://emulator.invalid/'))
  await expect(response.text()).rejects.toThrow(new TypeError('broken'))
})

test('a body that nobody reads on is ended at the other end, and a request is counted until then', async () => {
  const cancelled = withResolvers()
  handle = async () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('endless')),
      }),
    )
  const counted: string[] = []
  const { port1: here, port2: there } = new MessageChannel()
  answerOver(there, async (request) => {
    request.signal.addEventListener('abort', () => cancelled.resolve())
    return handle(request)
  })
  const fetch = fetchOver(here, () => {
    counted.push('begun')
    return () => counted.push('finished')
  })
  const response = await fetch(new Request('https://emulator.invalid/'))
  expect(counted).toEqual(['begun'])
  await response.body?.cancel()
  expect(counted).toEqual(['begun', 'finished'])
  await cancelled.promise
  here.close()
})

test('an abort ends the request at both ends, with its reason', async () => {
  const aborted = withResolvers()
  const arrived = withResolvers()
  handle = ({ signal }) => {
    arrived.resolve()
    signal.addEventListener('abort', () => aborted.resolve())
    return new Promise(() => {})
  }
  const controller = new AbortController()
  const answer = fetch(new Request('https://emulator.invalid/', { signal: controller.signal }))
  await arrived.promise
  controller.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
  await aborted.promise
})

/** `Promise.withResolvers`, which Node.js 20 has not. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
