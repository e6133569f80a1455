import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type AttemptTrace, type CallTrace, path } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clientOf, rejection } from './set-up.ts'

const spec = { path: path`/v2/numbers/${'12065550100'}` }

describe('with subscribers', () => {
  const published: (Partial<CallTrace> & Partial<AttemptTrace>)[] = []
  const objects: unknown[] = []
  const keep = (message: unknown): void => {
    objects.push(message)
    // The object is published again at the end, with more in it.
    const { call, duration, ...rest } = message as AttemptTrace
    published.push({ ...rest, ...(duration !== undefined && { duration: typeof duration as never }) })
    expect(call === undefined || objects.includes(call)).toBe(true)
  }
  const names = ['flowroute:call', 'flowroute:attempt']
  beforeEach(() => {
    published.length = 0
    objects.length = 0
    for (const name of names) subscribe(name, keep)
  })
  afterEach(() => {
    for (const name of names) unsubscribe(name, keep)
  })

  test('a call and its attempts are published, each at its start and at its end', async () => {
    await using server = await startServer([{ status: 503 }, { status: 200, body: {} }])
    await clientOf(server).request(spec)
    const common = { method: 'GET', pathTemplate: '/v2/numbers/{}', origin: server.url }
    const [start, end] = [
      { ...common, phase: 'start' },
      { ...common, phase: 'end', duration: 'number' },
    ]
    const failed = { status: 503, outcome: 'unknown', errorName: 'ServerError' }
    expect(published).toEqual([
      start,
      { ...start, attempt: 1 },
      { ...end, attempt: 1, ...failed },
      { ...start, attempt: 2 },
      { ...end, attempt: 2, status: 200 },
      { ...end, attempts: 2, status: 200 },
    ])
    expect(objects[0]).toBe(objects[5])
    expect(objects[1]).toBe(objects[2])
  })

  test('a failed call says what is known, and Flowroute’s code', async () => {
    const errors = [{ detail: 'The recipient has opted out.', code: 1110 }]
    await using server = await startServer([{ status: 400, body: { errors } }])
    await rejection(clientOf(server).request({ method: 'POST', path: '/v2.1/messages', body: {} }))
    expect(published.at(-1)).toMatchObject({
      phase: 'end',
      method: 'POST',
      status: 400,
      outcome: 'rejected',
      errorName: 'RecipientOptedOutError',
      errorCode: '1110',
      attempts: 1,
    })
    // A path given as text may contain ids.
    expect(published.at(-1)?.pathTemplate).toBeUndefined()
  })

  test('an error of a middleware, and an abort, end their call too', async () => {
    await using server = await startServer([{ body: {} }])
    const broken = clientOf(server, {
      middleware: [
        () => {
          throw new TypeError('mine')
        },
      ],
    })
    await rejection(broken.request(spec))
    expect(published.at(-1)).toMatchObject({ phase: 'end', errorName: 'TypeError', attempts: 1 })
    expect(published.filter(({ phase }) => phase === 'start')).toHaveLength(2)
    expect(published.filter(({ phase }) => phase === 'end')).toHaveLength(2)
  })

  test('nothing in it identifies a person, a message or an account', async () => {
    const phrase = 'meet me at noon'
    const errors = [{ id: 'e-1', detail: `No ${phrase} for 12065550100`, code: phrase }]
    await using server = await startServer([
      { status: 422, headers: { 'x-request-id': phrase }, body: { errors } },
    ])
    const body = { to: '12065550100', body: phrase }
    const call = clientOf(server).request({
      method: 'POST',
      path: path`/v2/a/${'12065550100'}`,
      query: { phrase },
      body,
    })
    await rejection(Promise.resolve(call))
    expect(JSON.stringify(published)).not.toMatch(/2065550100|noon|e-1|secret|access/)
    expect(published).toHaveLength(4)
  })
})

test('without subscribers nothing is published', async () => {
  await using server = await startServer([{ body: {} }])
  const call = channel('flowroute:call')
  expect(call.hasSubscribers).toBe(false)
  await clientOf(server).request(spec)
  let published = 0
  const count = (): void => void published++
  call.subscribe(count)
  await clientOf(server).request(spec)
  call.unsubscribe(count)
  expect(published).toBe(2)
})
