import { InvalidInputError } from '@flowroute/core'
import type { ListOptions, Messages } from '@flowroute/messages'
import { type Failure, failureOf, startServer, type TestServer } from '@flowroute/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frozen, messagesOf } from './support.ts'

let server: TestServer
let messages: Messages

beforeAll(async () => {
  server = await startServer([{ body: { data: [], links: {} } }])
  messages = messagesOf(server).messages
})

afterAll(() => server.close())

/** The query that is sent for these options. */
async function sentFor(options: ListOptions): Promise<Record<string, string> | undefined> {
  await messages.list(options)
  return server.requests.at(-1)?.query
}

/** Expects these options to be refused for these fields, and nothing to be sent. */
async function refused(options: unknown, ...fields: string[]): Promise<Failure> {
  const before = server.requests.length
  const error = await failureOf(messages.list(options as never))
  expect(error).toBeInstanceOf(InvalidInputError)
  expect((error as unknown as InvalidInputError).issues.map(({ field }) => field)).toEqual(fields)
  expect(server.requests).toHaveLength(before)
  return error
}

/** Times with a year of four digits, as the API writes them. */
const times = fc.date({
  min: new Date('1000-01-02T00:00:00Z'),
  max: new Date('9998-12-30T00:00:00Z'),
  noInvalidDate: true,
})

