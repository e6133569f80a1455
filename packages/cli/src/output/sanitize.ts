import { stripVTControlCharacters } from 'node:util'

/**
 * Control characters, and those that change the direction of text, so that it reads as something else. Line breaks and
 * tabs are not among them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text from outside without what could make a terminal do something: colours, cursor movements, titles, links. */
export function sanitize(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replace(controls, '')
}

/** The same on one line. */
export function sanitizeLine(text: string): string {
  return sanitize(text).replace(/\s+/g, ' ').trim()
}

/** JSON text with the control characters escaped that JSON itself allows. It stands for the same value. */
export function escapeControls(json: string): string {
  return json.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** An item whose texts, in any depth, are on one line and harmless. */
export function sanitizeItem<T>(value: T): T {
  if (typeof value === 'string') return sanitizeLine(value) as T
  if (Array.isArray(value)) return value.map(sanitizeItem) as T
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sanitizeItem(inner)])) as T
}
