import { createClient, ResponseFormatError, type SchemaReport } from '@flowroute/core'
import {
  booleanOrText,
  entities,
  entity,
  numberOrText,
  openEnum,
  textOrNumber,
  timestamp,
} from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { decoded, reading } from './json-api-set-up.ts'
import { clientOf, failure } from './set-up.ts'

const messageSchema = v.looseObject({
  id: textOrNumber(),
  to: v.optional(textOrNumber()),
  amountNanodollars: v.optional(numberOrText()),
  isMms: v.optional(booleanOrText()),
  timestamp: v.optional(timestamp()),
  messageType: v.optional(openEnum<'longcode' | 'toll-free'>()),
  deliveryReceipts: v.optional(
    v.array(v.looseObject({ level: numberOrText(), statusCode: v.nullish(textOrNumber()) })),
  ),
  route: v.nullish(v.looseObject({ id: textOrNumber(), alias: textOrNumber() })),
})

const message = (attributes: unknown, others: object = {}): unknown => ({
  data: { type: 'message', id: 'mdr2-1', attributes, ...others },
})

describe('an answer that fits its schema', () => {
  test('is given in the types of the schema, with nothing reported', async () => {
    const body = message({
      to: 16085612999,
      amount_nanodollars: '4000000',
      is_mms: 'true',
      timestamp: '2018-04-16 16:20:32.939166+00:00',
      message_type: 'short-code',
      delivery_receipts: [{ level: '2', status_code: 1003 }, { level: 1 }],
    })
    const { value, issues } = await reading(body, entity(messageSchema))
    expect(value).toEqual({
      id: 'mdr2-1',
      to: '16085612999',
      amountNanodollars: 4_000_000,
      isMms: true,
      timestamp: new Date('2018-04-16T16:20:32.939Z'),
      messageType: 'short-code',
      deliveryReceipts: [{ level: 2, statusCode: '1003' }, { level: 1 }],
    })
    expect(issues).toEqual([])
  })

  test('keeps attributes the schema does not know, at any depth', async () => {
    const body = message({
      new_attribute: [{ new_name: 1 }],
      delivery_receipts: [{ level: 2, new_name: 'x' }],
    })
    const { value, issues } = await reading(body, entity(messageSchema))
    expect(value).toEqual({
      id: 'mdr2-1',
      newAttribute: [{ newName: 1 }],
      deliveryReceipts: [{ level: 2, newName: 'x' }],
    })
    expect(issues).toEqual([])
  })
})

describe('an answer that departs from its schema', () => {
  const departing = message(
    {
      to: null,
      amount_nanodollars: 'free',
      is_mms: 'perhaps',
      timestamp: 'never',
      message_type: 7,
      delivery_receipts: [{ level: '2' }, { level: 'high', status_code: {} }],
      new_attribute: 1,
    },
    { relationships: { route: { data: { type: 'route', id: '1' } } } },
  )

  test('is handed over, each departure reported with its field', async () => {
    const { value, issues } = await reading(departing, entity(messageSchema))
    expect(value).toMatchObject({
      id: 'mdr2-1',
      to: null,
      amountNanodollars: 'free',
      isMms: 'perhaps',
      timestamp: 'never',
      messageType: 7,
      deliveryReceipts: [{ level: 2 }, { level: 'high', statusCode: {} }],
      newAttribute: 1,
      route: { id: '1' },
    })
    expect(issues.map(({ field }) => field)).toEqual([
      'to',
      'amountNanodollars',
      'isMms',
      'timestamp',
      'messageType',
      'deliveryReceipts.1.level',
      'deliveryReceipts.1.statusCode',
      'route.alias',
    ])
    for (const { message } of issues) expect(message).toMatch(/expected/i)
    expect(issues[0]?.message).toBe('Expected text, received null')
    expect(issues[4]?.message).toBe('Invalid type: Expected string but received 7')
    expect(issues[6]?.message).toBe('Expected text, received object')
  })

  test('is reported with the call it answered, once a resource', async () => {
    const reports: SchemaReport[] = []
    await using server = await startServer([
      { body: { data: [1, 2].map((id) => ({ id, type: 'x', to: [] })) } },
    ])
    const client = clientOf(server, { onSchemaIssue: (report) => reports.push(report) })
    const spec = { method: 'POST', path: '/v2/things', decode: entities(messageSchema) } as const
    expect(await client.request(spec)).toMatchObject([{ id: '1' }, { id: '2' }])
    expect(reports).toMatchObject(
      [1, 2].map(() => ({ method: 'POST', path: '/v2/things', issues: [{ field: 'to' }] })),
    )
  })

  test('is handed over when nobody is told, and when being told throws', async () => {
    const expected = { id: 'mdr2-1', to: null }
    expect(await decoded(departing, entity(messageSchema))).toMatchObject(expected)
    const onSchemaIssue = (): never => {
      throw new Error('the reporter broke')
    }
    expect(await decoded(departing, entity(messageSchema), { onSchemaIssue })).toMatchObject(expected)
  })

  test('throws when the client is strict, naming each field', async () => {
    const reports: SchemaReport[] = []
    const options = { strict: true, onSchemaIssue: (report: SchemaReport) => reports.push(report) }
    const error = await failure(ResponseFormatError, decoded(departing, entity(messageSchema), options))
    expect(error.message).toMatch(/amountNanodollars: .+; isMms: .+ deliveryReceipts\.1\.level: /)
    expect(error).toMatchObject({ status: 200, path: '/v2/things/1' })
    expect(reports).toEqual([])
    await failure(
      ResponseFormatError,
      decoded({ data: [{ id: '1', to: [] }] }, entities(messageSchema), { strict: true }),
    )
  })

  test('does not throw from a strict client when it fits', async () => {
    const body = message({ to: '1', new_attribute: 1 })
    expect(await decoded(body, entity(messageSchema), { strict: true })).toMatchObject({ to: '1' })
  })

  test('a null id is a departure for a schema that wants one, not the end of the call', async () => {
    const body = { data: { id: null, type: 'cnam', attributes: { to: '1' } } }
    const { value, issues } = await reading(body, entity(messageSchema))
    expect(value).toEqual({ id: null, to: '1' })
    expect(issues.map(({ field }) => field)).toEqual(['id'])
  })
})

describe('a decoder of the caller’s own', () => {
  const options = { accessKey: 'a', secretKey: 'b', fetch: async () => Response.json({ count: 3 }) }

  test('reads the document as it came', async () => {
    const decode = (document: unknown): number => (document as { count: number }).count
    expect(await createClient(options).request({ path: '/v2/things', decode })).toBe(3)
  })

  test('can say that it cannot be used', async () => {
    const client = createClient(options)
    const call = client.request({ path: '/v2/things', decode: (_, { fail }) => fail('it has no total') })
    expect((await failure(ResponseFormatError, call)).message).toContain('it has no total')
  })
})
