import { InvalidInputError } from '@flowroute/core'
import { describe, expect, test } from 'vitest'
import type { CreateOptions, ListOptions, Routes, UpdateOptions } from '../src/index.ts'
import { scripted, valueRules } from './support.ts'

/** Values as a program without types may pass them. */
const create = (options: unknown) => (routes: Routes) => routes.create(options as CreateOptions)
const update = (changes: unknown) => (routes: Routes) => routes.update('98396', changes as UpdateOptions)
const list = (options: unknown) => (routes: Routes) => routes.list(options as ListOptions)
const untyped = (value: unknown) => value as string

const office = { alias: 'office', routeType: 'host', value: 'sip.example.com' }
const required = 'is required'
const aliasRule = 'must be a text of 1 to 1000 characters'
const typeRule = 'must be host, number or uri (sip-reg is built in, with id 0)'
const strategyRule = 'must be the id of an edge strategy as text, such as "4"'
const routeIdRule = 'must be the id of a route as text, such as "98396"'
const numberRule = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'
const numberInQuotes = "must be a text: write the number in quotes, such as '12065550100'"
const changeRule = 'must change something'

type Case = [
  what: string,
  call: (routes: Routes) => PromiseLike<unknown>,
  ...issues: [field: string, message: string][],
]

const cases: Case[] = [
  ['create nothing', create(undefined), ['options', required]],
  ['create {}', create({}), ['alias', required], ['routeType', required], ['value', required]],
  [
    'create with all wrong',
    create({ alias: ' ', routeType: 'uri', value: 'alice', edgeStrategyId: 4 }),
    ['alias', aliasRule],
    ['value', valueRules.uri],
    ['edgeStrategyId', strategyRule],
  ],
  ['create without alias', create({ ...office, alias: undefined }), ['alias', required]],
  ['create with alias null', create({ ...office, alias: null }), ['alias', aliasRule]],
  ['create with alias 7', create({ ...office, alias: 7 }), ['alias', aliasRule]],
  ['create with a long alias', create({ ...office, alias: 'a'.repeat(1_001) }), ['alias', aliasRule]],
  ['create without type', create({ ...office, routeType: undefined }), ['routeType', required]],
  [
    'create sip-reg',
    create({ alias: 'a', routeType: 'sip-reg', value: null }),
    ['routeType', typeRule],
    ['value', aliasRule],
  ],
  ['create HOST', create({ ...office, routeType: 'HOST' }), ['routeType', typeRule]],
  ['create constructor', create({ ...office, routeType: 'constructor' }), ['routeType', typeRule]],
  ['create without value', create({ ...office, value: undefined }), ['value', required]],
  ['create with value null', create({ ...office, value: null }), ['value', valueRules.host]],
  ...[4, '', 'US-East-VA', '-1', '4.0', '1'.repeat(16), true].map(
    (edgeStrategyId): Case => [
      `create with edge strategy ${JSON.stringify(edgeStrategyId)}`,
      create({ ...office, edgeStrategyId }),
      ['edgeStrategyId', strategyRule],
    ],
  ),
  ['update nothing', update(undefined), ['changes', required]],
  ['update {}', update({}), ['changes', changeRule]],
  ['update to undefined', update({ alias: undefined, value: undefined }), ['changes', changeRule]],
  [
    'update with all wrong',
    update({ alias: '', routeType: 'number', value: 'alice', edgeStrategyId: 4 }),
    ['alias', aliasRule],
    ['value', valueRules.number],
    ['edgeStrategyId', strategyRule],
  ],
  ['update to sip-reg', update({ routeType: 'sip-reg' }), ['routeType', typeRule]],
  ['update to a blank value', update({ value: ' ' }), ['value', aliasRule]],
  ['update to a value of another type', update({ ...office, routeType: 'uri' }), ['value', valueRules.uri]],
  ...['', ' ', '.', '..', '98396 ', 98_396, null].flatMap((id): Case[] => [
    [
      `update route ${JSON.stringify(id)}`,
      (routes) => routes.update(untyped(id), { alias: 'a' }),
      ['routeId', routeIdRule],
    ],
    [`delete route ${JSON.stringify(id)}`, (routes) => routes.delete(untyped(id)), ['routeId', routeIdRule]],
    [
      `setPrimary to route ${JSON.stringify(id)}`,
      (routes) => routes.setPrimary('12065550100', untyped(id)),
      ['routeId', routeIdRule],
    ],
  ]),
  ['delete undefined', (routes) => routes.delete(untyped(undefined)), ['routeId', required]],
  [
    'setPrimary with all wrong',
    (routes) => routes.setPrimary('12', ''),
    ['numberId', numberRule],
    ['routeId', routeIdRule],
  ],
  [
    'setFailover with all wrong',
    (routes) => routes.setFailover('', '..'),
    ['numberId', numberRule],
    ['routeId', routeIdRule],
  ],
  [
    'setFailover without route',
    (routes) => routes.setFailover('12065550100', untyped(undefined)),
    ['routeId', required],
  ],
  [
    'removePrimary of a number in words',
    (routes) => routes.removePrimary('front desk'),
    ['numberId', numberRule],
  ],
  [
    'removeFailover of a number as number',
    (routes) => routes.removeFailover(untyped(12_065_550_100)),
    ['numberId', numberInQuotes],
  ],
  [
    'create with unknown fields',
    create({ ...office, route_type: 'host', colour: 'red' }),
    ['route_type', 'is not known; did you mean routeType?'],
    ['colour', 'is not known'],
  ],
  ['update with an unknown field', update({ name: 'office' }), ['name', 'is not known']],
  [
    'list with unknown options',
    list({ limit: 5, type: 'host' }),
    ['limit', 'is not known; did you mean pageSize?'],
    ['type', 'is not known'],
  ],
  ['list null', list(null), ['options', 'must be an object']],
  ['list HOST', list({ routeType: 'HOST' }), ['routeType', 'must be sip-reg, host, number or uri']],
  ['list of pages of 0', list({ pageSize: 0 }), ['pageSize', 'must be an integer from 1 to 200']],
  ['list of pages of 201', list({ pageSize: 201 }), ['pageSize', 'must be an integer from 1 to 200']],
  [
    'list from before the start',
    list({ offset: -1 }),
    ['offset', `must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}`],
  ],
]

describe('arguments that are not valid are refused, with every issue, before anything is sent', () => {
  test.each(cases)('%s', async (_, call, ...issues) => {
    const { routes, requests } = await scripted()
    const error = await Promise.resolve(call(routes)).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      issues: issues.map(([field, message]) => ({ field, message })),
      field: issues[0]?.[0],
      outcome: 'not-sent',
      attempts: 0,
    })
    expect(requests).toEqual([])
  })
})
