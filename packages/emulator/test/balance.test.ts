import { describe, expect, test } from 'vitest'
import type { EmulatorOptions } from '../src/index.ts'
import { buyOne, type Call, expectError, forSale, setUp } from './support.ts'
import { v1CallerOf } from './v1-support.ts'
import { outside } from './webhook-support.ts'

/** A number for sale, and its setup and monthly cost together, in cents. */
async function offer(call: Call): Promise<{ number: string; cents: number }> {
  const [resource] = (await call('GET', '/v2/numbers/available?limit=1')).list
  const { setup_cost, monthly_cost } = (resource?.attributes ?? {}) as Record<string, number>
  return {
    number: resource?.id ?? '',
    cents: Math.round(100 * (setup_cost ?? 0)) + Math.round(100 * (monthly_cost ?? 0)),
  }
}

async function funded(balance: number) {
  const { emulator, call } = setUp()
  const from = await buyOne(call)
  emulator.account.setBalance(balance)
  const send = (more: object = {}) =>
    call('POST', '/v2.2/messages', { json: { to: outside, from, body: 'hello', ...more } })
  const records = async () => (await call('GET', '/v2.2/messages?start_date=2026-01-01&limit=100')).list
  return { emulator, call, from, send, records }
}

describe('purchases', () => {
  test('take setup and the first month off the balance, to the cent', async () => {
    const { emulator, call } = setUp({ balance: 100 })
    let cents = 10_000
    for (let index = 0; index < 10; index++) {
      const { number, cents: price } = await offer(call)
      expect((await call('POST', `/v2/numbers/${number}`)).status).toBe(201)
      cents -= price
      expect(emulator.account.balance).toBe(cents / 100)
    }
  })

  test('with one cent too little are refused with the reason, and nothing is bought', async () => {
    const { emulator, call } = setUp()
    const { number, cents } = await offer(call)
    emulator.account.setBalance((cents - 1) / 100)
    const reply = await call('POST', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
    const [price, left] = [(cents / 100).toFixed(2), ((cents - 1) / 100).toFixed(2)]
    expectError(
      reply,
      422,
      `Insufficient funds: buying ${number} costs $${price}, and the balance is $${left}.`,
    )
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
    expect((await offer(call)).number).toBe(number)
    expect(emulator.account.balance).toBe((cents - 1) / 100)
    emulator.account.setBalance(cents / 100)
    expect((await call('POST', `/v2/numbers/${number}`)).status).toBe(201)
    expect(emulator.account.balance).toBe(0)
  })

  test('of what cannot be bought anyway say so, and cost nothing', async () => {
    const { emulator, call } = setUp({ balance: 0 })
    expectError(await call('POST', '/v2/numbers/12065550100'), 404, 'not available for purchase')
    emulator.account.setBalance(null)
    const number = await buyOne(call)
    emulator.account.setBalance(50)
    expectError(await call('POST', `/v2/numbers/${number}`), 422, 'already on your account')
    const [other] = await forSale(call, 1)
    expect((await call('POST', `/v2/numbers/${other}`, { json: { messaging_enabled: 3 } })).status).toBe(422)
    expect((await call('DELETE', `/v2/numbers/${number}`)).status).toBe(204)
    expect(emulator.account.balance).toBe(50)
  })

  test('over v1 cost the same', async () => {
    const { emulator, call } = setUp()
    const v1 = v1CallerOf(emulator)
    const { number, cents } = await offer(call)
    const buy = () => v1('PUT', `/v1/tns/${number}`, { json: { billing_method: 'METERED' } })
    emulator.account.setBalance((cents - 1) / 100)
    const refused = await buy()
    expect([refused.status, refused.body]).toEqual([
      422,
      { error: expect.stringMatching(/^Insufficient funds: /) },
    ])
    expect((await call('GET', '/v2/numbers')).list).toEqual([])
    emulator.account.setBalance(5 + cents / 100)
    expect((await buy()).status).toBeLessThan(300)
    expect(emulator.account.balance).toBe(5)
  })
})

describe('messages', () => {
  test('sent cost what their records say', async () => {
    const { emulator, send, records } = await funded(1)
    await send()
    expect(emulator.account.balance).toBe(0.996)
    await send({ body: 'é'.repeat(71) })
    expect(emulator.account.balance).toBe(0.988)
    await send({ is_mms: true })
    expect(emulator.account.balance).toBe(0.9785)
    const amounts = (await records()).map(({ attributes }) => attributes['amount_nanodollars'] as number)
    expect(amounts.reduce((sum, amount) => sum + amount)).toBe(21_500_000)
  })

  test('a thousandth of a cent stays exact over many', async () => {
    const { emulator, send } = await funded(1)
    for (let index = 0; index < 150; index++) await send()
    expect(emulator.account.balance).toBe(0.4)
  })

  test('without funds are refused with the reason, and nothing is sent', async () => {
    const { emulator, send, records } = await funded(0.0079)
    expect((await send()).status).toBe(202)
    const reason = 'Insufficient funds: this message costs $0.004, and the balance is $0.0039.'
    expectError(await send(), 422, reason)
    expect(await records()).toHaveLength(1)
    expect(emulator.account.balance).toBe(0.0039)
    emulator.account.setBalance(0.004)
    expect((await send()).status).toBe(202)
    expect(emulator.account.balance).toBe(0)
    expectError(await send({ is_mms: true }), 422, 'this message costs $0.0095, and the balance is $0.00.')
  })

  test('that are refused for another reason cost nothing', async () => {
    const { emulator, from, send } = await funded(0)
    emulator.receive({ from: '12065550101', to: from, body: 'STOP' })
    emulator.account.setBalance(1)
    expect((await send({ to: '12065550101' })).status).toBe(400)
    expect((await send({ from: outside })).status).toBe(403)
    expect(emulator.account.balance).toBe(1)
    emulator.rateLimits.enabled = true
    await send({ is_mms: true })
    expect((await send({ is_mms: true })).status).toBe(429)
    expect(emulator.account.balance).toBe(0.9905)
  })

  test('without funds do not count towards the rate limits', async () => {
    const { emulator, send } = await funded(0)
    emulator.rateLimits.enabled = true
    for (let index = 0; index < 6; index++) expect((await send()).status).toBe(422)
    emulator.account.setBalance(1)
    expect((await send()).status).toBe(202)
  })

  test('from outside are taken in whatever the balance, and charged when they arrive', async () => {
    const { emulator, call, from, send } = await funded(0.001)
    emulator.receive({ from: outside, to: from, body: 'hello' })
    expect(emulator.account.balance).toBe(-0.003)
    expect((await call('GET', '/__emulator/account')).body).toEqual({ balance: -0.003 })
    expectError(await send(), 422, 'and the balance is -$0.003.')
    emulator.account.setBalance(1)
    expect((await send({ to: from })).status).toBe(202)
    expect(emulator.account.balance).toBe(0.996)
    emulator.clock.advance(600)
    expect(emulator.account.balance).toBe(0.992)
  })
})

describe('the limit', () => {
  test('there is none at first, and then nothing is charged', async () => {
    const { emulator, call } = setUp()
    expect(emulator.account.balance).toBeNull()
    await buyOne(call)
    expect(emulator.account.balance).toBeNull()
    emulator.account.setBalance(3)
    emulator.account.setBalance(null)
    await buyOne(call)
    expect(emulator.account.balance).toBeNull()
  })

  test('a reset puts it back to what it was made with', async () => {
    const { emulator, call } = setUp({ balance: 20 })
    await buyOne(call)
    expect(emulator.account.balance).toBeLessThan(20)
    emulator.reset()
    expect(emulator.account.balance).toBe(20)
    emulator.account.setBalance(null)
    emulator.reset()
    expect(emulator.account.balance).toBe(20)
  })

  test('over HTTP', async () => {
    const { emulator, call } = setUp()
    const path = '/__emulator/account'
    const put = (json: object) => call('PUT', path, { json })
    expect((await call('GET', path)).body).toEqual({ balance: null })
    expect((await put({ balance: 2.25 })).status).toBe(204)
    expect(emulator.account.balance).toBe(2.25)
    expect((await call('GET', path)).body).toEqual({ balance: 2.25 })
    for (const json of [{}, { balance: '5' }, { balance: -0.01 }, { balance: 9_000_001 }]) {
      expectError(await put(json), 422, 'balance must be from 0 to 9000000 dollars, or null.')
    }
    expect(emulator.account.balance).toBe(2.25)
    expect((await put({ balance: null })).status).toBe(204)
    expect(emulator.account.balance).toBeNull()
  })

  test.each([-0.01, 9_000_000.01, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %d', (balance) => {
    const refusal = new RangeError('balance must be from 0 to 9000000 dollars')
    expect(() => setUp({ balance })).toThrow(refusal)
    const { account } = setUp({ balance: 1 }).emulator
    expect(() => account.setBalance(balance)).toThrow(refusal)
    expect(account.balance).toBe(1)
  })

  test('cannot be a text', () => {
    const refusal = new TypeError('balance must be a number of dollars, or null')
    expect(() => setUp({ balance: '5' } as unknown as EmulatorOptions)).toThrow(refusal)
  })
})
