import { describe, expect, test } from 'vitest'
import { buy, buyOne, createRoute, forSale, setUp } from './support.ts'
import { entryOf, expectEmpty, expectV1Error, keysOf, v1CallerOf } from './v1-support.ts'

const sipReg = { type: 'SIP-REG', name: 'sip-reg' }
const notForSale = 'Business Logic Error: The TN is not available for purchase.'
const notOwned = 'Could not find that resource on your account.'

function start() {
  const { emulator, call } = setUp()
  return { emulator, v2: call, v1: v1CallerOf(emulator) }
}

describe('purchase', () => {
  test.each(['VPRI', 'METERED'])('with %s', async (method) => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    expectEmpty(await v1('PUT', `/v1/tns/${id}`, { json: { billing_method: method } }), 201)
    const details = { billing_method: method, routes: [sipReg, sipReg] }
    expect((await v1('GET', `/v1/tns/${id}`)).body).toEqual(details)
    expect((await v1('GET', '/v1/tns/')).body).toEqual({
      tns: { [id]: { ...details, detail: `/v1/tns/${id}` } },
    })
    expect((await v1('GET', `/v1/available-tns/tns/?tn=${id}`)).body).toEqual({})
  })

  test.each(['12065550100', '2065550100', '+12065550100', 'abc', '__proto__'])(
    '%s is not for sale',
    async (id) => {
      const { v1 } = start()
      const path = `/v1/tns/${encodeURIComponent(id)}`
      expectV1Error(await v1('PUT', path, { json: { billing_method: 'METERED' } }), 422, notForSale)
    },
  )

  test('what is on the account already is not for sale, and stays as it is', async () => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    const path = `/v1/tns/${id}`
    await v1('PUT', path, { json: { billing_method: 'VPRI' } })
    expectV1Error(await v1('PUT', path, { json: { billing_method: 'METERED' } }), 422, notForSale)
    expect((await v1('GET', path)).body['billing_method']).toBe('VPRI')
  })

  test.each([
    [undefined, 400, 'A request body is required.'],
    ['', 400, 'A request body is required.'],
    ['{', 400, 'The request body is not valid JSON.'],
    ['[]', 422, 'The request body must be a JSON object.'],
    ['"METERED"', 422, 'The request body must be a JSON object.'],
    ['{}', 422, 'billing_method is required.'],
    ['{"billing_method":null}', 422, 'billing_method is required.'],
    ['{"billing_method":1}', 422, 'billing_method must be a string.'],
    ['{"billing_method":"metered"}', 422, 'billing_method must be one of VPRI, METERED.'],
    ['{"data":{"attributes":{"billing_method":"METERED"}}}', 422, 'billing_method is required.'],
  ])('refuses the body %s, and nothing is bought', async (body, status, error) => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    expectV1Error(await v1('PUT', `/v1/tns/${id}`, body === undefined ? {} : { body }), status, error)
    expect((await v1('GET', '/v1/tns/')).body).toEqual({})
  })

  test('only one of several who want the same number gets it', async () => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1)
    const purchase = () => v1('PUT', `/v1/tns/${id}`, { json: { billing_method: 'METERED' } })
    const replies = await Promise.all(Array.from({ length: 5 }, purchase))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
  })
})

describe('listing', () => {
  test('what has the pattern anywhere in it, with the pattern in the links', async () => {
    const { v1, v2 } = start()
    await buy(v2, 2, '&starts_with=212')
    const seattle = await buy(v2, 3, '&starts_with=206')
    const reply = await v1('GET', '/v1/tns/?pattern=206&limit=1&page=2')
    expect(keysOf(reply, 'tns')).toEqual([seattle[1]])
    expect(reply.links).toEqual({
      prev: '/v1/tns/?pattern=206&limit=1&page=1',
      next: '/v1/tns/?pattern=206&limit=1&page=3',
    })
    const middle = seattle[0]?.slice(3, 9)
    expect(keysOf(await v1('GET', `/v1/tns/?pattern=${middle}`), 'tns')).toEqual([seattle[0]])
    expect(keysOf(await v1('GET', '/v1/tns/?pattern='), 'tns')).toHaveLength(5)
    expect((await v1('GET', '/v1/tns/?pattern=99999')).text).toBe('{}')
  })

  test('refuses a pattern that is none', async () => {
    const { v1 } = start()
    expectV1Error(await v1('GET', '/v1/tns/?pattern=20x'), 422, 'pattern must be at most 11 digits.')
  })

  test('its detail leads to the details', async () => {
    const { v1, v2 } = start()
    const id = await buyOne(v2)
    const { detail, ...entry } = entryOf(await v1('GET', '/v1/tns/'), 'tns', id)
    expect((await v1('GET', String(detail))).body).toEqual(entry)
  })
})

