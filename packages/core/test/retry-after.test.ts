import { RateLimitError, ServerError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  announcedWaits,
  clientOf,
  eventually,
  failure,
  fetchOf,
  recordingLogger,
  rejection,
  stopClock,
} from './set-up.ts'

const then = 'Sun, 06 Nov 1994 08:49:37 GMT'
const nextDay = 'Mon, 07 Nov 1994 08:49:37 GMT'
const aDay = 86_400_000

test.each([
  ['at once', { 'retry-after': '0' }],
  ['at a date that has come, by the clock of the service', { 'retry-after': then, date: then }],
  ['at a date that has passed', { 'retry-after': then }],
])('a client told to come back %s does', async (_, headers) => {
  await using server = await startServer([{ status: 429, headers }, { body: {} }])
  // Without the header it would give up, since no such wait fits the deadline.
  const client = clientOf(server, { backoff: { base: 1e12, max: 1e12 } })
  const { attempts } = await client.request({ method: 'POST', path: '/a' }).withResponse()
  expect(attempts).toBe(2)
})

test.each([
  ['in seconds', { 'retry-after': '86400' }],
  ['as a date', { 'retry-after': nextDay, date: then }],
  ['as a date of the older kind', { 'retry-after': 'Monday, 07-Nov-94 08:49:37 GMT', date: then }],
])('a wait past the deadline, given %s, fails the call at once', async (_, headers) => {
  await using server = await startServer([{ status: 429, headers }])
  const error = await failure(RateLimitError, clientOf(server).request({ path: '/a' }))
  expect(error).toMatchObject({ retryAfter: aDay, attempts: 1, outcome: 'rejected' })
  expect(server.requests).toHaveLength(1)
})

test('a date that has passed asks for no wait', async () => {
  await using server = await startServer([{ status: 429, headers: { 'retry-after': then, date: nextDay } }])
  const error = await failure(RateLimitError, clientOf(server).request({ path: '/a' }))
  expect(error).toMatchObject({ retryAfter: 0, attempts: 3 })
})

test('a 503 has it, too; a refusal carries it without being tried again', async () => {
  await using server = await startServer([
    { status: 503, headers: { 'retry-after': '86400' } },
    { status: 403, headers: { 'retry-after': '1.5' } },
  ])
  const client = clientOf(server)
  expect((await failure(ServerError, client.request({ path: '/a' }))).retryAfter).toBe(aDay)
  expect(await rejection(client.request({ path: '/a' }))).toMatchObject({ retryAfter: 1_500, attempts: 1 })
})

test.each([undefined, '', 'soon', 'Soon enough', '-5', '1e3', '5 minutes', '1994-11-07T08:49:37Z', '٣'])(
  'with %j the client waits as it would have',
  async (value) => {
    const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': encode(value) }
    await using server = await startServer([{ status: 429, headers }])
    const error = await failure(RateLimitError, clientOf(server).request({ path: '/a' }))
    expect(error.attempts).toBe(3)
    expect('retryAfter' in error).toBe(false)
  },
)

/** As UTF-8 bytes, the way a server would put it into a header. */
function encode(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1')
}

describe('the wait', () => {
  beforeEach(() => {
    stopClock('2031-01-01T00:00:00Z')
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** The milliseconds after which the second attempt is made; undefined when there is none. */
  async function waited(headers: Record<string, string>, deadline?: number): Promise<number | undefined> {
    const { fetch, calls } = fetchOf(() => new Response('', { status: 429, headers }))
    const { lines, logger } = recordingLogger()
    const client = clientOf({ url: 'https://api.example' }, { fetch, logger, retries: 1, deadline })
    const ended = rejection(client.request({ path: '/a' }))
    await eventually(() => lines.length === 2)
    const [wait] = announcedWaits(lines)
    if (wait !== undefined) {
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(calls()).toBe(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(calls()).toBe(2)
    }
    await ended
    return wait
  }

  test('is as long as asked for, in seconds', async () => {
    expect(await waited({ 'retry-after': '7' })).toBe(7_000)
    expect(await waited({ 'retry-after': ' 0.25 ' })).toBe(250)
  })

  test("lasts until the date asked for, by the service's clock where it shows it, else by one's own", async () => {
    const inThreeSeconds = 'Sun, 06 Nov 1994 08:49:40 GMT'
    expect(await waited({ 'retry-after': inThreeSeconds, date: then })).toBe(3_000)
    vi.setSystemTime('2031-01-01T00:00:00Z')
    expect(await waited({ 'retry-after': 'Wed, 01 Jan 2031 00:00:05 GMT' })).toBe(5_000)
    vi.setSystemTime('2031-01-01T00:00:00Z')
    expect(await waited({ 'retry-after': 'Wed, 01 Jan 2031 00:00:05 GMT', date: 'nonsense' })).toBe(5_000)
  })

  test('has to end before the deadline', async () => {
    expect(await waited({ 'retry-after': '119' })).toBe(119_000)
    expect(await waited({ 'retry-after': '120' })).toBeUndefined()
    expect(await waited({ 'retry-after': '4' }, 5_000)).toBe(4_000)
    expect(await waited({ 'retry-after': '5' }, 5_000)).toBeUndefined()
  })
})
