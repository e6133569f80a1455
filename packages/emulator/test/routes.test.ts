import { describe, expect, test } from 'vitest'
import { buyOne, createRoute, expectError, setUp } from './support.ts'

const route = (routeType: string, value: unknown, more = {}) => ({
  json: { data: { type: 'route', attributes: { alias: 'office', route_type: routeType, value, ...more } } },
})

describe('create', () => {
  test('answers with the route and the links of the documentation, which lack the version', async () => {
    const { call } = setUp()
    const reply = await call('POST', '/v2/routes', route('host', 'www.example.com', { edge_strategy_id: 4 }))
    expect(reply.status).toBe(201)
    const { id } = reply.data
    expect(id).toMatch(/^\d{5,}$/)
    const links = { self: `https://api.flowroute.com/routes/${id}` }
    const attributes = { alias: 'office', route_type: 'host', value: 'www.example.com', edge_strategy_id: 4 }
    expect(reply.body).toEqual({ data: { attributes, id, links, type: 'route' }, links })
    expect((await call('GET', '/v2/routes')).list[1]).toEqual({
      attributes,
      id,
      links: { self: `https://api.flowroute.com/v2/routes/${id}` },
      type: 'route',
    })
  })

  test.each([
    ['host', '24.239.23.40:5060'],
    ['host', 'myphone.com'],
    ['host', 'localhost'],
    ['host', 'My-Phone.example.co.uk:65535'],
    ['host', 'myphone.com;transport=tls'],
    ['host', 'myphone.com:5061;transport=TLS;weight=1000'],
    ['host', 'myphone.com;weight=0'],
    ['host', 'myphone.com;Transport=tls'],
    ['host', '[2001:db8::1]:5060'],
    ['host', '2001:db8::1'],
    ['number', '16476998778'],
    ['number', '16476998778;weight=50'],
    ['uri', 'sip:alice@atlanta.com'],
    ['uri', 'sip:16476998778@215.122.69.152:5060;transport=tcp'],
    ['uri', 'sips:securecall@securedserver.com'],
    ['uri', 'sip:+16476998778@atlanta.com;weight=10;transport=udp'],
  ])('%s %s', async (routeType, value) => {
    const { call } = setUp()
    const { status, data } = await call('POST', '/v2/routes', route(routeType, value))
    expect(status).toBe(201)
    expect(data.attributes).toMatchObject({ route_type: routeType, value })
  })

  test.each([
    ['host', 'two words', /^value must be an IP address or host name/],
    ['host', 'http://example.com', /^value must be an IP address or host name/],
    ['host', 'sip:alice@atlanta.com', /^value must be an IP address or host name/],
    ['host', '-bad.example.com', /^value must be an IP address or host name/],
    ['host', 'example.com:0', /^value must be an IP address or host name/],
    ['host', 'example.com:65536', /^value must be an IP address or host name/],
    ['host', ';weight=1', /^value must be an IP address or host name/],
    ['host', 'example.com;transport=sctp', /not allowed: ";transport=sctp"/],
    ['host', 'example.com;weight=1001', /not allowed: ";weight=1001"/],
    ['host', 'example.com;weight=', /not allowed: ";weight="/],
    ['host', 'example.com;weight=1;Weight=2', /not allowed: ";Weight=2"/],
    ['host', '[]:5060', /^value must be an IP address or host name/],
    ['host', 'example.com;weight=1;weight=2', /not allowed: ";weight=2"/],
    ['host', 'example.com;colour=red', /not allowed: ";colour=red"/],
    ['host', 'example.com;', /not allowed: ";"/],
    ['number', '6476998778', /^value must be an 11-digit number/],
    ['number', '+16476998778', /^value must be an 11-digit number/],
    ['number', '16476998778;transport=tls', /not allowed: ";transport=tls"/],
    ['uri', 'alice@atlanta.com', /^value must be protocol:user@domain/],
    ['uri', 'sip:atlanta.com', /^value must be protocol:user@domain/],
    ['uri', 'tel:+16476998778', /^value must be protocol:user@domain/],
    ['uri', 'sip:alice@atlanta.com:99999', /^value must be protocol:user@domain/],
    ['uri', 'sip:alice@atlanta.com;transport=ws', /not allowed: ";transport=ws"/],
    ['sip-reg', 'anything', /^route_type must be one of host, number, uri\.$/],
    ['sip-reg', null, /^route_type must be one of host, number, uri\.$/],
    ['HOST', 'example.com', /^route_type must be one of host, number, uri\.$/],
    ['host', null, /^value is required\.$/],
    ['host', '', /^value is required\.$/],
    ['host', 16476998778, /^value must be a string\.$/],
  ])('refuses %s %j', async (routeType, value, detail) => {
    const { call } = setUp()
    expectError(await call('POST', '/v2/routes', route(routeType, value)), 422, detail)
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  })

  test.each(['alias', 'route_type', 'value'])('%s is required', async (name) => {
    const { call } = setUp()
    const { [name]: _left, ...json } = { alias: 'a', route_type: 'host', value: 'a.b' } as Record<
      string,
      string
    >
    expectError(await call('POST', '/v2/routes', { json }), 422, `${name} is required.`)
  })

  test('an alias must be unique', async () => {
    const { call } = setUp()
    const id = await createRoute(call, 'office')
    const again = await call('POST', '/v2/routes', route('number', '12065550100'))
    expectError(again, 422, `alias must be unique: route ${id} is named "office" already.`)
    const builtIn = await call('POST', '/v2/routes', route('host', 'a.b', { alias: 'sip-reg' }))
    expectError(builtIn, 422, 'alias must be unique: route 0 is named "sip-reg" already.')
    expect((await call('POST', '/v2/routes', route('host', 'a.b', { alias: 'Office' }))).status).toBe(201)
  })

  test.each([
    [{ edge_strategy_id: 1 }, 1],
    [{ edge_strategy_id: '6' }, 6],
    [{ edge_strategy: 2 }, 2],
    [{ edge_strategy: '2' }, 2],
    [{ edge_strategy_id: null }, null],
  ])('edge strategy %j', async (given, id) => {
    const { call } = setUp()
    const { data } = await call('POST', '/v2/routes', route('host', 'a.b', given))
    expect(data.attributes['edge_strategy_id']).toBe(id)
  })

  test.each([0, 10, 1.5, 'US-East-VA', '', true, [4], {}])('edge strategy %j does not exist', async (id) => {
    const { call } = setUp()
    const detail = 'edge_strategy_id must be the id of an edge strategy.'
    expectError(await call('POST', '/v2/routes', route('host', 'a.b', { edge_strategy_id: id })), 422, detail)
    expectError(await call('POST', '/v2/routes', route('host', 'a.b', { edge_strategy: id })), 422, detail)
  })
})

