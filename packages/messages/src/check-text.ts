import { InvalidInputError } from '@flowroute/core'
import type { TextCharacter } from './ascii.ts'
import { countSegments, type SegmentCount } from './segments.ts'

/**
 * Options of `checkText`.
 *
 * @example checkText(body, { pricePerSegment: 0.004 })
 */
export interface CheckTextOptions {
  /** USD per segment, carrier surcharge included. Default: no cost is calculated. */
  pricePerSegment?: number | undefined
}

/**
 * What a text takes and costs as an SMS, and what makes it dear.
 *
 * @example const { segments, cost, nonAscii }: TextCheck = checkText(body, { pricePerSegment: 0.004 })
 */
export interface TextCheck extends SegmentCount {
  /** USD for the message; undefined without a price. */
  cost: number | undefined
  /** The characters that force UCS-2, with their positions; empty for an ASCII text. */
  nonAscii: TextCharacter[]
}

/**
 * Tells what a text takes and costs as an SMS, and which characters force UCS-2, in which a segment holds 70 characters
 * and not 160. `toAscii` replaces those that have a plain equivalent.
 *
 * @param text the body of a message
 * @param options.pricePerSegment USD per segment; default: no cost is calculated
 * @example const { segments, nonAscii } = checkText('It’s ready') // 1, [{ character: '’', index: 2 }]
 * @throws {InvalidInputError} the text is not a string, or the price is negative
 * @see https://developer.flowroute.com/docs/message-length-concatenation/
 */
export function checkText(text: string, { pricePerSegment }: CheckTextOptions = {}): TextCheck {
  const count = countSegments(text)
  if (pricePerSegment !== undefined && !(Number.isFinite(pricePerSegment) && pricePerSegment >= 0)) {
    throw new InvalidInputError([{ field: 'pricePerSegment', message: 'must be a number from 0, in USD' }])
  }
  return {
    ...count,
    // To the nanodollar, which is what Flowroute charges in: 3 × 0.0011 is not exact in binary.
    cost:
      pricePerSegment === undefined ? undefined : Math.round(count.segments * pricePerSegment * 1e9) / 1e9,
    nonAscii: [...text.matchAll(/\P{ASCII}/gu)].map(({ 0: character, index }) => ({ character, index })),
  }
}
