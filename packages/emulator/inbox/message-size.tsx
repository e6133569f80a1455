import { segmentPrice } from '../src/world/prices.ts'
import { segment } from '../src/world/segments.ts'
import { count } from './format.ts'

/** So many of the characters that need UCS-2 are shown. */
const shownCharacters = 12

/** Into how many segments a text would be cut, what they cost, and which characters make them short. */
export function MessageSize({ text, isMms }: { text: string; isMms: boolean }) {
  if (isMms) return <p class="size">MMS, {dollars(segmentPrice(true))}</p>
  if (text === '') return null
  const { encoding, segments } = segment(text)
  const wide = [...new Set(text.match(/[^\p{ASCII}]/gu) ?? [])]
  return (
    <p class="size">
      {count(segments, 'segment')}, {encoding === 8 ? 'UCS-2' : 'ASCII'},{' '}
      {dollars(segments * segmentPrice(false))}
      {wide.length > 0 && (
        <>
          {' '}
          because of{' '}
          {wide.slice(0, shownCharacters).map((character) => (
            <kbd key={character} title={`U+${codeOf(character)}`}>
              {character}
            </kbd>
          ))}
          {wide.length > shownCharacters && ` and ${wide.length - shownCharacters} more`}
        </>
      )}
    </p>
  )
}

function dollars(nanodollars: number): string {
  return `$${(nanodollars / 1e9).toFixed(4)}`
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
