import type { Credentials } from '../http/auth.ts'
import { toBase64, wellFormedCopy } from '../values/bytes.ts'

/**
 * Makes a function that puts a dot in the place of each character of the secret, in every form in which a
 * request can carry it.
 *
 * The text's length stays, so that a mask before a cut leaves nothing of the secret at the edge.
 */
export function createMask({ accessKey, secretKey }: Credentials): (text: string) => string {
  // Half of a surrogate pair cannot be encoded, and is this on its way anyhow.
  const wellFormed = wellFormedCopy(secretKey)
  const inUrl = encodeURIComponent(wellFormed)
  const inForm = new URLSearchParams({ '': wellFormed }).toString().slice(1)
  // The fourth is a path as error documents repeat it.
  const texts = [secretKey, wellFormed, inUrl, decodeURI(inUrl), inForm]
  const inJson = texts.map((text) => JSON.stringify(text).slice(1, -1))
  const forms = [...texts, ...inJson, toBase64(`${accessKey}:${secretKey}`)]
  // The longest one first, lest a part of it be found before the whole.
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(literally).join('|'), 'g')
  return (text) => text.replace(pattern, dots)
}

/** A dot for each character. */
export function dots(text: string): string {
  return '•'.repeat(text.length)
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
