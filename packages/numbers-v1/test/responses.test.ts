import { startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { id, numbersAt } from './support.ts'

test('area codes are in ascending order: a map of digits has no other', async () => {
  await using server = await startServer([{ body: { npas: { 415: {}, 206: {}, 305: {} } } }])
  const found = await numbersAt(server).listNpas().toArray()
  expect(found.map((npa) => npa.id)).toStrictEqual(['206', '305', '415'])
})

test('the name of a route may be any text', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'a/b', 'größe']
  const entries = names.map((name) => `${JSON.stringify(name)}:{"type":"HOST","value":"a.example"}`)
  const headers = { 'content-type': 'application/json' }
  await using server = await startServer([{ headers, body: `{"routes":{${entries.join()}}}` }])
  const found = await numbersAt(server).listRoutes().toArray()
  expect(found).toStrictEqual(names.map((name) => ({ id: name, type: 'HOST', value: 'a.example' })))
})

test('costs may be text', async () => {
  const offer = { initial_cost: '1.00', monthly_cost: '1.25', billing_methods: ['VPRI'] }
  await using server = await startServer([{ body: { tns: { [id]: offer } } }])
  const { items } = await numbersAt(server, { strict: true }).search()
  expect(items).toStrictEqual([{ id, initialCost: 1, monthlyCost: 1.25, billingMethods: ['VPRI'] }])
})

test('unknown values and attributes are kept', async () => {
  const body = { billing_method: 'FLAT', routes: [{ name: 'a', type: 'TRUNK', edge_id: 7 }], is_new: true }
  await using server = await startServer([{ body }])
  expect(await numbersAt(server, { strict: true }).get(id)).toStrictEqual({
    id,
    billingMethod: 'FLAT',
    routes: [{ name: 'a', type: 'TRUNK', edgeId: 7 }],
    isNew: true,
  })
})

test('an invalid value is reported and returned unchanged, or refused when strict', async () => {
  await using server = await startServer([{ body: { billing_method: 7, routes: [{ name: 'a' }] } }])
  const reports: unknown[] = []
  const numbers = numbersAt(server, { onSchemaIssue: (report) => reports.push(report) })
  expect(await numbers.get(id)).toMatchObject({ id, billingMethod: 7 })
  expect(reports).toMatchObject([{ path: `/v1/tns/${id}`, issues: [{ field: 'billingMethod' }] }])
  await expect(numbersAt(server, { strict: true }).get(id)).rejects.toMatchObject({
    name: 'ResponseFormatError',
  })
})

test.each([
  [200, { billing_method: 'VPRI' }],
  [201, undefined],
  [204, undefined],
])('a purchase may be answered with %i', async (status, body) => {
  await using server = await startServer([{ status, body }])
  const purchase = numbersAt(server).purchase(id, { billingMethod: 'VPRI' })
  await expect(purchase.withResponse()).resolves.toMatchObject({
    data: undefined,
    attempts: 1,
    response: { status },
  })
})
