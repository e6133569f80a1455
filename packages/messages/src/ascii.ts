import { countSegments } from './segments.ts'

/**
 * Options of `toAscii`.
 *
 * @example toAscii('Grüße', { accents: true }).text // 'Grusse'
 */
export interface ToAsciiOptions {
  /** Replace accented letters too: `é` by `e`, `ß` by `ss`. It changes how names are spelt. Default false. */
  accents?: boolean | undefined
}

/**
 * A text in ASCII as far as possible, and what was done to it.
 *
 * @example const { text, remaining }: AsciiText = toAscii('“Hi” 😀') // '"Hi" 😀', [{ character: '😀', index: 5 }]
 */
export interface AsciiText {
  /** The text to send. */
  text: string
  /** What was replaced, in the order of the text that was given. */
  replacements: CharacterReplacement[]
  /** The characters that have no plain equivalent, with their positions in the new text. Any of them forces UCS-2. */
  remaining: TextCharacter[]
}

/**
 * A character of a text.
 *
 * @example for (const { character, index } of checkText(text).nonAscii) console.log(`${character} at ${index}`)
 */
export interface TextCharacter {
  /** The character: a whole code point. */
  character: string
  /** Its position in UTF-16 code units, as `text.slice(index)` counts. */
  index: number
}

/**
 * A character that `toAscii` replaced.
 *
 * @example for (const { character, replacement } of toAscii(text).replacements) console.log(character, replacement)
 */
export interface CharacterReplacement extends TextCharacter {
  /** What stands in its place; empty for an invisible character. */
  replacement: string
}

/** Each line: the replacement, then the characters that it stands for, as word processors and phones write them. */
const equivalents = [
  "'\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bc\uff07",
  '"\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\uff02',
  '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\uff0d',
  ' \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  '\n\u0085\u2028\u2029',
  '*\u00b7\u2022\u2023\u2043\u2219\u25cf',
  '<\u2039',
  '>\u203a',
  '/\u2044\u2215',
]

/** Zero-width space and no-break space, word joiner, marks of direction. */
const isInvisible = /[\u200b\u200e\u200f\u2060\ufeff]/

/** Letters that Unicode does not decompose, each before its replacement. */
const letters = 'ßss ẞSS æae ÆAE œoe ŒOE øo ØO łl ŁL đd ĐD ðd ÐD þth ÞTH ıi'.split(' ')

/** The plain equivalent of what is not ASCII; undefined when there is none. */
function equivalentOf(character: string, accents: boolean): string | undefined {
  if (character === '\u2026') return '...'
  if (isInvisible.test(character)) return ''
  const line = equivalents.find((characters) => characters.includes(character))
  if (line !== undefined) return line[0]
  if (!accents) return undefined
  const letter = letters.find((entry) => entry.startsWith(character))
  const base = letter?.slice(1) ?? character.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  return /^[ -~]+$/.test(base) ? base : undefined
}

/**
 * Replaces characters that have a plain equivalent in ASCII: typographic quotes, dashes, ellipses, bullets, special and
 * invisible spaces, and accented letters if asked. One such character makes a whole text UCS-2, of which a segment holds
 * 70 characters and not 160.
 *
 * ASCII is never changed, and the result never takes more segments than the text: where `...` for `…` would, the
 * ellipses stay.
 *
 * @param text the body of a message
 * @param options.accents replace accented letters too; default false
 * @example const { text } = toAscii('“Don’t wait…” – Anna') // "Don't wait..." - Anna
 * @throws {InvalidInputError} the text is not a string
 * @see https://developer.flowroute.com/docs/message-length-concatenation/
 */
export function toAscii(text: string, { accents = false }: ToAsciiOptions = {}): AsciiText {
  const { segments } = countSegments(text)
  const result = replaceCharacters(text, accents, true)
  return countSegments(result.text).segments > segments ? replaceCharacters(text, accents, false) : result
}

/** @param mayGrow whether a replacement may be longer than the character */
function replaceCharacters(text: string, accents: boolean, mayGrow: boolean): AsciiText {
  const result: AsciiText = { text: '', replacements: [], remaining: [] }
  let end = 0
  // No `i` flag: with it, `\P{ASCII}` matches "s" and "k" too. A letter followed by combining marks is an accented letter too.
  for (const { 0: character, index } of text.matchAll(
    accents ? /[A-Za-z][\u0300-\u036f]+|\P{ASCII}/gu : /\P{ASCII}/gu,
  )) {
    result.text += text.slice(end, index)
    end = index + character.length
    const replacement = equivalentOf(character, accents)
    if (replacement === undefined || (replacement.length > character.length && !mayGrow)) {
      result.remaining.push({ character, index: result.text.length })
      result.text += character
    } else {
      result.replacements.push({ character, index, replacement })
      result.text += replacement
    }
  }
  result.text += text.slice(end)
  return result
}
