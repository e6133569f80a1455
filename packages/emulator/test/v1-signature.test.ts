import { assert, asyncProperty, string, tuple, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import {
  authorize,
  documentedSigner,
  fetchSigned,
  md5,
  mismatch,
  type Signed,
  timestampOf,
  type Unsigned,
  workedAccount,
} from './v1-support.ts'

const origin = 'https://api.flowroute.com'

describe('what is signed cannot be changed', () => {
  const timestamp = timestampOf(workedAccount.startTime)
  const unsigned = { method: 'PUT', url: `${origin}/v1/routes/home?b=2&a=1`, body: '{"type":"PSTN"}' }
  const signed = documentedSigner(timestamp)(unsigned, workedAccount)

  test('unchanged it is let through', async () => {
    const emulator = createEmulator(workedAccount)
    const [status] = await fetchSigned(emulator, unsigned, signed)
    expect(status).toBe(422)
  })

  test.each<[string, Partial<Unsigned>, Partial<Signed>, Record<string, string>]>([
    ['method', { method: 'PATCH' }, {}, {}],
    ['path', {}, { url: `${origin}/v1/routes/hone?a=1&b=2` }, {}],
    ['slash at the end of the path', {}, { url: `${origin}/v1/routes/home/?a=1&b=2` }, {}],
    ['host', {}, { url: 'https://api.example.com/v1/routes/home?a=1&b=2' }, {}],
    ['value in the query', {}, { url: `${origin}/v1/routes/home?a=1&b=3` }, {}],
    ['name in the query', {}, { url: `${origin}/v1/routes/home?a=1&c=2` }, {}],
    ['more in the query', {}, { url: `${origin}/v1/routes/home?a=1&b=2&c=3` }, {}],
    ['less in the query', {}, { url: `${origin}/v1/routes/home?a=1` }, {}],
    ['no query', {}, { url: `${origin}/v1/routes/home` }, {}],
    ['body', { body: '{"type":"HOST"}' }, {}, {}],
    ['space in the body', { body: '{"type": "PSTN"}' }, {}, {}],
    ['empty body', { body: '' }, {}, {}],
    ['timestamp', {}, {}, { 'x-timestamp': '2016-01-01T00:00:01Z' }],
    ['form of the timestamp', {}, {}, { 'x-timestamp': '2016-01-01T00:00:00' }],
  ])('another %s', async (_what, request, address, headers) => {
    const emulator = createEmulator(workedAccount)
    const changed = { url: signed.url, ...address, headers: { ...signed.headers, ...headers } }
    expect(await fetchSigned(emulator, { ...unsigned, ...request }, changed)).toEqual([401, mismatch])
  })
})

describe('the form of the address', () => {
  const timestamp = timestampOf(workedAccount.startTime)
  const try_ = async (url: string, canonical: string): Promise<number> => {
    const emulator = createEmulator(workedAccount)
    const authorization = authorize(workedAccount, [timestamp, 'GET', '', canonical])
    const headers = { 'x-timestamp': timestamp, authorization }
    return (await emulator.fetch(url, { headers })).status
  }
  const numbers = `${origin}/v1/available-tns/tns/`

  test.each([
    ['as it is sent, not sorted', '?state=NY&ratecenter=NEW+YORK', 'state=NY&ratecenter=NEW+YORK'],
    ['sorted, and sent in another order', '?state=NY&ratecenter=NEW+YORK', 'ratecenter=NEW+YORK&state=NY'],
    ['as it is sent, with %20', '?ratecenter=NEW%20YORK&state=NY', 'ratecenter=NEW%20YORK&state=NY'],
    ['form-encoded, and sent with %20', '?ratecenter=NEW%20YORK&state=NY', 'ratecenter=NEW+YORK&state=NY'],
    ['empty, with a stray question mark', '?', ''],
    ['empty', '', ''],
    ['with a plus for a plus', '?x=%2B', 'x=%2B'],
    ['with letters that are not ASCII', '?x=%C3%A9', 'x=%C3%A9'],
  ])('the query %s', async (_form, sent, signed) => {
    expect(await try_(`${numbers}${sent}`, `${numbers}\n${signed}`)).toBe(200)
  })

  test.each([
    ['decoded values', '?ratecenter=NEW%20YORK&state=NY', 'ratecenter=NEW YORK&state=NY'],
    ['its question mark', '?state=NY', '?state=NY'],
    ['a plus that means a plus', '?x=+', 'x=%2B'],
  ])('the query is not right with %s', async (_form, sent, signed) => {
    expect(await try_(`${numbers}${sent}`, `${numbers}\n${signed}`)).toBe(401)
  })

  test('the line break stays when there is no query', async () => {
    expect(await try_(numbers, numbers)).toBe(401)
  })

  test('either scheme, with the port or without', async () => {
    const url = 'http://127.0.0.1:4010/v1/tns/'
    for (const address of [url, url.replace('http', 'https'), url.replace(':4010', '')]) {
      expect(await try_(url, `${address}\n`)).toBe(200)
    }
    expect(await try_(url, `${url.replace('4010', '4011')}\n`)).toBe(401)
  })
})

describe('any query', () => {
  const timestamp = timestampOf(workedAccount.startTime)
  const path = `${origin}/v1/nothing`
  const pairs = uniqueArray(tuple(string({ minLength: 1 }), string({ unit: 'grapheme' })), {
    selector: ([name]) => name,
  })
  const emulator = createEmulator(workedAccount)
  const statusOf = async (sent: string, signed: string): Promise<number> => {
    const headers = {
      'x-timestamp': timestamp,
      authorization: authorize(workedAccount, [timestamp, 'GET', '', path, signed]),
    }
    return (await emulator.fetch(`${path}?${sent}`, { headers })).status
  }

  test('signed sorted and form-encoded, sent in any order with percents', async () => {
    const property = asyncProperty(pairs, async (values) => {
      const canonical = new URLSearchParams(values.toSorted(([a], [b]) => (a < b ? -1 : 1))).toString()
      const sent = values.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
      expect(await statusOf(sent, canonical)).toBe(404)
      expect(await statusOf(canonical, canonical)).toBe(404)
      expect(await statusOf(sent, `${canonical}&`)).toBe(401)
    })
    await assert(property)
  })

  test('with one value changed it is refused', async () => {
    const changed = tuple(
      pairs.filter(({ length }) => length > 0),
      string(),
    ).filter(([[pair], value]) => pair?.[1] !== value)
    const property = asyncProperty(changed, async ([values, value]) => {
      const [[name = ''] = [], ...others] = values
      const signed = new URLSearchParams(values)
      const sent = new URLSearchParams([[name, value], ...others])
      signed.sort()
      expect(await statusOf(sent.toString(), signed.toString())).toBe(401)
    })
    await assert(property)
  })
})

describe('a body that is empty', () => {
  const timestamp = timestampOf(workedAccount.startTime)
  const statusOf = async (method: string, hash: string): Promise<number> => {
    const emulator = createEmulator(workedAccount)
    const url = `${origin}/v1/tns/12065550100`
    const headers = {
      'x-timestamp': timestamp,
      authorization: authorize(workedAccount, [timestamp, method, hash, url, '']),
    }
    return (await emulator.fetch(url, { method, headers })).status
  }

  test.each(['PUT', 'PATCH'])('%s: its hash or none', async (method) => {
    expect(await statusOf(method, '')).toBe(400)
    expect(await statusOf(method, md5(''))).toBe(400)
    expect(await statusOf(method, md5(' '))).toBe(401)
  })

  test('one that is not empty must be hashed', async () => {
    const emulator = createEmulator(workedAccount)
    const unsigned = { method: 'PUT', url: `${origin}/v1/tns/12065550100`, body: '{}' }
    for (const [hash, status] of [
      ['', 401],
      [md5(''), 401],
      [md5('{}'), 422],
    ] as const) {
      const authorization = authorize(workedAccount, [timestamp, 'PUT', hash, unsigned.url, ''])
      const signed = { url: unsigned.url, headers: { 'x-timestamp': timestamp, authorization } }
      expect((await fetchSigned(emulator, unsigned, signed))[0]).toBe(status)
    }
  })

  test.each(['GET', 'HEAD'])('%s: none', async (method) => {
    expect(await statusOf(method, '')).toBe(404)
    expect(await statusOf(method, md5(''))).toBe(401)
  })
})
