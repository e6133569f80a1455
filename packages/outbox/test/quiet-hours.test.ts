import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zonesByAreaCode } from '../src/rules/area-code-zones.ts'
import { quietRule } from '../src/rules/quiet-hours.ts'

const night = quietRule({ from: '21:00', until: '08:00' })
const at = (text: string): number => Date.parse(text)
const time = (milliseconds: number): string => new Date(milliseconds).toISOString()

const [seattle, newYork, tollFree] = ['12065550100', '12125550100', '18005550100']

describe('quiet hours', () => {
  test.each([
    ['in the day: at once', seattle, '2026-01-15T18:00:00Z', '2026-01-15T18:00:00Z'],
    ['in the evening: the next morning there', seattle, '2026-01-16T05:30:00Z', '2026-01-16T16:00:00Z'],
    ['after midnight: the same morning', seattle, '2026-01-16T10:00:00Z', '2026-01-16T16:00:00Z'],
    ['at their very end: at once', seattle, '2026-01-16T16:00:00Z', '2026-01-16T16:00:00Z'],
    ['at their very start: not any more', newYork, '2026-01-16T02:00:00Z', '2026-01-16T13:00:00Z'],
    ['in summer time', newYork, '2026-07-16T01:00:00Z', '2026-07-16T12:00:00Z'],
    ['in the night in which it begins', newYork, '2026-03-08T02:00:00Z', '2026-03-08T12:00:00Z'],
    ['in the night in which it ends', newYork, '2026-11-01T01:00:00Z', '2026-11-01T13:00:00Z'],
    [
      'of a toll-free number: the zone of the account',
      tollFree,
      '2026-01-16T02:00:00Z',
      '2026-01-16T13:00:00Z',
    ],
  ])('%s', (_, recipient, now, allowed) => {
    expect(time(night.allowedFrom(recipient, at(now)))).toBe(time(at(allowed)))
  })

  test('of an area code with several zones end when all of them allow it', () => {
    const several = [...zonesByAreaCode()].find(
      ([, zones]) => zones.includes('America/New_York') && zones.includes('America/Chicago'),
    )
    const recipient = `1${several?.[0]}5550100`
    // 08:00 in New York is 07:00 in Chicago.
    expect(time(night.allowedFrom(recipient, at('2026-01-16T13:00:00Z')))).toBe('2026-01-16T14:00:00.000Z')
  })

  test('within a day, and another zone for those that are not known', () => {
    const lunch = quietRule({ from: '12:00', until: '13:30', zone: 'Pacific/Honolulu' })
    expect(time(lunch.allowedFrom(tollFree, at('2026-01-15T22:15:00Z')))).toBe('2026-01-15T23:30:00.000Z')
    expect(time(lunch.allowedFrom(tollFree, at('2026-01-15T20:15:00Z')))).toBe('2026-01-15T20:15:00.000Z')
  })

  test('whose end is skipped when summer time begins', () => {
    const early = quietRule({ from: '22:00', until: '02:30' })
    expect(time(early.allowedFrom(newYork, at('2026-03-08T05:00:00Z')))).toBe('2026-03-08T07:30:00.000Z')
  })

  test.each([
    [{ from: '25:00', until: '08:00' }, /quietHours.from/],
    [{ from: '21:00', until: '8' }, /quietHours.until/],
    [{ from: '08:00', until: '08:00' }, /must differ/],
    [{ from: '21:00', until: '08:00', zone: 'Mars/Olympus' }, /Mars/],
  ])('%j are refused', (hours, message) => {
    expect(() => quietRule(hours)).toThrow(message)
  })

  test('whatever the moment, what is allowed is not quiet in any zone of the recipient, and is the first such minute', () => {
    const codes = [...zonesByAreaCode().keys()]
    const hourIn = (moment: number, zone: string): number =>
      Number(
        new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
          moment,
        ),
      )
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') }),
        (code, now) => {
          const zones = zonesByAreaCode().get(code) ?? []
          const isQuiet = (moment: number): boolean =>
            zones.some((zone) => hourIn(moment, zone) >= 21 || hourIn(moment, zone) < 8)
          const allowed = night.allowedFrom(`1${code}5550100`, now)
          expect(isQuiet(allowed)).toBe(false)
          expect(allowed).toBeGreaterThanOrEqual(now)
          if (allowed > now) expect(isQuiet(allowed - 60_000)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test('every zone of the table is known to this runtime', () => {
  const zones = new Set([...zonesByAreaCode().values()].flat())
  expect(zones.size).toBeGreaterThan(10)
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en-US', { timeZone: zone })).not.toThrow()
})