describe('list', () => {
  test('the built-in route is there from the start', async () => {
    const { call } = setUp()
    expect((await call('GET', '/v2/routes')).body).toEqual({
      data: [
        {
          attributes: { alias: 'sip-reg', route_type: 'sip-reg', value: null, edge_strategy_id: null },
          id: '0',
          links: { self: 'https://api.flowroute.com/v2/routes/0' },
          type: 'route',
        },
      ],
      links: { self: 'https://api.flowroute.com/v2/routes?limit=10&offset=0' },
    })
  })

  test('route_type', async () => {
    const { call } = setUp()
    const host = await createRoute(call)
    const { data } = await call('POST', '/v2/routes', route('number', '12065550100', { alias: 'cell' }))
    const ids = async (type: string) => {
      const { list, links } = await call('GET', `/v2/routes?limit=1&route_type=${type}`)
      const self = `https://api.flowroute.com/v2/routes?route_type=${type}&limit=1&offset=0`
      expect(links).toEqual({ self })
      return list.map(({ id }) => id)
    }
    expect(await ids('sip-reg')).toEqual(['0'])
    expect(await ids('host')).toEqual([host])
    expect(await ids('number')).toEqual([data.id])
    expect(await ids('uri')).toEqual([])
    expectError(
      await call('GET', '/v2/routes?route_type=HOST'),
      422,
      'route_type must be one of sip-reg, host',
    )
  })
})

