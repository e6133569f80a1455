/** How a text is carried: 0 is ASCII, 8 is UCS-2. */
export type MessageEncoding = 0 | 8

/** Into how many messages a text is cut for sending, and in which encoding. */
export function segment(text: string): { encoding: MessageEncoding; segments: number } {
  const ascii = /^\p{ASCII}*$/u.test(text)
  return {
    encoding: ascii ? 0 : 8,
    segments: Math.ceil(text.length / charactersEach(text, ascii)),
  }
}

/** Flowroute counts in UCS-2 units, and its segments are not the usual 153 and 67. */
function charactersEach(text: string, ascii: boolean): number {
  if (!ascii) return 70
  return text.length <= 160 ? 160 : 140
}
