import { ResponseFormatError } from '@flowroute/core'
import { entities, entity, noContent } from '@flowroute/core/resource'
import { recorded } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { anySchema, decoded, flatOf } from './json-api-set-up.ts'
import { failure } from './set-up.ts'

const any = entity(anySchema)

describe('a resource', () => {
  test('is flat: its id, then its attributes in camelCase, without type and links', async () => {
    const route = await flatOf({
      type: 'route',
      id: '98396',
      attributes: { route_type: 'host', value: 'example.com', edge_strategy_id: null },
      links: { self: 'https://api.flowroute.com/v2/routes/98396' },
    })
    expect(Object.entries(route)).toEqual([
      ['id', '98396'],
      ['routeType', 'host'],
      ['value', 'example.com'],
      ['edgeStrategyId', null],
    ])
  })

  test.each([
    ['98396', '98396'],
    [17604, '17604'],
    [0, '0'],
    ['', ''],
    [null, null],
  ])('has its id as text: %j is %j', async (id, expected) => {
    expect(await flatOf({ type: 'cnam', id, attributes: {} })).toEqual({ id: expected })
  })

  test('keeps its own id where an attribute has that name', async () => {
    const event = await flatOf({ type: 'event', id: '1', attributes: { id: 'other', type: 'event' } })
    expect(event).toEqual({ id: '1', type: 'event' })
    expect(await flatOf({ type: 'event', id: null, attributes: { id: 'other' } })).toEqual({ id: null })
  })

  test('has what stands beside the attributes; an attribute comes before it', async () => {
    const sent = await flatOf({
      type: 'message',
      id: 'mdr2-1',
      price_details: { surcharge_rate: 0.003, segment_list: [{ segment_no: 1 }] },
      status: 'beside',
      attributes: { status: 'within' },
    })
    expect(sent).toEqual({
      id: 'mdr2-1',
      priceDetails: { surchargeRate: 0.003, segmentList: [{ segmentNo: 1 }] },
      status: 'within',
    })
  })

  test('has its names in camelCase at any depth, and its values untouched', async () => {
    const record = await flatOf({
      type: 'message',
      id: '1',
      attributes: {
        delivery_receipts: [{ status_code: 1003, nested_list: [[{ deep_name: 'snake_case' }]] }, null, 'a_b'],
        amount_nanodollars: 4000000,
        is_mms: false,
        body: 'first_name',
      },
    })
    expect(record).toEqual({
      id: '1',
      deliveryReceipts: [{ statusCode: 1003, nestedList: [[{ deepName: 'snake_case' }]] }, null, 'a_b'],
      amountNanodollars: 4000000,
      isMms: false,
      body: 'first_name',
    })
  })

  test.each([
    ['none', undefined],
    ['null', null],
    ['a list', ['a']],
    ['text', 'a'],
  ])('without attributes (%s) has its id', async (_, attributes) => {
    expect(await flatOf({ type: 'areacode', id: '201', attributes })).toEqual({ id: '201' })
  })

  test('may be wrapped in further data', async () => {
    const resource = { type: 'number', id: '1', attributes: { number_type: 'longcode' } }
    const expected = { id: '1', numberType: 'longcode' }
    expect(await flatOf({ data: resource })).toEqual(expected)
    expect(await flatOf({ data: { data: { data: resource } } })).toEqual(expected)
    expect(await decoded({ data: [{ data: resource }, resource] }, entities(anySchema))).toEqual([
      expected,
      expected,
    ])
    expect(await decoded({ data: { data: [resource] } }, any).catch(String)).toContain('no id')
  })

  test('with an id is not unwrapped, though it has a member called data', async () => {
    expect(await flatOf({ type: 'thing', id: '1', data: { id: '2' } })).toEqual({
      id: '1',
      data: { id: '2' },
    })
  })

  test('is read from what the documentation prints', async () => {
    const { value, numberType, primaryRoute } = await decoded(recorded('numbers/get').response.body, any)
    expect(value).toMatch(/^1\d{10}$/)
    expect(numberType).toBe('standard')
    expect(primaryRoute).toMatchObject({ id: '0', routeType: 'sip-reg' })
    const areaCodes = await decoded(recorded('numbers/list-area-codes').response.body, entities(anySchema))
    expect(areaCodes[0]).toEqual({ id: '201' })
    expect(await decoded(recorded('cnam/unassign').response.body, any)).toHaveProperty('dateCreated')
  })
})

