import { NotFoundError, PermissionDeniedError, UnprocessableEntityError } from '@flowroute/core'
import { describe, expect, test } from 'vitest'
import { buyNumber, emulated, routesOf } from './support.ts'

const office = { alias: 'office', routeType: 'host', value: 'sip.example.com:5060' } as const

describe('over HTTP, against the emulator', () => {
  test('a route is created, listed, changed and deleted', async () => {
    const { routes } = await emulated({ strict: true })
    const created = await routes.create({ ...office, edgeStrategyId: '4' })
    expect(created).toEqual({ id: expect.stringMatching(/^\d+$/), ...office, edgeStrategyId: '4' })

    const builtIn = { id: '0', alias: 'sip-reg', routeType: 'sip-reg', value: null, edgeStrategyId: null }
    expect(await routes.list().toArray()).toEqual([builtIn, created])

    const changed = await routes.update(created.id, {
      routeType: 'uri',
      value: 'sip:alice@example.com;transport=tls',
      edgeStrategyId: null,
    })
    expect(changed).toEqual({
      id: created.id,
      alias: 'office',
      routeType: 'uri',
      value: 'sip:alice@example.com;transport=tls',
      edgeStrategyId: null,
    })
    expect(await routes.list({ routeType: 'uri' }).toArray()).toEqual([changed])

    const { response } = await routes.delete(created.id).withResponse()
    expect(response.status).toBe(204)
    expect(await routes.list().toArray()).toEqual([builtIn])
  })

  test('a phone number is normalised, its weight kept', async () => {
    const { routes } = await emulated()
    const created = await routes.create({
      alias: 'mobile',
      routeType: 'number',
      value: '+1 (206) 555-0100;weight=70',
    })
    expect(created.value).toBe('12065550100;weight=70')
  })

  test.each([0, 3])('the list goes from page to page and filters, with prefetch %i', async (prefetch) => {
    const { routes } = await emulated()
    const ids: string[] = []
    for (let index = 0; index < 5; index++) {
      ids.push((await routes.create({ ...office, alias: `office ${index}` })).id)
    }
    await routes.create({ alias: 'mobile', routeType: 'number', value: '12065550100' })

    const listed: string[] = []
    for await (const { id } of routes.list({ routeType: 'host', pageSize: 2, prefetch })) listed.push(id)
    expect(listed).toEqual(ids)

    const page = await routes.list({ routeType: 'host', pageSize: 2, offset: 1 })
    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(1, 3))
    expect((await page.next())?.items.map(({ id }) => id)).toEqual(ids.slice(3, 5))
  })

  test('a number is assigned routes, and they are removed again', async () => {
    const { routes, client } = await emulated()
    const numberId = await buyNumber(client)
    const primary = await routes.create(office)
    const failover = await routes.create({ alias: 'mobile', routeType: 'number', value: '12065550100' })

    await routes.setPrimary(numberId, primary.id)
    await routes.setFailover(`+${numberId}`, failover.id)
    expect(await routesOf(client, numberId)).toEqual({ primary: primary.id, failover: failover.id })

    for (const { id } of [primary, failover]) {
      const refused = await routes.delete(id).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(PermissionDeniedError)
      expect(refused).toMatchObject({
        status: 403,
        outcome: 'rejected',
        attempts: 1,
        message: expect.stringContaining('Please disassociate all numbers before deleting.'),
        errors: [{ title: 'This Route has numbers still associated to it.' }],
      })
    }

    await routes.removeFailover(numberId)
    expect(await routesOf(client, numberId)).toEqual({ primary: primary.id, failover: undefined })
    await routes.setPrimary(numberId, '0')
    expect(await routesOf(client, numberId)).toEqual({ primary: '0', failover: undefined })
    await routes.removePrimary(numberId)
    expect(await routesOf(client, numberId)).toEqual({ primary: undefined, failover: undefined })

    await routes.delete(primary.id)
    await routes.delete(failover.id)
    await expect(routes.delete(failover.id)).rejects.toThrow(NotFoundError)
  })

  test('a route can be made at every edge strategy', async () => {
    const { routes } = await emulated({ strict: true })
    const strategies = await routes.listEdgeStrategies()
    expect(strategies.find(({ name }) => name === 'US-East-VA')).toMatchObject({
      id: '4',
      naptr: 'us-east-va.sip.flowroute.com',
      firewallRules: '34.226.36.32/28, 34.226.36.32-34.226.36.47',
    })
    for (const { id, name } of strategies) {
      expect(await routes.create({ ...office, alias: name, edgeStrategyId: id })).toMatchObject({
        edgeStrategyId: id,
      })
    }
  })

  test('what the account does not have is a NotFoundError', async () => {
    const { routes, client } = await emulated()
    const numberId = await buyNumber(client)
    const calls = [
      routes.update('98396', { alias: 'new' }),
      routes.delete('98396'),
      routes.setPrimary(numberId, '98396'),
      routes.setFailover('12065550100', '0'),
      routes.removePrimary('12065550100'),
      routes.removeFailover('12065550100'),
    ]
    for (const call of calls) {
      const error = await Promise.resolve(call).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
      expect(error).toHaveProperty('message', expect.stringContaining('Could not find that resource'))
    }
  })

  test('the built-in route can neither be changed nor deleted', async () => {
    const { routes } = await emulated()
    await expect(routes.update('0', { alias: 'mine' })).rejects.toThrow(PermissionDeniedError)
    await expect(routes.delete('0')).rejects.toThrow(PermissionDeniedError)
  })

  test("what only Flowroute can know comes back as Flowroute's reason", async () => {
    const { routes } = await emulated()
    await routes.create(office)
    const taken = routes.create(office)
    await expect(taken).rejects.toThrow(UnprocessableEntityError)
    await expect(taken).rejects.toThrow(/alias must be unique: route \d+ is named "office" already/)
    await expect(routes.create({ ...office, alias: 'new', edgeStrategyId: '99' })).rejects.toThrow(
      /422 Unprocessable Entity: edge_strategy_id must be the id of an edge strategy/,
    )
  })
})
