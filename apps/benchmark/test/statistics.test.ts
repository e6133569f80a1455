import { describe, expect, it } from 'vitest'
import { numberText, p99, ratioText, spread } from '../src/statistics.ts'

describe('spread', () => {
  it('is the middle and the quarters, in whatever order they come', () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, p25: 2, p75: 4 })
  })

  it('is not moved by one value that is far off', () => {
    expect(spread([10, 11, 12, 13, 9_999]).median).toBe(12)
  })

  it('halves the distance where two are in the middle', () => {
    expect(spread([1, 2, 3, 10]).median).toBe(2.5)
  })

  it('of one value is that value', () => {
    expect(spread([7])).toEqual({ median: 7, p25: 7, p75: 7 })
  })

  it('of nothing is refused', () => {
    expect(() => spread([])).toThrow('nothing was measured')
  })

  it('leaves the values as they were', () => {
    const values = [3, 1, 2]
    spread(values)
    expect(values).toEqual([3, 1, 2])
  })
})

describe('p99', () => {
  it('is what 99 of 100 do not exceed', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => index + 1)
    expect(p99(values)).toBeGreaterThanOrEqual(990)
    expect(p99(values)).toBeLessThan(992)
  })

  it('is not the highest', () => {
    expect(p99([...Array.from({ length: 999 }, () => 1), 500])).toBe(1)
  })
})

describe('texts', () => {
  it.each([
    [50, 100, '0.50×'],
    [1_234, 100, '12.3×'],
    [12_345, 100, '123×'],
    [999.6, 100, '10.0×'],
    [100, 100, '1.00×'],
  ])('the ratio of %d to %d is %s', (value, base, text) => {
    expect(ratioText(value, base)).toBe(text)
  })

  it('numbers have separators, and decimals where asked for', () => {
    expect(numberText(12_345.678)).toBe('12,346')
    expect(numberText(2, 1)).toBe('2.0')
  })
})
