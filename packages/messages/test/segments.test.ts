import { InvalidInputError } from '@flowroute/core'
import { countSegments } from '@flowroute/messages'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 1_000 })
const anyText = fc.oneof(ascii, fc.string({ unit: 'binary', maxLength: 400 }))

/** Splits a text as a carrier does. */
function split(text: string, size: number): string[] {
  const pieces: string[] = []
  for (let rest = text; rest !== ''; rest = rest.slice(size)) pieces.push(rest.slice(0, size))
  return pieces
}

test('counts the segments that a text is split into', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
      const isAscii = units.every((unit) => unit <= 127)
      const size = isAscii ? (units.length <= 160 ? 160 : 140) : 70
      expect(countSegments(text)).toEqual({
        segments: split(text, size).length,
        encoding: isAscii ? 0 : 8,
        characters: units.length,
        charactersPerSegment: size,
      })
    }),
    { numRuns: 1_000 },
  )
})

test('one character beyond ASCII makes the whole text UCS-2', () => {
  const other = fc.integer({ min: 0x80, max: 0xffff }).map((unit) => String.fromCharCode(unit))
  fc.assert(
    fc.property(ascii, other, ascii, (before, character, after) => {
      expect(countSegments(before + character + after)).toMatchObject({
        encoding: 8,
        charactersPerSegment: 70,
        segments: Math.ceil((before.length + 1 + after.length) / 70),
      })
    }),
  )
})

test('more text never takes fewer segments', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, more) => {
      expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(countSegments(text).segments)
    }),
  )
})

test.each([
  ['', 0, 0, 160],
  ['a', 1, 0, 160],
  ['~'.repeat(159), 1, 0, 160],
  ['\u007f'.repeat(160), 1, 0, 160],
  ['a'.repeat(161), 2, 0, 140],
  ['a'.repeat(280), 2, 0, 140],
  ['a'.repeat(281), 3, 0, 140],
  ['\u0080', 1, 8, 70],
  ['é'.repeat(70), 1, 8, 70],
  ['é'.repeat(71), 2, 8, 70],
  // Flowroute's own example.
  ['é'.repeat(80), 2, 8, 70],
  // An emoji is two code units.
  ['🐈'.repeat(35), 1, 8, 70],
  ['🐈'.repeat(36), 2, 8, 70],
  ['it’s', 1, 8, 70],
  ['\ud83d', 1, 8, 70],
  ['\0\n\r', 1, 0, 160],
])('%#: %j', (text, segments, encoding, charactersPerSegment) => {
  expect(countSegments(text)).toEqual({ segments, encoding, characters: text.length, charactersPerSegment })
})

test.each([undefined, null, 5, ['a'], {}])('refuses %j', (value) => {
  expect(() => countSegments(value as never)).toThrow(InvalidInputError)
  expect(() => countSegments(value as never)).toThrow(/text must be a text/)
})
