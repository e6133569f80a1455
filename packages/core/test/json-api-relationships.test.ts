import { entities } from '@flowroute/core/resource'
import { describe, expect, test } from 'vitest'
import { anySchema, decoded, flatOf } from './json-api-set-up.ts'

const route = {
  type: 'route',
  id: '98396',
  attributes: { route_type: 'host', alias: 'office' },
  links: { self: 'https://api.flowroute.com/v2/routes/98396' },
}
const flatRoute = { id: '98396', routeType: 'host', alias: 'office' }
const identifier = { type: 'route', id: '98396' }

const number = (relationships: unknown): Record<string, unknown> => ({
  type: 'number',
  id: '12065550100',
  attributes: { alias: null },
  relationships,
})

describe('a relationship', () => {
  test('to one is what is included, under its own name', async () => {
    const result = await flatOf(number({ primary_route: { data: identifier } }), [
      { type: 'cnam', id: '98396', attributes: { value: 'not this one' } },
      { type: 'route', id: '1', attributes: { alias: 'nor this' } },
      route,
      { type: 'e911', id: '98396', attributes: { label: 'nor this' } },
    ])
    expect(result).toEqual({ id: '12065550100', alias: null, primaryRoute: flatRoute })
  })

  test('to many is a list of them, in order', async () => {
    const media = (id: string): unknown => ({ type: 'media', id, attributes: { file_name: `${id}.jpg` } })
    const result = await flatOf(
      {
        type: 'message',
        id: '1',
        relationships: { media: { data: ['b', 'a', 'c'].map((id) => ({ type: 'media', id })) } },
      },
      [media('a'), media('b')],
    )
    expect(result['media']).toEqual([
      { id: 'b', fileName: 'b.jpg' },
      { id: 'a', fileName: 'a.jpg' },
      { id: 'c' },
    ])
  })

  test('to none is null, to none of many an empty list', async () => {
    const result = await flatOf(number({ e911_address: { data: null }, numbers: { data: [] } }), [])
    expect(result).toEqual({ id: '12065550100', alias: null, e911Address: null, numbers: [] })
  })

  test.each([
    ['nothing is included', undefined],
    ['included is null', null],
    ['included is no list', route],
    ['others are included', [{ type: 'cnam', id: '98396' }, null, 'x']],
  ])('that cannot be resolved, as %s, is its id', async (_, included) => {
    const result = await flatOf(number({ primary_route: { data: identifier } }), included)
    expect(result['primaryRoute']).toEqual({ id: '98396' })
  })

  test.each([
    ['only links', { links: { related: 'https://api.flowroute.com/v2/routes/1' } }],
    ['nothing', {}],
    ['null', null],
    ['text', 'route'],
    ['a list', [identifier]],
  ])('with %s in it is left out', async (_, relationship) => {
    const result = await flatOf(number({ primary_route: relationship }), [route])
    expect(result).toEqual({ id: '12065550100', alias: null })
  })

  test.each([null, 'x', []])('is none when relationships are %j', async (relationships) => {
    expect(await flatOf(number(relationships), [route])).toEqual({ id: '12065550100', alias: null })
  })

  test('is resolved alike before and after the data', async () => {
    const data = JSON.stringify(number({ primary_route: { data: identifier } }))
    const included = JSON.stringify([route])
    const before = await decoded(`{"included":${included},"data":[${data}]}`, entities(anySchema))
    const after = await decoded(`{"data":[${data}],"included":${included}}`, entities(anySchema))
    expect(before).toEqual([{ id: '12065550100', alias: null, primaryRoute: flatRoute }])
    expect(after).toEqual(before)
  })

  test('is resolved where one id is a number and the other text', async () => {
    const result = await flatOf(number({ primary_route: { data: { type: 'route', id: 98396 } } }), [route])
    expect(result['primaryRoute']).toEqual(flatRoute)
    const reverse = await flatOf(number({ primary_route: { data: identifier } }), [{ ...route, id: 98396 }])
    expect(reverse['primaryRoute']).toEqual(flatRoute)
  })

  test('of each resource of a list is its own object', async () => {
    const data = ['1', '2'].map((id) => ({
      type: 'number',
      id,
      relationships: { route: { data: identifier } },
    }))
    const [first, second] = await decoded({ data, included: [route] }, entities(anySchema))
    expect(first?.['route']).toEqual(flatRoute)
    expect(second?.['route']).toEqual(flatRoute)
    expect(first?.['route']).not.toBe(second?.['route'])
  })

  test('of an included resource is its id: resolution goes one level deep', async () => {
    const result = await flatOf(number({ primary_route: { data: identifier } }), [
      { ...route, relationships: { edge_strategy: { data: { type: 'edge', id: '7' } }, links: {} } },
      { type: 'edge', id: '7', attributes: { name: 'us-west' } },
    ])
    expect(result['primaryRoute']).toEqual({ ...flatRoute, edgeStrategy: { id: '7' } })
  })

  test('of resources that include each other ends', async () => {
    const self = { type: 'number', id: '12065550100' }
    const result = await flatOf(number({ route: { data: identifier }, self: { data: self } }), [
      { ...route, relationships: { numbers: { data: [self, self] }, route: { data: identifier } } },
      number({ route: { data: identifier }, self: { data: self } }),
    ])
    expect(result['route']).toEqual({
      ...flatRoute,
      numbers: [{ id: '12065550100' }, { id: '12065550100' }],
      route: { id: '98396' },
    })
    expect(result['self']).toEqual({
      id: '12065550100',
      alias: null,
      route: { id: '98396' },
      self: { id: '12065550100' },
    })
  })

  test('without an id has none: no text is made up for it', async () => {
    const result = await flatOf(number({ primary_route: { data: { type: 'route' } } }))
    expect(result['primaryRoute']).toEqual({ id: undefined })
    const included = await flatOf(number({ primary_route: { data: { type: 'route', id: null } } }))
    expect(included['primaryRoute']).toEqual({ id: null })
  })
})
