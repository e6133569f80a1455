import { InvalidInputError } from '@flowroute/core'
import { describeReceipt } from '@flowroute/messages'
import { expect, test } from 'vitest'

test.each([
  [1000, 'progress', false],
  [1002, 'progress', false],
  [1003, 'progress', false],
  [1004, 'delivered', true],
  [1006, 'temporary', true],
  [1010, 'sender', true],
  [1110, 'optedOut', true],
  [1116, 'permanent', true],
  [1150, 'spam', true],
  [1160, 'sender', true],
  [1222, 'permanent', true],
])('%i is %s', (code, kind, isFinal) => {
  expect(describeReceipt(code)).toMatchObject({ code, kind, isFinal })
})

test('describes every code that Flowroute documents', () => {
  const documented = [
    ...range(1000, 1010),
    ...range(1100, 1112),
    ...[1115, 1116, 1150, 1152, 1160],
    ...range(1200, 1222),
  ]
  for (const code of documented) {
    const { kind, meaning, advice } = describeReceipt(code)
    expect(kind).not.toBe('unknown')
    expect(meaning).toMatch(/^[A-Z]/)
    expect(advice).toMatch(/\.$/)
  }
  expect(describeReceipt(1003).advice).toContain('not as delivered')
  expect(describeReceipt(1116).meaning).toBe('Destination not text enabled')
})

test('says of a code that it does not know that it does not know it', () => {
  expect(describeReceipt(1113)).toMatchObject({ kind: 'unknown', isFinal: true })
  expect(describeReceipt(1400)).toMatchObject({ kind: 'unknown', isFinal: false })
})

test.each([[Number.NaN], ['1003'], [undefined]])('refuses %j', (code) => {
  expect(() => describeReceipt(code as number)).toThrow(InvalidInputError)
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
