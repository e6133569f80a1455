import { NotFoundError, PermissionDeniedError, UnprocessableEntityError } from '@flowroute/core'
import { describe, expect, it } from 'vitest'
import type { Cnam } from '../src/index.ts'
import { buyNumber, type Emulated, emulated, failureOf, startTime } from './support.ts'

const hours = 3_600_000
/** A record that is approved. */
async function approvedRecord({ cnam, emulator }: Emulated, value = 'RAIN CITY BREAD'): Promise<string> {
  const { id } = await cnam.create(value)
  emulator.clock.advance(48 * hours)
  expect((await cnam.get(id)).isApproved).toBe(true)
  return id
}

const idsOf = (records: readonly { id: string | null }[] = []) => records.map(({ id }) => id)

describe('a record', () => {
  it('is pending when created, and approved within 48 hours', async () => {
    const { cnam, emulator } = await emulated()
    const { data: created, response } = await cnam.create('RAIN CITY BREAD').withResponse()
    expect(response.status).toBe(201)
    const pending = {
      id: expect.stringMatching(/^\d+$/),
      value: 'RAIN CITY BREAD',
      isApproved: false,
      creationDatetime: startTime,
      approvalDatetime: null,
      rejectionReason: null,
    }
    expect(created).toStrictEqual(pending)
    expect(await cnam.get(created.id)).toMatchObject(pending)

    emulator.clock.advance(48 * hours)
    const approved = await cnam.get(created.id)
    expect(approved).toMatchObject({ ...pending, isApproved: true, approvalDatetime: expect.any(Date) })
    const waited = Number(approved.approvalDatetime) - Number(startTime)
    expect(waited).toBeGreaterThan(0)
    expect(waited).toBeLessThanOrEqual(48 * hours)
  })

  it('is changed while it is pending, and no more when it is approved', async () => {
    const { cnam, emulator } = await emulated()
    const { id } = await cnam.create('RAIN CITY BREAD')
    const { data, response } = await cnam.update(id, `B. & B's "7/11"`).withResponse()
    expect(response.status).toBe(200)
    expect(data).toMatchObject({ id, value: `B. & B's "7/11"`, isApproved: false })
    expect(await cnam.get(id)).toMatchObject({ value: `B. & B's "7/11"`, isApproved: false })

    emulator.clock.advance(48 * hours)
    const error = await failureOf(cnam.update(id, 'TOO LATE'))
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('An approved CNAM record cannot be changed.')
    expect(await cnam.get(id)).toMatchObject({ value: `B. & B's "7/11"`, isApproved: true })
  })

  it('is approved as soon as Flowroute says so', async () => {
    const { cnam, emulator } = await emulated()
    const { id } = await cnam.create('RAIN CITY BREAD')
    emulator.clock.advance(hours)
    emulator.cnams.approve(id)
    const approvalDatetime = new Date(Number(startTime) + hours)
    expect(await cnam.get(id)).toMatchObject({
      isApproved: true,
      approvalDatetime,
      creationDatetime: startTime,
    })
  })

  it('tells why it was rejected, until it is changed', async () => {
    const { cnam, client, emulator } = await emulated()
    const { id } = await cnam.create('SEATTLE POLICE')
    emulator.cnams.reject(id, 'It names a public authority.')
    const rejected = { isApproved: false, rejectionReason: 'It names a public authority.' }
    expect(await cnam.get(id)).toMatchObject({ ...rejected, approvalDatetime: null })
    expect((await cnam.list({ isApproved: false })).items).toMatchObject([{ id, ...rejected }])
    const numberId = await buyNumber(client)
    expect(await failureOf(cnam.assign(id, numberId))).toBeInstanceOf(UnprocessableEntityError)

    expect(await cnam.update(id, 'RAIN CITY BREAD')).toMatchObject({
      isApproved: false,
      rejectionReason: null,
    })
    emulator.clock.advance(48 * hours)
    expect((await cnam.get(id)).isApproved).toBe(true)
  })

  it('is gone when deleted', async () => {
    const { cnam } = await emulated()
    const { id } = await cnam.create('RAIN CITY BREAD')
    expect((await cnam.delete(id).withResponse()).response.status).toBe(204)
    expect((await cnam.list()).items).toStrictEqual([])
    for (const call of [() => cnam.get(id), () => cnam.update(id, 'BOB LAW'), () => cnam.delete(id)]) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(NotFoundError)
      expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    }
  })
})

