import { ResponseFormatError } from '@flowroute/core'
import { bareEntity, entityMap, textOrNumber } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { clientOf, failure } from './set-up.ts'

const schema = v.looseObject({ id: textOrNumber(), billingMethod: textOrNumber() })

describe('a resource without an envelope', () => {
  test('is its attributes and the id that was asked for', async () => {
    const body = { billing_method: 'VPRI', routes: [{ route_name: 'a' }], id: 'its own' }
    await using server = await startServer([{ body }])
    const entity = await clientOf(server).request({ path: '/a', decode: bareEntity(schema, '12065550100') })
    expect(entity).toEqual({ id: '12065550100', billingMethod: 'VPRI', routes: [{ routeName: 'a' }] })
  })

  test.each([[], 'text', null, undefined])('cannot be %j', async (body) => {
    await using server = await startServer([{ body }])
    await failure(
      ResponseFormatError,
      clientOf(server).request({ path: '/a', decode: bareEntity(schema, '1') }),
    )
  })

  test('that departs from its schema is handed over, and told of', async () => {
    await using server = await startServer([{ body: { other: 1 } }])
    const reports: unknown[] = []
    const client = clientOf(server, { onSchemaIssue: ({ issues }) => reports.push(...issues) })
    expect(await client.request({ path: '/a', decode: bareEntity(schema, '1') })).toEqual({
      id: '1',
      other: 1,
    })
    expect(reports).toMatchObject([{ field: 'billingMethod' }])
  })
})

describe('a list that is a map', () => {
  const decode = entityMap(schema, 'tns')

  test('becomes entities in its order, named by their keys', async () => {
    const tns = { b: { billing_method: 'VPRI' }, a: { billing_method: 'METERED' } }
    await using server = await startServer([{ body: { tns, links: {} } }])
    expect(await clientOf(server).request({ path: '/a', decode })).toEqual([
      { id: 'b', billingMethod: 'VPRI' },
      { id: 'a', billingMethod: 'METERED' },
    ])
  })

  test.each([{}, { tns: {} }, { tns: {}, links: {} }])('is empty as %j', async (body) => {
    await using server = await startServer([{ body }])
    expect(await clientOf(server).request({ path: '/a', decode })).toEqual([])
  })

  test.each([{ links: {} }, { tns: [] }, { tns: { a: 'text' } }, { npas: {} }, [], undefined])(
    'cannot be %j',
    async (body) => {
      await using server = await startServer([{ body }])
      await failure(ResponseFormatError, clientOf(server).request({ path: '/a', decode }))
    },
  )
})
