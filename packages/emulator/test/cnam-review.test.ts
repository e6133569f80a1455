import { describe, expect, test } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { createApproved, createPending, expectError, setUp, socketCallerOf } from './support.ts'

const hours = 3_600_000
const pending = { is_approved: false, approval_datetime: null, rejection_reason: null }

/** An emulator with one caller name that is pending, and a look at how that stands. */
async function prepare() {
  const { emulator, call } = setUp({ startTime: new Date('2026-01-15T17:00:00.123Z') })
  const id = await createPending(call)
  const attributes = async () => (await call('GET', `/v2/cnams/${id}`)).data.attributes
  const change = (value: string) => call('PATCH', `/v2/cnams/${id}`, { json: { value } })
  return { emulator, call, id, attributes, change }
}

const creation_datetime = '2026-01-15 17:00:00.123000+00:00'

describe('left alone', () => {
  test('a name is approved 48 hours after its creation, and not a millisecond before', async () => {
    const { emulator, call, attributes } = await prepare()
    emulator.clock.advance(48 * hours - 1)
    expect(await attributes()).toMatchObject({ ...pending, creation_datetime })
    emulator.clock.advance(1)
    const approved = {
      is_approved: true,
      approval_datetime: '2026-01-17 17:00:00.123000+00:00',
      creation_datetime,
      rejection_reason: null,
    }
    expect(await attributes()).toMatchObject(approved)
    emulator.clock.advance(1_000 * hours)
    expect(await attributes()).toMatchObject(approved)
    const { list } = await call('GET', '/v2/cnams?is_approved=true')
    expect(list.map(({ attributes: listed }) => listed)).toEqual([await attributes()])
  })

  test('a name that is changed is reviewed from then on', async () => {
    const { emulator, attributes, change } = await prepare()
    emulator.clock.advance(47 * hours)
    expect((await change('BOB LAW')).data.attributes).toMatchObject({ ...pending, creation_datetime })
    emulator.clock.advance(48 * hours - 1)
    expect(await attributes()).toMatchObject(pending)
    emulator.clock.advance(1)
    expect(await attributes()).toMatchObject({
      value: 'BOB LAW',
      is_approved: true,
      approval_datetime: '2026-01-19 16:00:00.123000+00:00',
      creation_datetime,
    })
  })
})

test('an approved name cannot be changed', async () => {
  const { emulator, attributes, change } = await prepare()
  emulator.clock.advance(48 * hours)
  const before = await attributes()
  const reply = await change('BOB LAW')
  expectError(reply, 403, 'An approved CNAM record cannot be changed.')
  expect(reply.error.title).toBe('ActionNotAuthorizedError')
  expect(await attributes()).toEqual(before)
})

describe('approving', () => {
  test('is at once', async () => {
    const { emulator, attributes, change, id } = await prepare()
    emulator.clock.advance(hours)
    emulator.cnams.approve(id)
    const approved = { is_approved: true, approval_datetime: '2026-01-15 18:00:00.123000+00:00' }
    expect(await attributes()).toMatchObject(approved)
    expect((await change('BOB LAW')).status).toBe(403)
    emulator.clock.advance(100 * hours)
    expect(await attributes()).toMatchObject(approved)
  })

  test('is of one name, others go on waiting', async () => {
    const { emulator, call, id } = await prepare()
    const other = await createPending(call, 'OTHER')
    emulator.cnams.approve(other)
    const { list } = await call('GET', '/v2/cnams?is_approved=true')
    expect(list.map((record) => record.id)).toEqual([other])
    expect(id).not.toBe(other)
  })
})

describe('rejecting', () => {
  test('is for good, unless the name is changed', async () => {
    const { emulator, attributes, change, id } = await prepare()
    const rejection_reason = 'It names a public authority.'
    emulator.cnams.reject(id, rejection_reason)
    const rejected = { is_approved: false, approval_datetime: null, rejection_reason }
    expect(await attributes()).toMatchObject(rejected)
    emulator.clock.advance(1_000 * hours)
    expect(await attributes()).toMatchObject(rejected)
    expect((await change('BOB LAW')).data.attributes).toMatchObject({ ...pending, value: 'BOB LAW' })
    emulator.clock.advance(48 * hours)
    expect(await attributes()).toMatchObject({ is_approved: true, rejection_reason: null })
  })

  test('a rejected name can be changed, rejected again and deleted', async () => {
    const { emulator, call, attributes, change, id } = await prepare()
    emulator.cnams.reject(id, 'one')
    await change('BOB LAW')
    emulator.cnams.reject(id, 'two')
    expect(await attributes()).toMatchObject({ rejection_reason: 'two' })
    expect((await call('DELETE', `/v2/cnams/${id}`)).status).toBe(204)
  })
})

test('only what is pending is reviewed', async () => {
  const { emulator, call, id } = await prepare()
  const { approve, reject } = emulator.cnams
  const refuses = (review: () => void, which: string) => {
    expect(review).toThrow(RangeError)
    expect(review).toThrow(`there is no pending CNAM record ${which}`)
  }
  refuses(() => approve('1'), '1')
  refuses(() => reject('1', 'no'), '1')
  reject(id, 'no')
  refuses(() => approve(id), id)
  refuses(() => reject(id, 'again'), id)
  const approved = await createApproved(call, emulator, 'APPROVED')
  refuses(() => approve(approved), approved)
  refuses(() => reject(approved, 'too late'), approved)
  const timely = await createPending(call, 'TIMELY')
  emulator.clock.advance(48 * hours)
  refuses(() => reject(timely, 'too late'), timely)
  await call('DELETE', `/v2/cnams/${timely}`)
  refuses(() => approve(timely), timely)
})

test('the review is of the world that there is after a reset', async () => {
  const { emulator, call, id } = await prepare()
  const { approve } = emulator.cnams
  emulator.reset()
  expect(() => approve(id)).toThrow(RangeError)
  expect(await createPending(call)).toBe(id)
  approve(id)
  expect((await call('GET', `/v2/cnams/${id}`)).data.attributes['is_approved']).toBe(true)
})

test('a server has it too', async () => {
  await using server = await startEmulator()
  const call = socketCallerOf(server)
  const id = await createApproved(call, server)
  expect((await call('GET', `/v2/cnams/${id}`)).data.attributes['is_approved']).toBe(true)
  const waiting = await createPending(call, 'WAITING')
  server.clock.advance(48 * hours)
  expect((await call('GET', `/v2/cnams/${waiting}`)).data.attributes['is_approved']).toBe(true)
})
