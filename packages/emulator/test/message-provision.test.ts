import { describe, expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { buy, buyOne, type Call, callerOf, expectError, setUp } from './support.ts'
import { setUpPosts } from './webhook-support.ts'

const path = '/v2/message-provision'

/** A number of another carrier that ends with 13, for which provisioning fails. */
async function portFailing(call: Call): Promise<string> {
  const json = {
    numbers: ['+12065550113'],
    ...{ billing_name: 'Ada Example', street: '1 Sample St', city: 'Seattle', state: 'WA', zip: '98101' },
    ...{ country: 'US', provider: 'Old Carrier' },
  }
  const { data } = await call('POST', '/v2/portorders', { json })
  const signature = { signature_name: 'Ada Example', signature_title: 'Owner' }
  await call('POST', `/v2/portorders/${data.id}/loa`, { json: signature })
  await call('POST', `/__emulator/port-orders/${data.id}/complete`)
  return '12065550113'
}

async function isEnabled(call: Call, number: string): Promise<unknown> {
  return (await call('GET', `/v2/numbers/${number}`)).data.attributes['messaging_enabled']
}

describe('one number', () => {
  test.each(['enable', 'disable'])('%s', async (action) => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    if (action === 'disable') {
      await call('PATCH', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
      emulator.clock.advance(3_000)
    }
    const { status, body, data } = await call('POST', path, { json: { numbers: [`+${number}`], action } })
    const shown = (word: string) => ({
      data: { type: 'message_provisioning_status', id: data.id, attributes: { status: word, tn: number } },
    })
    expect([status, body]).toEqual([201, shown('processing')])
    emulator.clock.advance(2_999)
    expect((await call('GET', `${path}/status/${data.id}`)).body).toEqual(shown('processing'))
    expect(await isEnabled(call, number)).toBe(action === 'disable')
    emulator.clock.advance(1)
    expect((await call('GET', `${path}/status/${data.id}`)).body).toEqual(shown('successful'))
    expect(await isEnabled(call, number)).toBe(action === 'enable')
  })

  test('shows the task while it is under way, and the task of an update is one too', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    const { included } = await call('PATCH', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
    const id = included.find(({ type }) => type === 'message_provisioning_status')?.id
    const task = () => call('GET', `${path}/status/${id}`)
    expect((await task()).data.attributes).toEqual({ status: 'processing', tn: number })
    emulator.clock.advance(3_000)
    expect((await task()).data.attributes).toEqual({ status: 'successful', tn: number })
  })
})

describe('many numbers', () => {
  test('are processed first, and then successful or failed', async () => {
    const { emulator, call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    const numbers = [one, two, await portFailing(call), '12065550177']
    const { status, data, body } = await call('POST', path, { json: { numbers, action: 'enable' } })
    expect([status, body]).toEqual([
      201,
      {
        data: {
          type: 'message_bulk_provisioning_status',
          id: data.id,
          attributes: {
            status: 'processing',
            message: expect.any(String),
            numbers: { successful: [], processing: numbers, failed: [] },
          },
        },
      },
    ])
    expect((await call('GET', `/v2/numbers/${one}`)).included).toContainEqual({
      type: 'message_provisioning_status',
      id: data.id,
      attributes: { status: 'processing', tn: one },
    })
    emulator.clock.advance(3_000)
    expect((await call('GET', `${path}/status/${data.id}`)).data.attributes).toMatchObject({
      status: 'failed',
      numbers: { successful: [one, two], processing: [], failed: numbers.slice(2) },
    })
    expect(await isEnabled(call, two)).toBe(true)
    expect(await isEnabled(call, '12065550113')).toBe(false)
  })

  test('the end is posted to the callback', async () => {
    const { call, posts, pass } = setUpPosts()
    const numbers = await buy(call, 2)
    const json = { numbers, action: 'enable', callback_url: 'https://hooks.example.com/p', email: 'true' }
    const { data } = await call('POST', path, { json })
    await pass(3_000)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.json).toMatchObject({
      data: {
        type: 'provisioning_status_change',
        attributes: {
          event_type: 'status_change',
          message: 'Enabling 2 numbers for messages was successful.',
          numbers: { successful: numbers, processing: [], failed: [] },
          resource_id: data.id,
          resource_type: 'message_provisioning',
          status: 'successful',
        },
      },
    })
  })

  test('a snapshot keeps the task', async () => {
    const { emulator, call } = setUp()
    const { data } = await call('POST', path, { json: { numbers: await buy(call, 2), action: 'enable' } })
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    other.clock.advance(3_000)
    const found = await callerOf(other)('GET', `${path}/status/${data.id}`)
    expect(found.data.attributes['status']).toBe('successful')
  })
})

test.each([
  [{}, 'action is required.'],
  [{ action: 'toggle', numbers: ['12065550100'] }, 'action must be one of enable, disable.'],
  [{ action: 'enable' }, 'numbers is required'],
  [{ action: 'enable', numbers: [] }, 'numbers is required'],
  [{ action: 'enable', numbers: ['x'] }, 'numbers has "x", which is not a phone number.'],
  [{ action: 'enable', numbers: ['12065550100'], callback_url: 'x' }, 'callback_url must be an absolute'],
  [{ action: 'enable', numbers: ['12065550100'], email: 'maybe' }, 'email must be true or false.'],
])('%j is refused', async (json, detail) => {
  const { call } = setUp()
  expectError(await call('POST', path, { json }), 422, detail)
})

test('a task that is not there is a 404', async () => {
  const { call } = setUp()
  expectError(await call('GET', `${path}/status/1`), 404, 'on your account')
})