/** Offsets from UTC in minutes. */
const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 })

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const zoneOf = (minutes: number, colon: string): string => {
  const distance = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}${colon}${twoDigits(distance % 60)}`
}

/** The local time in a zone, without the zone. */
const localTime = (time: Date, minutes: number): string =>
  new Date(time.getTime() + minutes * 60_000).toISOString().slice(0, -1)

describe('any date', () => {
  test('a Date is sent in UTC', async () => {
    await fc.assert(
      fc.asyncProperty(times, async (time) => {
        expect(await sentFor({ startDate: time })).toEqual({
          start_date: time.toISOString(),
          limit: '200',
          offset: '0',
        })
      }),
    )
  })

  test('a day is sent unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(times, async (time) => {
        const day = time.toISOString().slice(0, 10)
        expect(await sentFor({ startDate: day, endDate: day })).toMatchObject({
          start_date: day,
          end_date: day,
        })
      }),
    )
  })

  test('a time with an offset is sent as the same moment in UTC', async () => {
    await fc.assert(
      fc.asyncProperty(times, offsets, fc.constantFrom(':', ''), async (time, minutes, colon) => {
        const startDate = localTime(time, minutes) + zoneOf(minutes, colon)
        expect(await sentFor({ startDate })).toMatchObject({ start_date: time.toISOString() })
      }),
    )
  })

  test('a time without a zone is refused', async () => {
    await fc.assert(
      fc.asyncProperty(times, offsets, fc.constantFrom(16, 19, 23), async (time, minutes, length) => {
        const error = await refused({ startDate: localTime(time, minutes).slice(0, length) }, 'startDate')
        expect(error.message).toContain('a time with its zone')
      }),
    )
  })

  test('dates are refused when the end is before the start, and only then', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, offsets, async (startDate, end, minutes) => {
        for (const endDate of [end, localTime(end, minutes) + zoneOf(minutes, ':')]) {
          if (end < startDate) await refused({ startDate, endDate }, 'endDate')
          else expect(await sentFor({ startDate, endDate })).toMatchObject({ end_date: end.toISOString() })
        }
      }),
    )
  })

  test('a text is never read as a moment that it does not name', async () => {
    const parts = fc.constantFrom('2026', '-', '01', '15', 'T', ':', '10', '.5', 'Z', '+', ' ', 'GMT', '99')
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 14 }), async (chosen) => {
        const startDate = chosen.join('')
        const before = server.requests.length
        const query = await sentFor({ startDate }).catch(() => undefined)
        if (query === undefined) expect(server.requests).toHaveLength(before)
        else expect(startDate).toMatch(/^2026-\d\d-\d\d($|.*(Z|[+-]\d\d:?\d\d)$)/)
      }),
      { numRuns: 500 },
    )
  })
})

test.each<[Date | string, string]>([
  ['2026-01-15', '2026-01-15'],
  ['2024-02-29', '2024-02-29'],
  ['2026-01-15T17:00Z', '2026-01-15T17:00:00.000Z'],
  ['2026-01-15T17:00:00Z', '2026-01-15T17:00:00.000Z'],
  ['2026-01-15t17:00:00z', '2026-01-15T17:00:00.000Z'],
  ['2026-01-15T17:00:00.5Z', '2026-01-15T17:00:00.500Z'],
  ['2026-01-15T17:00:00.939166+00:00', '2026-01-15T17:00:00.939Z'],
  ['2026-01-15 17:00:00+00:00', '2026-01-15T17:00:00.000Z'],
  ['2026-01-15T17:00:00+05:30', '2026-01-15T11:30:00.000Z'],
  ['2026-01-15T17:00:00-0800', '2026-01-16T01:00:00.000Z'],
  [new Date('2026-01-15T17:00:00.001Z'), '2026-01-15T17:00:00.001Z'],
])('%s is sent as %s', async (startDate, wire) => {
  expect(await sentFor({ startDate })).toMatchObject({ start_date: wire })
  expect(await sentFor({ startDate: '2000-01-01', endDate: startDate })).toMatchObject({ end_date: wire })
})

test('reserved characters are encoded', async () => {
  await messages.list({ startDate: '2026-01-15T17:00:00Z', endDate: '2026-02-01' })
  expect(server.requests.at(-1)?.target).toBe(
    '/v2.1/messages?start_date=2026-01-15T17%3A00%3A00.000Z&end_date=2026-02-01&limit=200&offset=0',
  )
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['a word', 'yesterday'],
  ['an invalid Date', new Date('yesterday')],
  ['a Date far in the future', new Date(8.64e15)],
  ['milliseconds', 1_768_496_400_000],
  ['a month', '2026-01'],
  ['a year', '2026'],
  ['30 February', '2026-02-30'],
  ['29 February of a common year', '2026-02-29'],
  ['a time on 30 February', '2026-02-30T10:00:00Z'],
  ['a thirteenth month', '2026-13-01'],
  ['day 0', '2026-01-00'],
  ['25 hours', '2026-01-15T25:00:00Z'],
  ['60 minutes', '2026-01-15T10:60:00Z'],
  ['an hour alone', '2026-01-15T10Z'],
  ['an offset of 99 hours', '2026-01-15T10:00:00+99:00'],
  ['an offset of hours alone', '2026-01-15T10:00:00+05'],
  ['a time without a zone', '2026-01-15T10:00:00'],
  ['a time without a zone or a T', '2026-01-15 10:00'],
  ['month, day and year', '01/15/2026'],
  ['an RFC 1123 date', 'Thu, 15 Jan 2026 17:00:00 GMT'],
  ['a Date as text', String(new Date(0))],
  ['white space around', ' 2026-01-15 '],
  ['more after the zone', '2026-01-15T10:00:00Z and later'],
])('refuses %s', async (_, date) => {
  await refused({ startDate: date }, 'startDate')
  if (date !== undefined) await refused({ startDate: '2000-01-01', endDate: date }, 'endDate')
})

test.each<[string, unknown, ...string[]]>([
  ['no options', undefined, 'options'],
  ['null', null, 'options'],
  ['no start', { endDate: '2026-01-15' }, 'startDate'],
  ['two wrong dates', { startDate: 'a', endDate: 'b' }, 'startDate', 'endDate'],
  ['a page of no items', { startDate: '2026-01-15', pageSize: 0 }, 'pageSize'],
  ['a page of more than 1000 items', { startDate: '2026-01-15', pageSize: 1_001 }, 'pageSize'],
  ['a negative offset', { startDate: '2026-01-15', offset: -1 }, 'offset'],
  ['a fractional prefetch', { startDate: '2026-01-15', prefetch: 1.5 }, 'prefetch'],
  [
    'an end before the start in another form',
    { startDate: '2026-01-15T00:00:01Z', endDate: '2026-01-15' },
    'endDate',
  ],
])('list refuses %s', async (_, options, ...fields) => {
  await refused(options, ...fields)
})

test.each([
  ['limit', 'pageSize'],
  ['page', 'offset'],
  ['start_date', 'startDate'],
  ['endDates', 'endDate'],
])('list refuses %s and names %s', async (name, meant) => {
  const error = await refused({ startDate: '2026-01-15', [name]: '2026-01-16' }, name)
  expect(error.message).toContain(`${name} is not known; did you mean ${meant}?`)
})

test('a page may have 1000 items, and the input is not changed', async () => {
  const startDate = new Date('2026-01-15T00:00:00Z')
  const options = frozen({ startDate, endDate: '2026-01-15', pageSize: 1_000, offset: 20, prefetch: 0 })
  expect(await sentFor(options)).toEqual({
    start_date: '2026-01-15T00:00:00.000Z',
    end_date: '2026-01-15',
    limit: '1000',
    offset: '20',
  })
  expect(options.startDate).toEqual(new Date('2026-01-15T00:00:00Z'))
})