describe('an answer that cannot be used', () => {
  test.each([
    ['nothing', undefined, 'empty'],
    ['null', 'null', 'not a document'],
    ['a list', [], 'not a document'],
    ['text', '"data"', 'not a document'],
    ['a number', '1', 'not a document'],
    ['no data', {}, 'no data'],
    ['data of null', { data: null }, 'no data'],
    ['a list for data', { data: [{ type: 'number', id: '1' }] }, 'no data'],
    ['text for data', { data: 'x' }, 'no data'],
    ['a resource without id', { data: { type: 'number', attributes: { value: '1' } } }, 'no id'],
    ['an id among the attributes only', { data: { type: 'number', attributes: { id: '1' } } }, 'no id'],
    ['an empty resource', { data: {} }, 'no id'],
    ['a wrapped resource without id', { data: { data: { type: 'number' } } }, 'no id'],
    ['errors', { errors: [{ detail: 'It broke.' }] }, 'It broke.'],
  ])('is one with %s', async (_, body, reason) => {
    const error = await failure(ResponseFormatError, decoded(body, any))
    expect(error.message).toContain(reason)
    expect(error).toMatchObject({ status: 200, method: 'GET', path: '/v2/things/1', outcome: 'unknown' })
  })

  test('shows how its body began', async () => {
    const error = await failure(ResponseFormatError, decoded({ meta: { reason: 'maintenance' } }, any))
    expect(error.snippet).toBe('{"meta":{"reason":"maintenance"}}')
  })
})

describe('an answer that carries nothing', () => {
  test.each([
    ['no body', undefined],
    ['a blank body', ' \n'],
    ['a document', { data: { type: 'number', id: '1' } }],
    ['a document with warnings', { data: {}, errors: [] }],
    ['an empty document', {}],
    ['a list', []],
    ['null', 'null'],
  ])('is undefined for %s', async (_, body) => {
    expect(await decoded(body, noContent)).toBeUndefined()
  })

  test('is no success when it tells of errors', async () => {
    const error = await failure(
      ResponseFormatError,
      decoded({ errors: [{ detail: 'It broke.' }] }, noContent),
    )
    expect(error.message).toContain('it contains errors')
    expect(error.message).toContain('It broke.')
  })
})

describe('names that mean something to JavaScript', () => {
  const hostile = `{
    "__proto__": { "polluted": 1 },
    "constructor": { "prototype": { "polluted": 1 } },
    "prototype": { "polluted": 1 },
    "toString": "text", "hasOwnProperty": null, "to_json": 1, "value_of": 2
  }`

  const expectClean = (value: Record<string, unknown>): void => {
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value['polluted']).toBeUndefined()
    expect(Object.hasOwn(value, '__proto__')).toBe(false)
    expect(value).toMatchObject({ toString: 'text', hasOwnProperty: null, toJson: 1, valueOf: 2 })
    expect(Object.keys({})).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  }

  test.each([
    ['an attribute', `{"data":{"id":"1","attributes":${hostile}}}`, []],
    ['a member beside the attributes', `{"data":{"id":"1",${hostile.slice(1, -1)}}}`, []],
    ['a nested attribute', `{"data":{"id":"1","attributes":{"a":{"b":[${hostile}]}}}}`, ['a', 'b', '0']],
    [
      'a relationship of an included resource',
      `{"data":{"id":"1","relationships":{"route":{"data":{"type":"route","id":"2"}}}},
        "included":[{"type":"route","id":"2","attributes":${hostile},
          "relationships":{"__proto__":{"data":{"type":"route","id":"3"}}}}]}`,
      ['route'],
    ],
    [
      'an included resource',
      `{"data":{"id":"1","relationships":{"route":{"data":{"type":"route","id":"2"}}}},
        "included":[{"type":"route","id":"2","attributes":${hostile}}]}`,
      ['route'],
    ],
  ])('do no harm as the name of %s', async (_, body, at) => {
    const resource: unknown = await decoded(body, any)
    const place = at.reduce((value, name) => (value as Record<string, unknown>)[name], resource)
    expectClean(place as Record<string, unknown>)
  })

  test('do no harm as the name or the type of a relationship', async () => {
    const body = `{"data":{"id":"1","relationships":{
      "__proto__":{"data":{"type":"route","id":"2"}},
      "constructor":{"data":{"type":"__proto__","id":"__proto__"}},
      "route":{"data":{"type":"__proto__","id":"__proto__"}}}},
      "included":[{"type":"__proto__","id":"__proto__","attributes":{"polluted":1}}]}`
    const resource = await decoded(body, any)
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype)
    const target = { id: '__proto__', polluted: 1 }
    expect(resource).toMatchObject({ id: '1', route: target })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

test('a document nested deeper than the stack reaches is an unusable answer, not a crash', async () => {
  const deep = `{"data":{"id":"1","attributes":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}}`
  await failure(ResponseFormatError, decoded(deep, any))
})
