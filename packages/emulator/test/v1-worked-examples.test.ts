import { describe, expect, onTestFinished, test } from 'vitest'
import { createEmulator, startEmulator } from '../src/index.ts'
import { basic } from './support.ts'
import { documentedSigner, fetchSigned, mismatch, outdated, send, workedAccount } from './v1-support.ts'

const origin = 'https://api.flowroute.com'

describe('the worked examples', () => {
  const z = '2016-01-01T00:00:00Z'
  const purchase = '{"billing_method":"METERED"}'
  const routes = '{"routes": [{"name":"MyPSTN"},{"name":"MyHost2"}]}'
  const search = '/v1/available-tns/tns/?limit=3&npa=206&nxx=641&ratecenter=SEATTLE&state=WA'
  const notForSale = 'Business Logic Error: The TN is not available for purchase.'
  const notOwned = 'Could not find that resource on your account.'
  const examples: [string, string, string | undefined, string, string, [number, unknown]][] = [
    ['GET', search, undefined, z, 'ec796a45c8fecc0bd90e0694f4faaa6d5b89fe07', [200, undefined]],
    [
      'GET',
      '/v1/available-tns/tns/?ratecenter=NEW+YORK&state=NY',
      undefined,
      z,
      '6e378d15d2b460eb2978f6a49fe269a265fd9a72',
      [200, undefined],
    ],
    ['GET', '/v1/tns/12066417667', undefined, z, '3c4c7d1acd467cee06ad4ef6a72227f49955f21e', [404, notOwned]],
    [
      'PUT',
      '/v1/tns/12066417667',
      purchase,
      z,
      '704fa12af9b28b3e4103d48e188e9593fad46991',
      [422, notForSale],
    ],
    [
      'PUT',
      '/v1/tns/12066417667',
      purchase,
      '2016-01-01T00:00:00',
      'f666c9ccc87562bfa4797c60b16822fd34f5fd11',
      [422, notForSale],
    ],
    ['PATCH', '/v1/tns/12066417667', routes, z, '83963c94310c7fc0fc1b009db10d7b07389849ff', [404, notOwned]],
  ]

  describe.each(examples)('%s %s %s %s', (method, path, body, timestamp, signature, expected) => {
    const unsigned = { method, url: `${origin}${path}`, ...(body === undefined ? {} : { body }) }
    const authorization = basic(workedAccount.accessKey, signature)
    const signed = { url: unsigned.url, headers: { authorization, 'x-timestamp': timestamp } }

    test('is let through at its time', async () => {
      const emulator = createEmulator(workedAccount)
      expect(await fetchSigned(emulator, unsigned, signed)).toEqual(expected)
    })

    test('and over a socket, behind a proxy that took the TLS off', async () => {
      const server = await startEmulator(workedAccount)
      onTestFinished(() => server.close())
      const reply = await send(server.url, method, signed, {}, body)
      expect([reply.status, reply.body['error']]).toEqual(expected)
    })

    test('is refused at another time, for that alone', async () => {
      const emulator = createEmulator({ ...workedAccount, startTime: new Date('2016-01-02T00:00:00Z') })
      expect(await fetchSigned(emulator, unsigned, signed)).toEqual([401, outdated])
    })

    test('is refused with another secret', async () => {
      const emulator = createEmulator({ ...workedAccount, secretKey: 'topsecrets' })
      expect(await fetchSigned(emulator, unsigned, signed)).toEqual([401, mismatch])
    })
  })

  test('the header is the documented one, and the tests sign by the same rules', () => {
    const authorization = 'Basic MTExMTExMTplYzc5NmE0NWM4ZmVjYzBiZDkwZTA2OTRmNGZhYWE2ZDViODlmZTA3'
    expect(basic('1111111', examples[0]?.[4] ?? '')).toBe(authorization)
    for (const [method, path, body, timestamp, signature] of examples) {
      const unsigned = { method, url: `${origin}${path}`, ...(body === undefined ? {} : { body }) }
      const { url, headers } = documentedSigner(timestamp)(unsigned, workedAccount)
      expect(url).toBe(unsigned.url)
      expect(headers['authorization']).toBe(basic('1111111', signature))
    }
  })
})