describe('the list', () => {
  it('has every record once, in order, however it is cut into pages', async () => {
    const { cnam } = await emulated()
    expect(await cnam.list().toArray()).toStrictEqual([])
    const created: (string | null)[] = []
    for (let index = 0; index < 7; index++) created.push((await cnam.create(`SHOP ${index}`)).id)
    const whole = idsOf(await cnam.list().toArray())
    expect(whole.toSorted()).toStrictEqual(created.toSorted())
    for (const prefetch of [0, 2]) {
      expect(idsOf(await cnam.list({ pageSize: 3, prefetch }).toArray())).toStrictEqual(whole)
    }
    const page = await cnam.list({ pageSize: 3, offset: 2 })
    expect([idsOf(page.items), page.hasNext]).toStrictEqual([whole.slice(2, 5), true])
    expect(idsOf((await page.next())?.items)).toStrictEqual(whole.slice(5))
  })

  it('can be narrowed to what is approved, what is not, and to a text in the name', async () => {
    const { cnam, emulator } = await emulated()
    await cnam.create('RAIN CITY BREAD')
    await cnam.create('BREAD & BUTTER')
    emulator.clock.advance(48 * hours)
    await cnam.create('RAIN CITY CAKES')
    const values = async (options: Parameters<Cnam['list']>[0]) =>
      (await cnam.list(options).toArray()).map(({ value }) => value).sort()

    expect(await values({ isApproved: true })).toStrictEqual(['BREAD & BUTTER', 'RAIN CITY BREAD'])
    expect(await values({ isApproved: false })).toStrictEqual(['RAIN CITY CAKES'])
    expect(await values({ value: 'rain city' })).toStrictEqual(['RAIN CITY BREAD', 'RAIN CITY CAKES'])
    expect(await values({ value: 'D & B' })).toStrictEqual(['BREAD & BUTTER'])
    expect(await values({ value: 'rain', isApproved: true })).toStrictEqual(['RAIN CITY BREAD'])
    expect(await values({ value: 'nobody' })).toStrictEqual([])
  })
})

describe('a number', () => {
  it('cannot be given a record that is not approved', async () => {
    const { cnam, client } = await emulated()
    const numberId = await buyNumber(client)
    const { id } = await cnam.create('RAIN CITY BREAD')
    const error = await failureOf(cnam.assign(id, numberId))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('Cannot assign a CNAM record that is not approved.')
    expect((await cnam.get(id)).numbers ?? []).toStrictEqual([])
  })

  it('is given a record and loses it again; twice is the same as once', async () => {
    const context = await emulated()
    const { cnam, client, emulator } = context
    const numberId = await buyNumber(client)
    const other = await buyNumber(client)
    const id = await approvedRecord(context)

    for (const given of [numberId, `+${numberId}`]) {
      const { data, response } = await cnam.assign(id, given).withResponse()
      expect(response.status).toBe(202)
      expect(data).toStrictEqual({ id, dateCreated: emulator.clock.now() })
    }
    await cnam.assign(id, other)
    const { numbers } = await cnam.get(id)
    expect(idsOf(numbers).toSorted()).toStrictEqual([numberId, other].toSorted())
    expect(numbers?.[0]).toMatchObject({ cnamLookupsEnabled: expect.any(Boolean) })

    for (let time = 0; time < 2; time++) {
      const { data, response } = await cnam.unassign(numberId).withResponse()
      expect(response.status).toBe(202)
      expect(data).toStrictEqual({ id: null, dateCreated: expect.any(Date) })
    }
    expect(idsOf((await cnam.get(id)).numbers)).toStrictEqual([other])
  })

  it('shows the record it was given last', async () => {
    const context = await emulated()
    const numberId = await buyNumber(context.client)
    const first = await approvedRecord(context, 'FIRST')
    const second = await approvedRecord(context, 'SECOND')
    await context.cnam.assign(first, numberId)
    await context.cnam.assign(second, numberId)
    expect((await context.cnam.get(first)).numbers ?? []).toStrictEqual([])
    expect(idsOf((await context.cnam.get(second)).numbers)).toStrictEqual([numberId])
  })

  it('loses a record that is deleted', async () => {
    const context = await emulated()
    const { cnam, client } = context
    const numberId = await buyNumber(client)
    const id = await approvedRecord(context)
    await cnam.assign(id, numberId)
    const preset = async () =>
      client.request({
        path: `/v2/numbers/${numberId}`,
        decode: (document) =>
          (document as { data: { relationships: { cnam_preset: { data: unknown } } } }).data.relationships
            .cnam_preset.data,
      })
    expect(await preset()).toMatchObject({ id })
    await cnam.delete(id)
    expect(await preset()).toBeNull()
  })

  it('has to be on the account, and so has the record', async () => {
    const context = await emulated()
    const { cnam, client } = context
    const numberId = await buyNumber(client)
    const id = await approvedRecord(context)
    const calls = [
      () => cnam.assign(id, '12065550100'),
      () => cnam.unassign('12065550100'),
      () => cnam.assign('1', numberId),
    ]
    for (const call of calls) expect(await failureOf(call())).toBeInstanceOf(NotFoundError)
  })

  it.each([
    { what: 'toll-free', filters: { numberType: 'toll-free' } },
    { what: 'Canadian', filters: { state: 'BC' } },
  ])('that is $what cannot have one', async ({ filters }) => {
    const context = await emulated()
    const numberId = await buyNumber(context.client, filters)
    const error = await failureOf(context.cnam.assign(await approvedRecord(context), numberId))
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    expect(error.message).toContain('not a US local number')
  })
})
