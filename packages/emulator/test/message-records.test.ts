import { describe, expect, test } from 'vitest'
import { buyOne, expectError, setUp } from './support.ts'

/** An account whose one number sent a message at each of these times; the message says when. */
async function sentAt(...times: string[]) {
  const start = new Date(times[0] as string)
  const { emulator, call } = setUp({ startTime: start })
  const from = await buyOne(call)
  for (const time of times) {
    emulator.clock.advance(new Date(time).getTime() - emulator.clock.now().getTime())
    await call('POST', '/v2.1/messages', { json: { to: '12065550100', from, body: time } })
  }
  const bodies = async (query: string) => {
    const reply = await call('GET', `/v2.1/messages?${query}`)
    expect(reply.status, reply.text).toBe(200)
    return reply.list.map(({ attributes }) => attributes['body'])
  }
  return { emulator, call, bodies }
}

const early = '2017-12-20T23:59:59.990Z'
const midnight = '2017-12-21T00:00:00.000Z'
const noon = '2017-12-21T12:00:00.250Z'

describe('which records a listing has', () => {
  test.each([
    ['start_date=2017-12-20', [noon, midnight, early]],
    ['start_date=2017-12-21', [noon, midnight]],
    ['start_date=2017-12-22', []],
    ['start_date=2017-12-01&end_date=2017-12-21', [noon, midnight, early]],
    ['start_date=2017-12-01&end_date=2017-12-20', [early]],
    ['start_date=2017-12-20&end_date=2017-12-20', [early]],
    ['start_date=2017-12-01&end_date=2017-12-19', []],
    ['start_date=2017-12-01&end_date=2017-12-21T00:00:00', [midnight, early]],
    ['start_date=2017-12-01&end_date=2017-12-21T00:00:00Z', [midnight, early]],
    ['start_date=2017-12-01&end_date=2017-12-21%2000:00', [midnight, early]],
    ['start_date=2017-12-21T00%3A00%3A00.00Z', [noon, midnight]],
    ['start_date=2017-12-21T00:00:01Z', [noon]],
    ['start_date=2017-12-21T12:00:00.25Z', [noon]],
    ['start_date=2017-12-21T12:00:00.251Z', []],
    ['start_date=2017-12-21T12:00:00.250999Z', [noon]],
    ['start_date=2017-12-21T00%3A00%3A00&end_date=2017-12-21T11%3A59%3A59', [midnight]],
    ['start_date=2017-12-21%2000:00:00', [noon, midnight]],
    ['start_date=2017-12-21t00:00z', [noon, midnight]],
    ['start_date=2017-12-21T05%3A30%3A00%2B05%3A30', [noon, midnight]],
    ['start_date=2017-12-21T05%3A30%3A01%2B05%3A30', [noon]],
    ['start_date=2017-12-21T05:30:01+05:30', [noon]],
    ['start_date=2017-12-21T05:30:01%2B0530', [noon]],
    ['start_date=2017-12-20T19:00:01-05:00', [noon]],
    ['start_date=2017-12-22&end_date=2017-12-20', []],
  ])('%s', async (query, expected) => {
    const { bodies } = await sentAt(early, midnight, noon)
    expect(await bodies(query)).toEqual(expected)
  })

  test('of messages sent at the same time the last is first', async () => {
    const { call } = setUp()
    const from = await buyOne(call)
    const sent: string[] = []
    for (const body of ['one', 'two', 'three']) {
      sent.unshift(
        (await call('POST', '/v2.1/messages', { json: { to: '12065550100', from, body } })).data.id,
      )
    }
    const { list } = await call('GET', '/v2.1/messages?start_date=2026-01-01')
    expect(list.map(({ id }) => id)).toEqual(sent)
  })
})

describe('refused', () => {
  test.each([
    '2017-13-01',
    '2017-02-30',
    '2017-12-21T25:00:00Z',
    '2017-12-21T12:60:00Z',
    '2017-12-21T12:00:00X',
    '2017-12-21T12:00:00+15:00',
    '2017-12-21T12:00:00+05:60',
    '2017-12-21Z',
    '12/21/2017',
    'yesterday',
    '1513814400',
    '',
    ' ',
  ])('the date "%s"', async (date) => {
    const { call } = setUp()
    const text = encodeURIComponent(date)
    const rule = (name: string) => `${name} must be YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss.SSZ.`
    expectError(await call('GET', `/v2.1/messages?start_date=${text}`), 422, rule('start_date'))
    const later = `/v2.1/messages?start_date=2017-12-01&end_date=${text}`
    expectError(await call('GET', later), 422, rule('end_date'))
  })

  test('no start date', async () => {
    const { call } = setUp()
    expectError(await call('GET', '/v2.1/messages'), 422, 'start_date is required.')
    expectError(await call('GET', '/v2.2/messages?end_date=2017-12-01'), 422, 'start_date is required.')
  })

  test.each(['0', '-1', '1.5', 'all', ''])('limit=%s', async (limit) => {
    const { call } = setUp()
    expectError(
      await call('GET', `/v2.1/messages?start_date=2017-12-01&limit=${limit}`),
      422,
      /^limit must be/,
    )
  })
})

describe.each(['v2.1', 'v2.2'])('paging over %s', (version) => {
  const base = `https://api.flowroute.com/${version}/messages`

  test('next has the dates in full and comes without self', async () => {
    const { call } = await sentAt(early, midnight, noon)
    const query = 'limit=2&start_date=2017-12-01&end_date=2018-01-08'
    expect((await call('GET', `/${version}/messages?${query}`)).links).toEqual({
      next: `${base}?limit=2&start_date=2017-12-01T00%3A00%3A00%2B00%3A00&end_date=2018-01-08T23%3A59%3A59.999000%2B00%3A00&offset=2`,
    })
    expect((await call('GET', `/${version}/messages?${query}&offset=1`)).links).toEqual({})
  })

  test('next without an end date; times are in UTC, with microseconds when they have a fraction', async () => {
    const { call } = await sentAt(early, midnight)
    const start = encodeURIComponent('2017-12-01T05:30:00.5+05:30')
    expect((await call('GET', `/${version}/messages?limit=1&start_date=${start}`)).links).toEqual({
      next: `${base}?limit=1&start_date=2017-12-01T00%3A00%3A00.500000%2B00%3A00&offset=1`,
    })
  })

  test('10 unless asked otherwise, and there is no upper limit', async () => {
    const { call } = await sentAt(...Array.from({ length: 12 }, () => noon))
    const count = async (query: string) =>
      (await call('GET', `/${version}/messages?start_date=2017-12-01${query}`)).list.length
    expect(await count('')).toBe(10)
    expect(await count('&limit=1000000')).toBe(12)
    expect(await count('&offset=11')).toBe(1)
  })
})

test('a record is found under both versions, and an unknown one is a 404', async () => {
  const { call } = await sentAt(noon)
  const [record] = (await call('GET', '/v2.1/messages?start_date=2017-12-01')).list
  expect((await call('GET', `/v2.1/messages/${record?.id}`)).body).toEqual({ data: record })
  expect((await call('GET', `/v2.2/messages/${record?.id}`)).body).toEqual({ data: record })
  expectError(await call('GET', `/v2.1/messages/mdr2-${'0'.repeat(32)}`), 404, 'on your account')
})
