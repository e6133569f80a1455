import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { md5 } from '../src/md5.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const expected = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

/** The test suite of RFC 1321, appendix A.5. */
test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
])('of "%s"', (text, digest) => {
  expect(hex(md5(new TextEncoder().encode(text)))).toBe(digest)
})

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1_000, 100_000])(
  'of %i bytes, about the ends of blocks',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + 251) % 256)
    expect(hex(md5(bytes))).toBe(expected(bytes))
  },
)

test('of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const before = bytes.slice()
      expect(hex(md5(bytes))).toBe(expected(bytes))
      expect(bytes).toStrictEqual(before)
    }),
    { numRuns: 1_000 },
  )
})

test('of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(hex(md5(bytes))).toBe(expected(bytes))
    }),
  )
})

test('of a part of a buffer', () => {
  const whole = new TextEncoder().encode('--abc--')
  expect(hex(md5(whole.subarray(2, 5)))).toBe('900150983cd24fb0d6963f7d28e17f72')
})
