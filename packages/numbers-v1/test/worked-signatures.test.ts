import { type Client, createClient, type Middleware } from '@flowroute/core'
import { NumbersV1, v1Signer } from '@flowroute/numbers-v1'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2016-01-01T00:00:00.999Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Makes a call with the account of the documented examples, and returns the one request it sends. */
async function sentBy(
  call: (client: Client) => PromiseLike<unknown>,
  middleware: readonly Middleware[] = [],
): Promise<{ request: Request; body: string; password: string | undefined; timestamp: string | null }> {
  const requests: { request: Request; body: string }[] = []
  const client = createClient({
    accessKey: '1111111',
    secretKey: 'topsecret',
    baseUrl: 'https://api.flowroute.com',
    middleware,
    fetch: async (request) => {
      requests.push({ request, body: await request.text() })
      return Response.json({})
    },
  })
  await call(client)
  const [sent] = requests
  if (sent === undefined || requests.length > 1) throw new Error(`${requests.length} requests were sent`)
  const { headers } = sent.request
  const [, token = ''] = headers.get('authorization')?.split(' ') ?? []
  const [user, password] = Buffer.from(token, 'base64').toString().split(':')
  expect(user).toBe('1111111')
  return { ...sent, password, timestamp: headers.get('x-timestamp') }
}

const number = '12066417667'

/** Removes parameters: the examples have no page, and the second one has no limit. */
const without =
  (...names: string[]): Middleware =>
  (request, next) =>
    next(new Request(request.url.replace(new RegExp(`\\b(${names.join('|')})=\\d+&`, 'g'), ''), request))

/** Replaces the body by the same JSON in other notation. */
const withBody =
  (body: string): Middleware =>
  (request, next) =>
    next(new Request(request, { body }))

describe('signs as in the documented examples', () => {
  test('of a search', async () => {
    const { request, password } = await sentBy(
      (client) =>
        new NumbersV1(client).search({
          state: 'WA',
          ratecenter: 'SEATTLE',
          nxx: '641',
          npa: '206',
          pageSize: 3,
        }),
      [without('page')],
    )
    expect(request.url).toBe(
      'https://api.flowroute.com/v1/available-tns/tns/?limit=3&npa=206&nxx=641&ratecenter=SEATTLE&state=WA',
    )
    expect(password).toBe('ec796a45c8fecc0bd90e0694f4faaa6d5b89fe07')
    expect(request.headers.get('authorization')).toBe(
      'Basic MTExMTExMTplYzc5NmE0NWM4ZmVjYzBiZDkwZTA2OTRmNGZhYWE2ZDViODlmZTA3',
    )
  })

  test('of a query with a space', async () => {
    const { request, password } = await sentBy(
      (client) => new NumbersV1(client).search({ ratecenter: 'NEW YORK', state: 'NY' }),
      [without('limit', 'page')],
    )
    expect(request.url).toBe('https://api.flowroute.com/v1/available-tns/tns/?ratecenter=NEW+YORK&state=NY')
    expect(password).toBe('6e378d15d2b460eb2978f6a49fe269a265fd9a72')
  })

  test('of a request without query and body', async () => {
    const { request, password, timestamp } = await sentBy((client) => new NumbersV1(client).get(number))
    expect(request.url).toBe('https://api.flowroute.com/v1/tns/12066417667')
    expect(password).toBe('3c4c7d1acd467cee06ad4ef6a72227f49955f21e')
    expect(timestamp).toBe('2016-01-01T00:00:00Z')
  })

  test('of a purchase', async () => {
    const { body, password } = await sentBy((client) =>
      new NumbersV1(client).purchase(number, { billingMethod: 'METERED' }),
    )
    expect(body).toBe('{"billing_method":"METERED"}')
    expect(password).toBe('704fa12af9b28b3e4103d48e188e9593fad46991')
  })

  test('of a purchase, at a time without Z', async () => {
    const { password, timestamp } = await sentBy((client) =>
      client.request({
        method: 'PUT',
        path: '/v1/tns/12066417667',
        body: { billingMethod: 'METERED' },
        sign: v1Signer(() => '2016-01-01T00:00:00'),
      }),
    )
    expect(timestamp).toBe('2016-01-01T00:00:00')
    expect(password).toBe('f666c9ccc87562bfa4797c60b16822fd34f5fd11')
  })

  test('of an update of routes', async () => {
    const written = '{"routes": [{"name":"MyPSTN"},{"name":"MyHost2"}]}'
    const { body, password } = await sentBy(
      (client) => new NumbersV1(client).updateRoutes(number, ['MyPSTN', { name: 'MyHost2' }]),
      [withBody(written)],
    )
    expect(body).toBe(written)
    expect(password).toBe('83963c94310c7fc0fc1b009db10d7b07389849ff')
  })
})