test.each(['12065550100', '+12065550100', 'x', '%zz'])(
  'details of %s, which is not on the account',
  async (id) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `/v1/tns/${id}`), 404, notOwned)
  },
)

describe('routes', () => {
  const names = (primary: string, failover: string) => ({ routes: [{ name: primary }, { name: failover }] })
  const host = { type: 'HOST', value: '24.239.23.40:5060' }
  const uri = { type: 'URI', value: 'sip:16476998778@215.122.69.152:5060' }

  async function prepare() {
    const { v1, v2 } = start()
    const id = await buyOne(v2)
    expectEmpty(await v1('PUT', '/v1/routes/HOSTroute1', { json: host }), 201)
    expectEmpty(await v1('PUT', '/v1/routes/URIroute1', { json: uri }), 201)
    return { v1, v2, path: `/v1/tns/${id}` }
  }

  test('are set, primary and failover, and shown with their values', async () => {
    const { v1, path } = await prepare()
    expectEmpty(await v1('PATCH', path, { json: names('HOSTroute1', 'URIroute1') }), 200)
    const routes = [
      { name: 'HOSTroute1', ...host },
      { name: 'URIroute1', ...uri },
    ]
    expect((await v1('GET', path)).body).toEqual({ billing_method: 'METERED', routes })
    expectEmpty(await v1('PATCH', path, { json: names('sip-reg', 'HOSTroute1') }), 200)
    expect((await v1('GET', path)).body['routes']).toEqual([sipReg, routes[0]])
  })

  test.each([
    [
      'other members of a route',
      {
        routes: [
          { name: 'HOSTroute1', type: null },
          { name: 'sip-reg', value: null },
        ],
      },
    ],
    ['the array as a JSON text', { routes: JSON.stringify(names('HOSTroute1', 'sip-reg').routes) }],
    ['other members', { ...names('HOSTroute1', 'sip-reg'), billing_method: 'VPRI' }],
  ])('taken with %s', async (_what, json) => {
    const { v1, path } = await prepare()
    expectEmpty(await v1('PATCH', path, { json }), 200)
    const { routes, billing_method: method } = (await v1('GET', path)).body
    expect(routes).toEqual([{ name: 'HOSTroute1', ...host }, sipReg])
    expect(method).toBe('METERED')
  })

  test.each([
    ['primary', names('nowhere', 'HOSTroute1')],
    ['failover', names('HOSTroute1', 'nowhere')],
  ])('an unknown %s route changes nothing', async (_which, json) => {
    const { v1, path } = await prepare()
    await v1('PATCH', path, { json: names('URIroute1', 'URIroute1') })
    const before = (await v1('GET', path)).text
    expectV1Error(
      await v1('PATCH', path, { json }),
      404,
      'There is no route named "nowhere" on your account.',
    )
    expect((await v1('GET', path)).text).toBe(before)
  })

  test('a name is told from another by case, and is no id', async () => {
    const { v1, v2, path } = await prepare()
    const routeId = await createRoute(v2)
    for (const name of ['hostroute1', routeId, '0']) {
      expectV1Error(
        await v1('PATCH', path, { json: names(name, 'sip-reg') }),
        404,
        /^There is no route named/,
      )
    }
  })

  test('of a number that is not on the account', async () => {
    const { v1 } = await prepare()
    const json = names('HOSTroute1', 'sip-reg')
    expectV1Error(await v1('PATCH', '/v1/tns/12065550100', { json }), 404, notOwned)
  })

  const two = 'routes must be an array of two routes: the primary and the failover one.'

  test.each([
    [{}, 422, two],
    [{ routes: null }, 422, two],
    [{ routes: [] }, 422, two],
    [{ routes: [{ name: 'sip-reg' }] }, 422, two],
    [{ routes: [{ name: 'sip-reg' }, { name: 'sip-reg' }, { name: 'sip-reg' }] }, 422, two],
    [{ routes: ['sip-reg', 'sip-reg'] }, 422, two],
    [{ routes: { name: 'sip-reg' } }, 422, two],
    [{ routes: 'sip-reg' }, 422, two],
    [{ routes: '{"name":"sip-reg"}' }, 422, two],
    [{ routes: [{}, { name: 'sip-reg' }] }, 422, 'name is required.'],
    [{ routes: [{ name: 'sip-reg' }, { name: '' }] }, 422, 'name is required.'],
    [{ routes: [{ name: 0 }, { name: 'sip-reg' }] }, 422, 'name must be a string.'],
    [[], 422, 'The request body must be a JSON object.'],
  ])('refuses %j', async (json, status, error) => {
    const { v1, path } = await prepare()
    expectV1Error(await v1('PATCH', path, { json }), status, error)
  })

  test('need a body', async () => {
    const { v1, path } = await prepare()
    expectV1Error(await v1('PATCH', path), 400, 'A request body is required.')
  })
})
