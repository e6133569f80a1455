import { InvalidInputError } from '@flowroute/core'
import { describe, expect, it, test } from 'vitest'
import { Cdrs, type CdrsOptions } from '../src/index.ts'
import { accessKey, expectRefused, exportId, january, secretKey, wrong } from './support.ts'

describe.each<[string, object, string[]]>([
  ['nothing', {}, ['from', 'to']],
  ['a time without a zone', { ...january, from: '2026-01-01T09:00' }, ['from']],
  ['a day that does not exist', { ...january, to: '2026-02-30' }, ['to']],
  ['an invalid Date', { ...january, from: new Date('x') }, ['from']],
  ['a time as a number', { ...january, from: 1_767_225_600_000 }, ['from']],
  ['an end before the start', { from: '2026-02-01', to: '2026-01-01' }, ['to']],
  ['an empty window', { from: '2026-01-01', to: '2026-01-01' }, ['to']],
  ['an empty list', { ...january, numberAliases: [] }, ['numberAliases']],
  ['a number as a number', { ...january, destinationNumbers: [12_065_550_100] }, ['destinationNumbers.0']],
  ['a number in words', { ...january, calleridNumbers: ['office'] }, ['calleridNumbers.0']],
  ['an address that is no IP', { ...january, callerIp: 'example.com' }, ['callerIp']],
  ['a negative duration', { ...january, durationGreaterThan: -1 }, ['durationGreaterThan']],
  ['a path for a URL', { ...january, callbackUrl: '/exports' }, ['callbackUrl']],
  ['a filter that has an option', { ...january, filters: { callerIp: '192.0.2.1' } }, ['filters.callerIp']],
  [
    'names of the API',
    { start_call_start_time: '2026-01-01', endTime: '2026-02-01' },
    ['from', 'to', 'start_call_start_time', 'endTime'],
  ],
])('%s', (_, options, fields) => {
  it('is refused by createExport before anything is sent', () =>
    expectRefused((cdrs) => cdrs.createExport(wrong(options)), ...fields))

  it('is refused by records before anything is sent', () =>
    expectRefused((cdrs) => cdrs.records(wrong(options)).toArray(), ...fields))
})

test.each<[string, object, string[]]>([
  ['an empty id', { exportId: '' }, ['exportId']],
  ['an id that leaves the path', { exportId: '..' }, ['exportId']],
  ['an id and a window', { exportId, from: '2026-01-01' }, ['from']],
  ['a wait that is no number', { exportId, waitTimeout: '60' }, ['waitTimeout']],
  ['no interval', { exportId, pollInterval: 0 }, ['pollInterval']],
  ['a negative limit', { exportId, maxBytes: -1 }, ['maxBytes']],
  ['another name', { exportId, timeout: 5 }, ['timeout']],
])('records refuses %s', (_, options, fields) =>
  expectRefused((cdrs) => cdrs.records(wrong(options)).toArray(), ...fields),
)

test.each<[string, object, string[]]>([
  ['an unknown option', { state: 'completed', limit: 5 }, ['state', 'limit']],
  ['a blank status', { status: ' ' }, ['status']],
  ['201 a page', { pageSize: 201 }, ['pageSize']],
])('list refuses %s', (_, options, fields) => expectRefused((cdrs) => cdrs.list(wrong(options)), ...fields))

test.each(['', '.', '..', 38_647, null])('get refuses the id %j', (id) =>
  expectRefused((cdrs) => cdrs.get(wrong(id)), 'exportId'),
)

test.each<[string, object]>([
  ['fetch', { fetch: 'fetch' }],
  ['backoff.base', { backoff: { base: -1 } }],
  ['fecth', { fecth: () => {} }],
])('the option %s is checked', (field, options) => {
  const make = (): Cdrs => new Cdrs({ accessKey, secretKey }, options as CdrsOptions)
  expect(make).toThrow(InvalidInputError)
  expect(make).toThrow(field)
})
