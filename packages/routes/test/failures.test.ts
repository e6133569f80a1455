import { AuthenticationError, ConnectionError, NotFoundError, PermissionDeniedError, ResponseFormatError, ServerError, UnprocessableEntityError } from '@flowroute/core'
import { describe, expect, test } from 'vitest'
import type { Routes } from '../src/index.ts'
import { buyNumber, emulated, scripted } from './support.ts'

const office = { alias: 'office', routeType: 'host', value: 'sip.example.com' } as const
const routeBody = {
  data: {
    type: 'route',
    id: '98396',
    attributes: { alias: 'office', route_type: 'host', value: 'sip.example.com' },
  },
}

/** Every method, with arguments that are right. */
const calls: Record<string, (routes: Routes) => PromiseLike<unknown>> = {
  create: (routes) => routes.create(office),
  list: (routes) => routes.list(),
  update: (routes) => routes.update('98396', { alias: 'new' }),
  delete: (routes) => routes.delete('98396'),
  setPrimary: (routes) => routes.setPrimary('12065550100', '98396'),
  setFailover: (routes) => routes.setFailover('12065550100', '98396'),
  removePrimary: (routes) => routes.removePrimary('12065550100'),
  removeFailover: (routes) => routes.removeFailover('12065550100'),
  listEdgeStrategies: (routes) => routes.listEdgeStrategies(),
}
const everyCall = Object.entries(calls)
const all = (...names: string[]) => everyCall.filter(([name]) => names.includes(name))

describe('a refusal is a typed error with the reason', () => {
  test.each(everyCall)('%s: 401', async (_, call) => {
    const { routes } = await emulated({ secretKey: 'wrong' })
    const error = await failureOf(call(routes))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ status: 401, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Authentication failed.')
  })

  test.each(all('update', 'delete', 'setPrimary', 'setFailover', 'removePrimary', 'removeFailover'))(
    '%s: 404 for what the account does not have',
    async (_, call) => {
      const { routes } = await emulated()
      const error = await failureOf(call(routes))
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
      expect(error.message).toContain('Could not find that resource on your account.')
    },
  )

  test.each(['setPrimary', 'setFailover'] as const)('%s: 404 for the route alone', async (method) => {
    const { routes, client } = await emulated()
    const numberId = await buyNumber(client)
    await expect(routes[method](numberId, '1')).rejects.toThrow(NotFoundError)
  })

  test.each(everyCall)('%s: 403', async (_, call) => {
    const errors = [{ status: 403, detail: '', title: 'ActionNotAuthorizedError' }]
    const { routes, requests } = await scripted([{ status: 403, body: { errors } }])
    const error = await failureOf(call(routes))
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error.message).toContain('ActionNotAuthorizedError')
    expect(requests).toHaveLength(1)
  })

  test.each(all('create', 'update', 'setPrimary', 'setFailover'))('%s: 422', async (_, call) => {
    const errors = [{ status: 422, detail: { data: { attributes: { route_type: ['is not one'] } } } }]
    const { routes, requests } = await scripted([{ status: 422, body: { errors } }])
    const error = await failureOf(call(routes))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ fields: { routeType: ['is not one'] } })
    expect(error.message).toContain('routeType: is not one')
    expect(requests).toHaveLength(1)
  })

  test.each(['update', 'delete'] as const)('%s: 403 for the built-in route', async (method) => {
    const { routes } = await emulated()
    const call = method === 'update' ? routes.update('0', { alias: 'mine' }) : routes.delete('0')
    await expect(call).rejects.toThrow(PermissionDeniedError)
  })

  test.each(everyCall)('%s: no service', async (_, call) => {
    const { routes, emulator } = await emulated({ retries: 0 })
    await emulator.close()
    const error = await failureOf(call(routes))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
  })

  test.each(all('create', 'list', 'update', 'listEdgeStrategies'))('%s: a web page', async (_, call) => {
    const { routes } = await scripted([{ status: 200, body: '<html>Sign in</html>' }])
    const error = await failureOf(call(routes))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error.message).toContain('it is not JSON')
  })

  test('create: an answer without an id', async () => {
    const { id: _, ...data } = routeBody.data
    const { routes } = await scripted([{ status: 201, body: { data } }])
    const error = await failureOf(routes.create(office))
    expect(error).toBeInstanceOf(ResponseFormatError)
    expect(error).toMatchObject({ outcome: 'unknown' })
  })
})

describe('what is safe to do twice is repeated', () => {
  const answers: Record<string, object> = {
    list: { body: { data: [] } },
    listEdgeStrategies: { body: { data: [] } },
    update: { body: routeBody },
  }

  test.each(everyCall.filter(([name]) => name !== 'create'))('%s after a 503', async (name, call) => {
    const { routes, requests } = await scripted([
      { status: 503 },
      { status: 503 },
      answers[name] ?? { status: 204 },
    ])
    await call(routes)
    expect(requests).toHaveLength(3)
    const [first, ...others] = requests.map(({ method, target, text }) => ({ method, target, text }))
    expect(others).toEqual([first, first])
  })

  test('create is not: the route may exist', async () => {
    const { routes, requests } = await scripted([{ status: 503 }, { status: 201, body: routeBody }])
    const error = await failureOf(routes.create(office))
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ status: 503, outcome: 'unknown', attempts: 1 })
    expect(requests).toHaveLength(1)
  })

  test('create is, when Flowroute turned it away', async () => {
    const { routes, requests } = await scripted([{ status: 429 }, { status: 201, body: routeBody }])
    const { data, attempts } = await routes.create(office).withResponse()
    expect(data.id).toBe('98396')
    expect(attempts).toBe(2)
    expect(requests).toHaveLength(2)
  })

  test.each(all('delete', 'removePrimary', 'removeFailover'))(
    '%s: gone at the second try is done',
    async (_, call) => {
      const { routes, requests } = await scripted([
        { status: 503 },
        { status: 404, body: { errors: [{ status: 404, detail: 'Could not find that resource.' }] } },
      ])
      expect(await call(routes)).toBeUndefined()
      expect(requests).toHaveLength(2)
    },
  )
})

async function failureOf(call: PromiseLike<unknown>): Promise<Error> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('the call did not fail')
}
