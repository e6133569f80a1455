import { NotFoundError, UnprocessableEntityError } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallbackKind, Numbers } from '../src/index.ts'
import { failureOf, numbersAt } from './support.ts'

let emulator: EmulatorServer
let numbers: Numbers

beforeAll(async () => {
  // With a start time its clock stands still until it is advanced.
  emulator = await startEmulator({ startTime: new Date('2026-01-15T17:00:00.000Z') })
  numbers = numbersAt(emulator)
})
afterAll(() => emulator.close())
beforeEach(() => emulator.reset())

const provisioned = 10_000
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)

async function offers(count: number, startsWith = '1206'): Promise<string[]> {
  const found = await numbers.search({ startsWith }).take(count)
  expect(found).toHaveLength(count)
  return idsOf(found)
}

async function bought(startsWith = '1206'): Promise<string> {
  const [id = ''] = await offers(1, startsWith)
  return (await numbers.purchase(id)).id
}

describe('purchase', () => {
  it('returns the number as it is now, with the cost of the offer', async () => {
    const [offer] = await numbers.search({ startsWith: '1206' }).take(1)
    const { data, response } = await numbers.purchase(offer?.id ?? '').withResponse()
    expect(response.status).toBe(201)
    expect(data).toStrictEqual({
      ...offer,
      alias: null,
      cnamLookupsEnabled: true,
      messagingEnabled: false,
      status: 'PURCHASED',
      note: null,
      rateType: 'local',
      isoCountry: 'US',
      inboundRate: 0.012,
      tier: 'Standard',
      cnamPreset: null,
      e911Address: null,
      failoverRoute: null,
      primaryRoute: { id: '0', alias: 'sip-reg', routeType: 'sip-reg', value: null, edgeStrategyId: null },
    })
    expect(await numbers.get(data.id)).toStrictEqual(data)
  })

  it('accepts options; messaging is enabled when provisioning is done', async () => {
    const [id = ''] = await offers(1)
    const options = { cnamLookupsEnabled: false, messagingEnabled: true }
    const { data, response } = await numbers.purchase(id, options).withResponse()
    expect(data).toMatchObject({ cnamLookupsEnabled: false, messagingEnabled: false })
    expect(response.body).toHaveProperty(
      'included',
      expect.arrayContaining([expect.objectContaining({ type: 'message_provisioning_status' })]),
    )
    emulator.clock.advance(provisioned)
    expect(await numbers.get(id)).toMatchObject({ cnamLookupsEnabled: false, messagingEnabled: true })
  })

  it('has a warning where messaging cannot be enabled', async () => {
    const [{ id } = { id: '' }] = await numbers.search({ startsWith: '1206', endsWith: '13' }).take(1)
    const purchase = numbers.purchase(id, { messagingEnabled: true })
    const { data, response, warnings, attempts } = await purchase.withResponse()
    expect([data.id, data.messagingEnabled, response.status, attempts]).toStrictEqual([id, false, 207, 1])
    expect(warnings).toMatchObject([{ status: 503, detail: expect.stringContaining('could not be enabled') }])
    const update = await numbers.update(id, { alias: 'desk', messagingEnabled: true }).withResponse()
    expect(update.data.alias).toBe('desk')
    expect(update.warnings).toHaveLength(1)
    expect((await numbers.update(id, { alias: 'bench' }).withResponse()).warnings).toStrictEqual([])
  })

  it('takes the number out of the inventory until it is released', async () => {
    const before = await numbers.search({ startsWith: '1206' }).take(5)
    const [first, ...others] = before
    const id = first?.id ?? ''
    await numbers.purchase(id)
    expect(await numbers.search({ startsWith: '1206' }).take(4)).toStrictEqual(others)
    expect(idsOf((await numbers.list()).items)).toStrictEqual([id])

    expect(await numbers.release(id)).toBeUndefined()
    expect(await numbers.search({ startsWith: '1206' }).take(5)).toStrictEqual(before)
    expect((await numbers.list()).items).toStrictEqual([])
    expect(await failureOf(numbers.get(id))).toBeInstanceOf(NotFoundError)
  })

  it('accepts a number in any notation', async () => {
    const [id = ''] = await offers(1)
    const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(id) ?? []
    expect((await numbers.purchase(`(${area}) ${exchange}-${line}`)).id).toBe(id)
    expect((await numbers.get(`+1 ${area}.${exchange}.${line}`)).id).toBe(id)
    await numbers.release(`${area}${exchange}${line}`)
  })
})

