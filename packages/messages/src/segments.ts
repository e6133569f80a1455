import { InvalidInputError } from '@flowroute/core'

/**
 * How a text is cut for sending.
 *
 * @example const { segments }: SegmentCount = countSegments('hello there')
 */
export interface SegmentCount {
  /** How many segments, each charged as a message; 0 for an empty text. */
  segments: number
  /** As `messageEncoding` of a record has it: 0 for ASCII, 8 for UCS-2. */
  encoding: 0 | 8
  /** UTF-16 code units; an emoji has two or more. */
  characters: number
  /** How many characters fit into each segment. */
  charactersPerSegment: 160 | 140 | 70
}

/**
 * Counts the segments that a text takes as an SMS, by Flowroute's own rules: an ASCII text of up to 160 characters
 * is one segment and a longer one is cut every 140; any other character makes it UCS-2, cut every 70.
 *
 * @param text the body of a message
 * @example const { segments, encoding } = countSegments('Grüße') // 1, 8
 * @throws {InvalidInputError} it is not a text
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
