import {
  AuthenticationError,
  createClient,
  NotFoundError,
  ServerError,
  UnprocessableEntityError,
} from '@flowroute/core'
import { createEmulator, startEmulator } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Routes } from '@flowroute/routes'
import { failureOf } from '@flowroute/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { accessKey, id, numbersAt, secretKey } from './support.ts'

const sipReg = { name: 'sip-reg', type: 'SIP-REG' }

/** An account, and the classes of both APIs for it. */
async function account() {
  const emulator = await startEmulator({ accessKey, secretKey })
  onTestFinished(() => emulator.close())
  const client = createClient({ accessKey, secretKey, baseUrl: emulator.url, strict: true, retries: 0 })
  return { emulator, v1: new NumbersV1(client), numbers: new Numbers(client), routes: new Routes(client) }
}

/** A number for sale. */
async function offerOf(v1: NumbersV1): Promise<string> {
  const [offer] = await v1.search({ npa: '206' }).take(1)
  if (offer === undefined) throw new Error('there is no number for sale')
  return offer.id
}

test('from an area code to a number', async () => {
  const { v1 } = await account()
  const npas = await v1.listNpas().toArray()
  expect(npas.map((npa) => npa.id)).toContain('206')
  expect(new Set(npas.map((npa) => npa.id)).size).toBe(npas.length)

  const exchanges = await v1.listNpaNxxs({ npa: '206' }).toArray()
  const exchange = exchanges.at(-1)?.id ?? ''
  expect(exchange).toMatch(/^206\d{3}$/)

  const offers = await v1.search({ npa: '206', nxx: exchange.slice(3) }).toArray()
  expect(offers.length).toBeGreaterThan(0)
  for (const offer of offers) {
    expect(offer.id.slice(0, 7)).toBe(`1${exchange}`)
    expect(offer).toMatchObject({
      initialCost: expect.any(Number),
      monthlyCost: expect.any(Number),
      billingMethods: ['VPRI', 'METERED'],
    })
  }
})

test('searches by rate center', async () => {
  const { v1 } = await account()
  const offers = await v1.search({ npa: '212' }).take(50)
  const found = [...offers, ...(await v1.search().take(400))].find(({ ratecenter }) => ratecenter)
  const [ratecenter, state] = [found?.ratecenter ?? '', found?.state ?? '']
  const same = await v1.search({ ratecenter: ratecenter.toLowerCase(), state }).take(20)
  expect(same.length).toBeGreaterThan(0)
  for (const offer of same) expect(offer).toMatchObject({ ratecenter, state })
  expect(await v1.search({ ratecenter: 'no such + place', state }).toArray()).toStrictEqual([])
})

test('buys a number, finds it, gets it and sets its routes', async () => {
  const { v1 } = await account()
  const number = await offerOf(v1)
  const { response } = await v1.purchase(number, { billingMethod: 'METERED' }).withResponse()
  expect(response).toMatchObject({ status: 201, body: undefined })

  const bought = { id: number, billingMethod: 'METERED', routes: [sipReg, sipReg] }
  expect(await v1.get(number)).toStrictEqual(bought)
  expect(await v1.list({ pattern: number }).toArray()).toMatchObject([bought])
  expect(await v1.search({ tn: number }).toArray()).toStrictEqual([])

  await v1.createRoute({ name: 'my office/1', type: 'HOST', value: '24.239.23.40:5060' })
  await v1.createRoute({ name: 'größe', type: 'PSTN', value: '(206) 555-0123' })
  await v1.createRoute({ name: 'desk', type: 'URI', value: 'sip:alice@example.com;transport=tls' })
  const listed = await v1.listRoutes().toArray()
  expect(listed).toHaveLength(4)
  expect(listed).toEqual(
    expect.arrayContaining([
      { id: 'sip-reg', type: 'SIP-REG', value: null },
      { id: 'my office/1', type: 'HOST', value: '24.239.23.40:5060' },
      { id: 'größe', type: 'PSTN', value: '12065550123' },
      { id: 'desk', type: 'URI', value: 'sip:alice@example.com;transport=tls' },
    ]),
  )

  await v1.updateRoutes(number, ['my office/1', { name: 'größe' }])
  expect(await v1.get(number)).toStrictEqual({
    ...bought,
    routes: [
      { name: 'my office/1', type: 'HOST', value: '24.239.23.40:5060' },
      { name: 'größe', type: 'PSTN', value: '12065550123' },
    ],
  })
  const [primary, failover] = (await v1.get(number)).routes
  if (primary && failover) await v1.updateRoutes(number, [failover, primary])
  expect((await v1.get(number)).routes.map(({ name }) => name)).toStrictEqual(['größe', 'my office/1'])
})

test.each([0, 2])('lists by page, with a prefetch of %i', async (prefetch) => {
  const { v1 } = await account()
  for (let index = 0; index < 6; index++) {
    await v1.createRoute({ name: `route ${index}`, type: 'HOST', value: 'sip.example.com' })
  }
  const all = await v1.listRoutes().toArray()
  expect(all).toHaveLength(7)
  expect(await v1.listRoutes({ pageSize: 3, prefetch }).toArray()).toStrictEqual(all)
  expect(await v1.listRoutes({ pageSize: 3, offset: 6, prefetch }).toArray()).toStrictEqual(all.slice(6))
  expect(await v1.listRoutes({ pageSize: 7 }).toArray()).toStrictEqual(all)

  const offers = await v1.search({ npa: '206' }).take(40)
  const paged = await v1.search({ npa: '206', pageSize: 7, prefetch }).take(40)
  expect(paged).toStrictEqual(offers)
})