describe('list', () => {
  it('filters the account by digits and alias, and pages through it', async () => {
    const seattle = await offers(3)
    const [toronto = ''] = await offers(1, '1416')
    for (const id of [...seattle, toronto]) await numbers.purchase(id)
    const [first = '', second = '', third = ''] = seattle
    await numbers.update(second, { alias: 'front desk' })

    const all = [...seattle, toronto].toSorted()
    expect(idsOf(await numbers.list({ pageSize: 1, prefetch: 2 }).toArray())).toStrictEqual(all)
    expect(idsOf(await numbers.list({ offset: 1 }).toArray())).toStrictEqual(all.slice(1))
    expect(idsOf(await numbers.list({ startsWith: '206' }).toArray())).toStrictEqual(seattle)
    expect(idsOf(await numbers.list({ startsWith: '+1416' }).toArray())).toStrictEqual([toronto])
    expect(idsOf(await numbers.list({ contains: toronto.slice(2, 9) }).toArray())).toStrictEqual([toronto])
    expect(idsOf(await numbers.list({ endsWith: third.slice(-6) }).toArray())).toStrictEqual([third])
    expect(idsOf(await numbers.list({ alias: 'front desk' }).toArray())).toStrictEqual([second])
    expect(idsOf(await numbers.list({ alias: 'front' }).toArray())).toStrictEqual([])
    expect((await numbers.list({ endsWith: first.slice(1) })).items).toStrictEqual([
      {
        id: first,
        value: first,
        alias: null,
        cnamLookupsEnabled: true,
        numberType: 'longcode',
        rateCenter: expect.any(String),
        state: 'wa',
        isoCountry: 'US',
        status: 'PURCHASED',
        tier: 'Standard',
      },
    ])
  })
})

it('gets the details of many numbers in the order asked for', async () => {
  const [first = '', second = ''] = await offers(2)
  const details = [await numbers.purchase(first), await numbers.purchase(second)]
  expect(await numbers.getMany([second, `+${first}`])).toStrictEqual(details.toReversed())
})

it('updates every setting, and no other than those given', async () => {
  const id = await bought()
  const alias = 'Büro 6 – "front desk" 🎧'
  expect(await numbers.update(id, { alias })).toMatchObject({ id, alias, cnamLookupsEnabled: true })
  expect(await numbers.update(id, { cnamLookupsEnabled: false })).toMatchObject({
    alias,
    cnamLookupsEnabled: false,
  })
  const messaging = {
    messagingEnabled: true,
    messagingEmail: true,
    messagingCallbackUrl: 'https://example.com/ready',
  }
  expect(await numbers.update(id, messaging)).toMatchObject({ alias, messagingEnabled: false })
  emulator.clock.advance(provisioned)
  expect(await numbers.get(id)).toMatchObject({ alias, cnamLookupsEnabled: false, messagingEnabled: true })
  expect(await numbers.update(id, { alias: null, messagingEnabled: false })).toMatchObject({
    alias: null,
    messagingEnabled: false,
  })
})

it.each<CallbackKind>([
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
])('sets, gets and removes the %s', async (kind) => {
  const id = await bought()
  const { data, response } = await numbers.setCallback(id, kind, 'https://example.com/in').withResponse()
  expect(data).toBeUndefined()
  expect(response.status).toBe(204)
  expect(await numbers.getCallback(id, kind)).toMatchObject({ callbackUrl: 'https://example.com/in' })

  expect(await numbers.removeCallback(id, kind)).toBeUndefined()
  expect(await numbers.getCallback(id, kind)).toBeUndefined()
  expect(await failureOf(numbers.removeCallback(id, kind))).toBeInstanceOf(NotFoundError)
})

describe('a refusal', () => {
  const notOwned = '12065550100'
  const missing: { name: string; call(numbers: Numbers): PromiseLike<unknown>; reason: string }[] = [
    { name: 'get', call: (numbers) => numbers.get(notOwned), reason: 'Could not find that resource' },
    { name: 'release', call: (numbers) => numbers.release(notOwned), reason: 'Could not find that resource' },
    {
      name: 'update',
      call: (numbers) => numbers.update(notOwned, { alias: 'x' }),
      reason: 'Could not find that resource',
    },
    {
      name: 'setCallback',
      call: (numbers) => numbers.setCallback(notOwned, 'mms_callback', 'https://example.com'),
      reason: 'Could not find that resource',
    },
    {
      name: 'removeCallback',
      call: (numbers) => numbers.removeCallback(notOwned, 'mms_callback'),
      reason: 'Could not find that resource',
    },
    { name: 'getMany', call: (numbers) => numbers.getMany([notOwned]), reason: notOwned },
    { name: 'purchase', call: (numbers) => numbers.purchase('+442079460958'), reason: 'not available' },
  ]

  it.each(missing)('to $name a number that is not there is a NotFoundError', async ({ call, reason }) => {
    const error = await failureOf(call(numbers))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error).toMatchObject({ status: 404, outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain(reason)
  })

  it('of what Flowroute cannot do is an UnprocessableEntityError', async () => {
    const [{ id } = { id: '' }] = await numbers.search().take(1)
    await numbers.purchase(id)
    const again = await failureOf(numbers.purchase(id))
    const mailOnEnd = await failureOf(numbers.update(id, { messagingEnabled: false, messagingEmail: true }))
    const order = await failureOf(numbers.search({ orderBy: 'beauty' }))
    for (const error of [again, mailOnEnd, order]) {
      expect(error).toBeInstanceOf(UnprocessableEntityError)
      expect(error).toMatchObject({ status: 422, outcome: 'rejected', attempts: 1 })
    }
    expect(again.message).toContain(`${id} is already on your account.`)
    expect(mailOnEnd.message).toContain('messaging_email needs messaging_enabled to be true.')
    expect(order.message).toContain('order_by must be')
  })
})