describe('update', () => {
  test('changes what is named and answers with the whole', async () => {
    const { call } = setUp()
    const id = await createRoute(call)
    const patch = async (attributes: object) => {
      const reply = await call('PATCH', `/v2/routes/${id}`, { json: { data: { type: 'route', attributes } } })
      expect(reply.status, reply.text).toBe(200)
      expect((await call('GET', '/v2/routes')).list[1]).toEqual(reply.data)
      return reply
    }
    const renamed = await patch({ alias: 'home' })
    const links = { self: `https://api.flowroute.com/v2/routes/${id}` }
    expect(renamed.body).toEqual({
      data: {
        attributes: { alias: 'home', route_type: 'host', value: 'sip.example.com', edge_strategy_id: null },
        id,
        links,
        type: 'route',
      },
      links,
    })
    const attributes = async (changes: object) => (await patch(changes)).data.attributes
    expect(await attributes({ alias: 'home' })).toMatchObject({ alias: 'home' })
    expect(await attributes({ edge_strategy_id: 3 })).toMatchObject({ alias: 'home', edge_strategy_id: 3 })
    expect(await attributes({ edge_strategy: 5 })).toMatchObject({ edge_strategy_id: 5 })
    expect(await attributes({ route_type: 'number', value: '12065550100' })).toMatchObject({
      route_type: 'number',
      value: '12065550100',
      edge_strategy_id: 5,
    })
    expect(await attributes({ edge_strategy_id: null })).toMatchObject({ edge_strategy_id: null })
  })

  test('flat attributes will do', async () => {
    const { call } = setUp()
    const id = await createRoute(call)
    const { data } = await call('PATCH', `/v2/routes/${id}`, { json: { type: 'route', alias: 'home' } })
    expect(data.attributes['alias']).toBe('home')
  })

  test.each([
    [{ route_type: 'number' }, 'value must be an 11-digit number for route_type number.'],
    [{ value: 'two words' }, 'value must be an IP address'],
    [{ route_type: 'sip-reg' }, 'route_type must be one of host, number, uri.'],
    [{ alias: '' }, 'alias is required.'],
    [{ alias: null }, 'alias is required.'],
    [{ alias: 'taken' }, 'alias must be unique'],
    [{ edge_strategy_id: 99 }, 'edge_strategy_id must be the id'],
  ])('refuses %j as a whole', async (json, detail) => {
    const { call } = setUp()
    await createRoute(call, 'taken')
    const id = await createRoute(call)
    const before = await call('GET', '/v2/routes')
    expectError(await call('PATCH', `/v2/routes/${id}`, { json }), 422, detail)
    expect((await call('GET', '/v2/routes')).body).toEqual(before.body)
  })

  test('an unknown route, and the built-in one', async () => {
    const { call } = setUp()
    expectError(await call('PATCH', '/v2/routes/1', { json: { alias: 'x' } }), 404, 'on your account')
    const reply = await call('PATCH', '/v2/routes/0', { json: { alias: 'x' } })
    expectError(reply, 403, 'The built-in sip-reg route cannot be changed or deleted.')
    expect(reply.error.title).toBe('ActionNotAuthorizedError')
  })
})

describe('delete', () => {
  test('a route that no number uses; its alias is free again and its id is not', async () => {
    const { call } = setUp()
    const id = await createRoute(call)
    const reply = await call('DELETE', `/v2/routes/${id}`)
    expect([reply.status, reply.text]).toEqual([204, ''])
    expectError(await call('DELETE', `/v2/routes/${id}`), 404, 'on your account')
    expect(await createRoute(call)).not.toBe(id)
  })

  test.each(['primary_route', 'failover_route'])('not while it is a number’s %s', async (slot) => {
    const { call } = setUp()
    const number = await buyOne(call)
    const id = await createRoute(call)
    await call('PATCH', `/v2/numbers/${number}/relationships/${slot}`, { json: { id } })
    const refused = await call('DELETE', `/v2/routes/${id}`)
    expect(refused.status).toBe(403)
    expect(refused.body).toEqual({
      errors: [
        {
          id: expect.any(String),
          status: 403,
          title: 'This Route has numbers still associated to it.',
          detail: 'Please disassociate all numbers before deleting.',
        },
      ],
    })
    await call('DELETE', `/v2/numbers/${number}/relationships/${slot}`)
    expect((await call('DELETE', `/v2/routes/${id}`)).status).toBe(204)
  })

  test('never the built-in one', async () => {
    const { call } = setUp()
    expectError(await call('DELETE', '/v2/routes/0'), 403, 'The built-in sip-reg route')
    expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
  })
})

test('edge strategies: the known points of presence, with integer ids', async () => {
  const { call } = setUp()
  const { status, body, list } = await call('GET', '/v2/routes/edge_strategies')
  expect(status).toBe(200)
  expect(Object.keys(body as object)).toEqual(['data'])
  expect(list.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const networks = list.map(({ attributes: { naptr, firewall_rules } }) => `${naptr} ${firewall_rules}`)
  expect(networks).toEqual([
    'us-west-wa.sip.flowroute.com 147.75.60.160/28, 147.75.60.160-147.75.60.175',
    'us-east-nj.sip.flowroute.com 147.75.65.192/28, 147.75.65.192-147.75.65.207',
    'us-west-or.sip.flowroute.com 34.210.91.112/28, 34.210.91.112-34.210.91.127',
    'us-east-va.sip.flowroute.com 34.226.36.32/28, 34.226.36.32-34.226.36.47',
    'ap-east-hk.sip.flowroute.com 16.163.86.112/30, 16.163.86.112-16.163.86.115',
    'ap-southeast-sin.sip.flowroute.com 3.0.5.12/30, 3.0.5.12-3.0.5.15',
    'eu-west-ldn.sip.flowroute.com 3.8.37.20/30, 3.8.37.20-3.8.37.23',
    'eu-central-fra.sip.flowroute.com 3.71.103.56/30, 3.71.103.56-3.71.103.59',
    'sa-east-sp.sip.flowroute.com 18.228.70.48/30, 18.228.70.48-18.228.70.51',
  ])
  expect(list[3]).toEqual({
    attributes: {
      name: 'US-East-VA',
      description: expect.any(String),
      firewall_rules: '34.226.36.32/28, 34.226.36.32-34.226.36.47',
      naptr: 'us-east-va.sip.flowroute.com',
    },
    id: 4,
    type: 'edge_strategy',
  })
})
