import { recorded } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { differences, repeat } from './recorded-support.ts'
import { buyOne, createAddress, createApproved, createPending, noUnit, setUp } from './support.ts'

const suite = { address_type: 'Lobby', address_type_number: '12' }

/** The documented ids for those that there are here. */
function withIds(documented: unknown, ids: Record<string, string>): unknown {
  return JSON.parse(JSON.stringify(documented).replaceAll(/\d{5,}/g, (id) => ids[id] ?? id))
}

/** The README's later samples show the two members that these lack. */
function withoutUnit({ data }: { data: unknown }): unknown {
  const resource = data as { attributes: object }
  return { data: { ...resource, attributes: { ...resource.attributes, ...noUnit } } }
}

describe('emergency addresses', () => {
  test('e911/list', async () => {
    const { call } = setUp()
    for (const label of ['one', 'two', 'three']) await createAddress(call, { ...suite, label, city: label })
    const { reply, documented } = await repeat(call, 'e911/list')
    expect(reply.list).toHaveLength(2)
    expect(differences(reply.body, documented, [])).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('e911/get', async () => {
    const { call } = setUp()
    const id = await createAddress(call, suite)
    const { reply, documented } = await repeat(call, 'e911/get', `/v2/e911s/${id}`)
    expect(differences(reply.body, documented, [])).toEqual([])
    expect(reply.data.links['self']).toBe(`https://api.flowroute.com/v2/e911s/${id}`)
  })

  test('e911/create, to the letter', async () => {
    const { call } = setUp()
    const { reply, documented } = await repeat(call, 'e911/create')
    expect(reply.body).toEqual(withIds(withoutUnit(documented), { 21301: reply.data.id }))
  })

  test('e911/update, to the letter', async () => {
    const { call } = setUp()
    const { attributes } = (recorded('e911/update').response.body as { data: { attributes: object } }).data
    const id = await createAddress(call, { ...attributes, last_name: 'Smith' })
    const { reply, documented } = await repeat(call, 'e911/update', `/v2/e911s/${id}`)
    expect(reply.body).toEqual(withIds(withoutUnit(documented), { 21306: id }))
  })

  test('e911/validate', async () => {
    const { call } = setUp()
    const { reply } = await repeat(call, 'e911/validate')
    expect(reply.text).toBe('')
    expect((await call('GET', '/v2/e911s')).list).toEqual([])
  })

  test('e911/validate-rejected, to the letter but for the id', async () => {
    const { call } = setUp()
    const { reply, documented } = await repeat(call, 'e911/validate-rejected')
    const { errors } = documented as unknown as { errors: object[] }
    expect(reply.body).toEqual({ errors: [{ ...errors[0], id: expect.any(String) }] })
  })

  test('e911/assign, list-numbers, unassign and delete', async () => {
    const { call } = setUp()
    const [number, id] = [await buyOne(call), await createAddress(call)]
    const relationships = `/v2/numbers/${number}/relationships/e911s`
    expect((await repeat(call, 'e911/assign', `${relationships}/${id}`)).reply.text).toBe('')
    const numbers = await repeat(call, 'e911/list-numbers', `/v2/e911s/${id}/relationships/numbers`)
    expect(numbers.reply.body).toEqual(withIds(numbers.documented, { 12062011682: number, 21330: id }))
    expect((await repeat(call, 'e911/unassign', relationships)).reply.text).toBe('')
    expect((await repeat(call, 'e911/delete', `/v2/e911s/${id}`)).reply.text).toBe('')
  })
})

describe('caller names', () => {
  test('cnam/list-page', async () => {
    const { emulator, call } = setUp()
    for (const value of ['ONE', 'TWO', 'THREE', 'FOUR']) await createApproved(call, emulator, value)
    const { reply, documented } = await repeat(call, 'cnam/list-page')
    expect(reply.list).toHaveLength(3)
    expect(differences(reply.body, documented, [])).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('cnam/list', async () => {
    const { emulator, call } = setUp()
    await createApproved(call, emulator)
    const { reply, documented } = await repeat(call, 'cnam/list')
    // The first documented record is from before there were dates; the second shows what there is today.
    expect(differences(reply.list, (documented.data as unknown[]).slice(1), [])).toEqual([])
    expect(reply.links).toEqual(documented.links)
  })

  test('cnam/get, with the numbers that the capture leaves out', async () => {
    const { emulator, call } = setUp()
    const id = await createApproved(call, emulator)
    const { reply, documented } = await repeat(call, 'cnam/get', `/v2/cnams/${id}`)
    const { data } = documented as { data: { attributes: object } }
    // Documented with an empty reason, which newer records have as null.
    const attributes = { ...data.attributes, rejection_reason: null }
    const likeToday = { ...documented, data: { ...data, attributes } }
    expect(differences(reply.body, likeToday, ['relationships', 'included'])).toEqual([])
    expect(reply.data.relationships).toEqual({ numbers: { data: [] } })
  })

  test('cnam/create, to the letter', async () => {
    const { call } = setUp({ startTime: new Date('2018-06-01T00:09:52.513Z') })
    const { reply, documented } = await repeat(call, 'cnam/create')
    const expected = JSON.stringify(withIds(documented, { 23454: reply.data.id }))
    // The emulator's clock has no microseconds.
    expect(reply.body).toEqual(JSON.parse(expected.replace('52.513092', '52.513000')))
  })

  test('cnam/assign, unassign and delete, to the letter', async () => {
    const { emulator, call } = setUp({ startTime: new Date('2018-06-01T00:17:52.999Z') })
    const [number, id] = [await buyOne(call), await createApproved(call, emulator)]
    const relationships = `/v2/numbers/${number}/relationships/cnams`
    const assigned = await repeat(call, 'cnam/assign', `${relationships}/${id}`)
    expect(assigned.reply.body).toEqual(withIds(assigned.documented, { 17604: id }))
    expect(assigned.reply.data.id).toBe(Number(id))
    const unassigned = await repeat(call, 'cnam/unassign', relationships)
    expect(unassigned.reply.body).toEqual(unassigned.documented)
    expect((await repeat(call, 'cnam/delete', `/v2/cnams/${id}`)).reply.text).toBe('')
  })

  test('a pending record has the same members', async () => {
    const { call } = setUp()
    const id = await createPending(call)
    const { reply, documented } = await repeat(call, 'cnam/get', `/v2/cnams/${id}`)
    expect(Object.keys(reply.data.attributes)).toEqual(
      Object.keys((documented.data as { attributes: object }).attributes),
    )
    expect(reply.data).not.toHaveProperty('relationships')
  })
})
