import { InvalidInputError } from '@flowroute/core'

/**
 * How many segments a text takes, and why.
 *
 * @example const { segments }: SegmentCount = countSegments('hello there')
 */
export interface SegmentCount {
  /** The number of segments, each charged as a message; 0 for an empty text. */
  segments: number
  /** The encoding, as in `messageEncoding` of a record: 0 for ASCII, 8 for UCS-2. */
  encoding: 0 | 8
  /** The length in UTF-16 code units; an emoji has two or more. */
  characters: number
  /** The most characters that a segment holds. */
  charactersPerSegment: 160 | 140 | 70
}

/**
 * Counts the segments that a text takes as an SMS, by Flowroute's rules: an ASCII text is one segment up to 160
 * characters, and is split every 140 beyond. One other character makes the whole text UCS-2, which is split every 70.
 *
 * @param text the body of a message
 * @example const { segments, encoding } = countSegments('Grüße') // 1, 8
 * @throws {InvalidInputError} it is not a string
 * @see https://developer.flowroute.com/docs/message-length-concatenation/
 */
export function countSegments(text: string): SegmentCount {
  if (typeof text !== 'string') throw new InvalidInputError([{ field: 'text', message: 'must be a text' }])
  const characters = text.length
  const encoding = /\P{ASCII}/u.test(text) ? 8 : 0
  const charactersPerSegment = encoding === 8 ? 70 : characters > 160 ? 140 : 160
  return {
    segments: Math.ceil(characters / charactersPerSegment),
    encoding,
    characters,
    charactersPerSegment,
  }
}
