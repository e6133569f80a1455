import { parseTime } from '@flowroute/core/resource'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** Far from UTC, so that a time read as local shows. */
let zone: string | undefined

beforeEach(() => {
  zone = process.env['TZ']
  process.env['TZ'] = 'America/Los_Angeles'
})

afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

describe('parseTime', () => {
  test.each([
    // As the documentation and captures have them.
    ['2017-12-21T16:44:34.93Z', '2017-12-21T16:44:34.930Z'],
    ['2017-12-21T16:44:35.00Z', '2017-12-21T16:44:35.000Z'],
    ['2018-04-16 16:20:32.939166+00:00', '2018-04-16T16:20:32.939Z'],
    ['2016-04-14T21:10:27.366645+00:00', '2016-04-14T21:10:27.366Z'],
    ['2019-03-19T22:49:48.060Z', '2019-03-19T22:49:48.060Z'],
    ['Fri, 01 Jun 2018 00:17:52 GMT', '2018-06-01T00:17:52.000Z'],
    ['Mon, 22 Aug 2022 07:23:53 GMT', '2022-08-22T07:23:53.000Z'],
    ['2022-02-06T17:52:33Z', '2022-02-06T17:52:33.000Z'],
    ['2017-12-21T16:44:35+00:00', '2017-12-21T16:44:35.000Z'],
    // Decimals of any length.
    ['2018-06-01T00:17:52.3Z', '2018-06-01T00:17:52.300Z'],
    ['2018-06-01T00:17:52.37Z', '2018-06-01T00:17:52.370Z'],
    ['2018-06-01T00:17:52.00Z', '2018-06-01T00:17:52.000Z'],
    ['2018-06-01T00:17:52.980000Z', '2018-06-01T00:17:52.980Z'],
    ['2018-06-01T00:17:52.9999999Z', '2018-06-01T00:17:52.999Z'],
    ['2018-06-01T00:17:52,25Z', '2018-06-01T00:17:52.250Z'],
    // Zones.
    ['2018-06-01T00:17:52+05:30', '2018-05-31T18:47:52.000Z'],
    ['2018-06-01T00:17:52+0530', '2018-05-31T18:47:52.000Z'],
    ['2018-06-01T00:17:52.5-07:00', '2018-06-01T07:17:52.500Z'],
    ['2018-06-01 00:17:52 +00:00', '2018-06-01T00:17:52.000Z'],
    ['2018-06-01 00:17:52 Z', '2018-06-01T00:17:52.000Z'],
    ['2018-06-01t00:17:52z', '2018-06-01T00:17:52.000Z'],
    // None of them, which is UTC.
    ['2018-06-01T00:17:52', '2018-06-01T00:17:52.000Z'],
    ['2018-06-01 00:17:52.939166', '2018-06-01T00:17:52.939Z'],
    ['2018-06-01T00:17', '2018-06-01T00:17:00.000Z'],
    ['2018-06-01', '2018-06-01T00:00:00.000Z'],
    [' 2018-06-01T00:17:52Z\n', '2018-06-01T00:17:52.000Z'],
    ['Fri, 1 Jun 2018 00:17:52 GMT', '2018-06-01T00:17:52.000Z'],
    ['Fri, 01 Jun 2018 00:17:52 GMT\n', '2018-06-01T00:17:52.000Z'],
    ['2020-02-29', '2020-02-29T00:00:00.000Z'],
  ])('%j is %s', (text, expected) => {
    expect(parseTime(text)?.toISOString()).toBe(expected)
  })

  test.each([
    '',
    ' ',
    'never',
    'null',
    '0',
    '1528000000',
    '2018',
    '2018-06',
    '2018-6-1',
    '18-06-01',
    '2018/06/01',
    '06/01/2018',
    '2018-13-01',
    '2018-00-01',
    '2018-06-32',
    '2018-06-01T25:00:00Z',
    '2018-06-01T00:60:00Z',
    '2018-06-01T00:00:61Z',
    '2018-06-01T00:17:52+99:00',
    '2018-06-01T00:17:52.Z',
    '2018-06-01T00:17:52Zulu',
    '2018-06-01T00:17:52Z 2018-06-01T00:17:52Z',
    '2018-06-01T',
    '2018-06-01Tnoon',
    '+002018-06-01T00:00:00Z',
    'June 1, 2018',
    'Fri, whenever',
    'Not, 12 ',
    'Abc, 5 Mar',
    'Fri, 01 Jun',
    'Fri, 01 Jun 2018',
    'Fri, 01 Jun 2018 00:17:52',
    'Fri, 01 Jun 2018 noon GMT',
    'Fri, 01 Jun 2018 00:17:52 GMT and then some',
    'Fri, 99 Jun 2018 00:17:52 GMT',
    'Fri, 01 Foo 2018 00:17:52 GMT',
    'Fri, 01 Jun 2018 25:17:52 GMT',
  ])('%j is no time', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  test('reads a time to the millisecond in every form and zone', () => {
    const instants = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 })
    const two = (value: number): string => String(value).padStart(2, '0')
    fc.assert(
      fc.property(
        instants,
        minutes,
        fc.constantFrom('T', ' '),
        fc.constantFrom('', ':'),
        (date, off, t, colon) => {
          const local = new Date(date.getTime() + off * 60_000).toISOString().slice(0, -1).replace('T', t)
          const [hours, rest] = [Math.floor(Math.abs(off) / 60), Math.abs(off) % 60]
          const written = `${local}456${off < 0 ? '-' : '+'}${two(hours)}${colon}${two(rest)}`
          expect(parseTime(written)?.getTime(), written).toBe(date.getTime())
          const seconds = Math.floor(date.getTime() / 1_000) * 1_000
          expect(parseTime(date.toUTCString())?.getTime()).toBe(seconds)
        },
      ),
      { numRuns: 500 },
    )
  })
})