describe('v1 and v2 are two views of one account', () => {
  test('changes over v1 show in v2', async () => {
    const { v1, numbers, routes } = await account()
    const number = await offerOf(v1)
    await v1.purchase(number, { billingMethod: 'VPRI' })
    await v1.createRoute({ name: 'office', type: 'HOST', value: 'sip.example.com' })
    await v1.updateRoutes(number, ['office', 'sip-reg'])

    expect((await numbers.list().toArray()).map((one) => one.id)).toStrictEqual([number])
    expect(await numbers.get(number)).toMatchObject({
      primaryRoute: { alias: 'office', routeType: 'host', value: 'sip.example.com' },
      failoverRoute: { alias: 'sip-reg' },
    })
    expect(await routes.list({ routeType: 'host' }).toArray()).toMatchObject([{ alias: 'office' }])
    await numbers.release(number)
    expect(await failureOf(v1.get(number))).toBeInstanceOf(NotFoundError)
    expect(await v1.search({ tn: number }).toArray()).toMatchObject([{ id: number }])
  })

  test('changes over v2 show in v1', async () => {
    const { v1, numbers, routes } = await account()
    const [{ id: number } = { id }] = await numbers.search({ startsWith: '1206' }).take(1)
    await numbers.purchase(number)
    const { id: desk } = await routes.create({ alias: 'desk', routeType: 'number', value: '12065550123' })
    await routes.setFailover(number, desk)

    expect(await v1.listRoutes().toArray()).toContainEqual({ id: 'desk', type: 'PSTN', value: '12065550123' })
    expect(await v1.list().toArray()).toMatchObject([
      { id: number, routes: [sipReg, { name: 'desk', type: 'PSTN', value: '12065550123' }] },
    ])
  })

  test('the same numbers are for sale', async () => {
    const { v1, numbers } = await account()
    const before = await numbers.search({ startsWith: '1206' }).take(20)
    const offers = await v1.search({ npa: '206' }).take(20)
    expect(offers.map((offer) => offer.id)).toStrictEqual(before.map((offer) => offer.id))
    expect(offers.map((offer) => offer.monthlyCost)).toStrictEqual(before.map((offer) => offer.monthlyCost))
  })
})

describe('a refusal is a typed error with the reason', () => {
  test('a wrong secret key', async () => {
    const { emulator } = await account()
    const error = await failureOf(numbersAt(emulator, { secretKey: 'not-the-secret' }).get(id))
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ status: 401, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Authentication failed')
  })

  test('get and updateRoutes: a number that is not on the account', async () => {
    const { v1 } = await account()
    // Each is started when the one before it has failed: a failure that nobody waits for yet would be unhandled.
    for (const call of [() => v1.get(id), () => v1.updateRoutes(id, ['sip-reg', 'sip-reg'])]) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
      expect(error.message).toContain('Could not find that resource on your account.')
    }
  })

  test('updateRoutes: an unknown route, and nothing changes', async () => {
    const { v1 } = await account()
    const number = await offerOf(v1)
    await v1.purchase(number, { billingMethod: 'VPRI' })
    await v1.createRoute({ name: 'office', type: 'HOST', value: 'sip.example.com' })
    const error = await failureOf(v1.updateRoutes(number, ['office', 'nowhere']))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.message).toContain('There is no route named "nowhere" on your account.')
    expect((await v1.get(number)).routes).toStrictEqual([sipReg, sipReg])
  })

  test('purchase: a number that is not for sale', async () => {
    const { v1 } = await account()
    const number = await offerOf(v1)
    await v1.purchase(number, { billingMethod: 'VPRI' })
    const error = await failureOf(v1.purchase(number, { billingMethod: 'VPRI' }))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ status: 422, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Business Logic Error: The TN is not available for purchase.')
  })

  test('createRoute: a name that another route has', async () => {
    const { v1 } = await account()
    const office = { name: 'office', type: 'HOST', value: 'sip.example.com' } as const
    await v1.createRoute(office)
    const error = await failureOf(v1.createRoute(office))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error.message).toContain('A route named "office" exists already.')
  })

  test('search: a query that this class would refuse', async () => {
    const { emulator } = await account()
    const asking = (query: string) =>
      numbersAt(emulator, {
        retries: 0,
        middleware: [
          (request, next) => next(new Request(request.url.replace(/\?.*$/, `?${query}`), request)),
        ],
      })
    const state = await failureOf(asking('ratecenter=NEW+YORK').search())
    expect(state).toMatchObject({ name: 'BadRequestError', errors: [{ detail: 'ratecenter needs state.' }] })
    const limit = await failureOf(asking('limit=0').search())
    expect(limit).toBeInstanceOf(ServerError)
  })
})

test('in this process, with the URL of the real service', async () => {
  const emulator = createEmulator({ accessKey, secretKey })
  const client = createClient({
    accessKey,
    secretKey,
    baseUrl: 'https://api.flowroute.com',
    fetch: emulator.fetch,
  })
  const v1 = new NumbersV1(client)
  const number = await offerOf(v1)
  await v1.purchase(number, { billingMethod: 'VPRI' })
  expect(await v1.get(number)).toMatchObject({ id: number, billingMethod: 'VPRI' })
})
