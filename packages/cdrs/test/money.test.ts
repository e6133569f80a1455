import { expect, test } from 'vitest'
import { toNanodollars } from '../src/money.ts'
import { randomFrom } from './random.ts'

test.each<[string, number | null]>([
  ['0', 0],
  ['-0.00', 0],
  ['0E-8', 0],
  ['1.5e2', 150_000_000_000],
  ['-1.25', -1_250_000_000],
  ['0.000000001', 1],
  ['0.0000000010', 1],
  ['0.0000000001', null],
  ['9007199.254740991', Number.MAX_SAFE_INTEGER],
  ['9007199.254740992', null],
  ['', null],
  ['1,50', null],
  ['.5', null],
  ['$1', null],
  ['NaN', null],
])('%j is %j nanodollars', (text, nanodollars) => {
  expect(toNanodollars(text)).toBe(nanodollars)
})

test('an amount of at most nine decimals is converted exactly', () => {
  const random = randomFrom(1)
  for (let run = 0; run < 5_000; run++) {
    const whole = random.below(random.pick([1, 10, 9_007_199]))
    const fraction = String(random.below(1_000_000_000)).padStart(9, '0').slice(0, random.below(10))
    const exact = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
    const text = fraction === '' ? `${whole}` : `${whole}.${fraction}`
    expect([text, toNanodollars(text)]).toEqual([text, Number(exact)])
    expect([text, toNanodollars(`-${text}`)]).toEqual([text, exact === 0n ? 0 : -Number(exact)])
  }
})
