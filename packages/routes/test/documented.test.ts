import { recorded } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { scripted } from './support.ts'

const route = (attributes: object, id = '98396') => ({ data: { type: 'route', id, attributes } })

describe('documented exchanges', () => {
  test('create', async () => {
    const { request, response } = recorded('routes/create')
    const { routes, requests } = await scripted([response])
    expect(
      await routes.create({ alias: 'new route', routeType: 'host', value: 'il775u.sonsofodin.com' }),
    ).toEqual({ id: '98396', alias: 'new route', routeType: 'host', value: 'il775u.sonsofodin.com' })
    expect(requests).toMatchObject([{ method: 'POST', path: '/v2/routes', query: {} }])
    expect(requests[0]?.json).toEqual(request.body)
    expect(requests[0]?.headers['content-type']).toBe('application/vnd.api+json')
  })

  test('create with an edge strategy, a number on the wire and text everywhere else', async () => {
    const attributes = { alias: 'new route', route_type: 'host', value: 'www.example.com' }
    const { routes, requests } = await scripted([
      { status: 201, body: route({ ...attributes, edge_strategy_id: 4 }) },
    ])
    const options = {
      alias: 'new route',
      routeType: 'host',
      value: 'www.example.com',
      edgeStrategyId: '4',
    } as const
    const created = await routes.create(options)
    expect(created).toEqual({ id: '98396', ...options })
    expect(requests[0]?.json).toEqual({
      data: { type: 'route', attributes: { ...attributes, edge_strategy_id: 4 } },
    })
    expect(options.edgeStrategyId).toBe('4')
  })

  test('list', async () => {
    const { request, response } = recorded('routes/list')
    const { routes, requests } = await scripted([response])
    const page = await routes.list({ pageSize: 2 })
    expect(page.items).toEqual([
      { id: '0', alias: 'sip-reg', routeType: 'sip-reg', value: null },
      { id: '83834', alias: 'PSTNroute1', routeType: 'number', value: '12065551212' },
    ])
    expect(page.hasNext).toBe(true)
    expect(requests).toMatchObject([{ method: request.method, path: request.path, text: '' }])
    expect(requests[0]?.query).toEqual({ ...request.query, offset: '0' })
  })

  test('list with a filter, from an offset', async () => {
    const { routes, requests } = await scripted([{ body: { data: [], links: {} } }])
    expect((await routes.list({ routeType: 'sip-reg', offset: 20 })).items).toEqual([])
    expect(requests[0]?.query).toEqual({ route_type: 'sip-reg', limit: '200', offset: '20' })
  })

  test.each([
    ['setPrimary', 'routes/set-primary'],
    ['setFailover', 'routes/set-failover'],
  ] as const)('%s', async (method, name) => {
    const { request, response } = recorded(name)
    const { routes, requests } = await scripted([response])
    expect(await routes[method]('+1 (650) 239-0214', '83834')).toBeUndefined()
    expect(requests).toMatchObject([{ method: 'PATCH', path: request.path, query: {} }])
    expect(requests[0]?.json).toEqual(request.body)
  })

  test.each([
    ['removePrimary', 'primary_route'],
    ['removeFailover', 'failover_route'],
  ] as const)('%s', async (method, relationship) => {
    const { routes, requests } = await scripted([{ status: 204 }])
    expect(await routes[method]('(650) 239-0214')).toBeUndefined()
    expect(requests).toMatchObject([
      {
        method: 'DELETE',
        path: `/v2/numbers/16502390214/relationships/${relationship}`,
        query: {},
        text: '',
      },
    ])
  })

  test.each([
    [{ alias: 'head office' }, { alias: 'head office' }],
    [
      { routeType: 'uri', value: 'sips:a@b.com' },
      { route_type: 'uri', value: 'sips:a@b.com' },
    ],
    [{ routeType: 'host' }, { route_type: 'host' }],
    [{ edgeStrategyId: '4' }, { edge_strategy_id: 4 }],
    [{ edgeStrategyId: null }, { edge_strategy_id: null }],
  ] as const)('update with %j', async (changes, attributes) => {
    const body = route({ alias: 'a', route_type: 'host', value: 'b.com', edge_strategy_id: null })
    const { routes, requests } = await scripted([{ body }])
    expect(await routes.update('98396', changes)).toEqual({
      id: '98396',
      alias: 'a',
      routeType: 'host',
      value: 'b.com',
      edgeStrategyId: null,
    })
    expect(requests).toMatchObject([{ method: 'PATCH', path: '/v2/routes/98396', query: {} }])
    expect(requests[0]?.json).toEqual({ data: { type: 'route', attributes } })
  })

  test('delete', async () => {
    const { routes, requests } = await scripted([{ status: 204 }])
    expect(await routes.delete('98396')).toBeUndefined()
    expect(requests).toMatchObject([{ method: 'DELETE', path: '/v2/routes/98396', query: {}, text: '' }])
  })

  test('listEdgeStrategies', async () => {
    const attributes = {
      name: 'US-East-VA',
      description: 'Ashburn, Virginia',
      firewall_rules: '34.226.36.32/28, 34.226.36.32-34.226.36.47',
      naptr: 'us-east-va.sip.flowroute.com',
    }
    const { routes, requests } = await scripted([
      { body: { data: [{ attributes, id: 4, type: 'edge_strategy' }] } },
    ])
    expect(await routes.listEdgeStrategies()).toEqual([
      {
        id: '4',
        name: 'US-East-VA',
        description: 'Ashburn, Virginia',
        firewallRules: '34.226.36.32/28, 34.226.36.32-34.226.36.47',
        naptr: 'us-east-va.sip.flowroute.com',
      },
    ])
    expect(requests).toMatchObject([{ method: 'GET', target: '/v2/routes/edge_strategies' }])
  })
})

describe('responses', () => {
  test('the id of an edge strategy may be a number or a text', async () => {
    for (const edge_strategy_id of [4, '4']) {
      const { routes } = await scripted([
        { body: route({ alias: 'a', route_type: 'host', value: 'b.com', edge_strategy_id }) },
      ])
      expect((await routes.update('98396', { alias: 'a' })).edgeStrategyId).toBe('4')
    }
  })

  test('attributes and types of route that are new are kept', async () => {
    const body = route({ alias: 'hook', route_type: 'webhook', value: 'https://a.b', call_limit: 3 })
    const { routes } = await scripted([{ body }], { strict: true })
    const updated = await routes.update('98396', { alias: 'hook' })
    expect(updated).toEqual({
      id: '98396',
      alias: 'hook',
      routeType: 'webhook',
      value: 'https://a.b',
      callLimit: 3,
    })
  })

  test('an id is one segment of the path', async () => {
    const { routes, requests } = await scripted([{ status: 204 }])
    await routes.delete('1/../2?x')
    expect(requests[0]?.target).toBe('/v2/routes/1%2F..%2F2%3Fx')
  })
})
