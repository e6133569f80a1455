/** Characters of a text that are shown in a row. */
const longest = 100

/** The beginning of a text. */
export function excerpt(text: string): string {
  // By characters and not by units: half of an emoji is none.
  return text.length <= longest ? text : [...text.slice(0, 2 * longest)].slice(0, longest).join('')
}
