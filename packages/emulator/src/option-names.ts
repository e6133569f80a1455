/**
 * Refuses options with an unknown name: a misspelt one would be ignored without a word.
 *
 * @param caller the function that was given the options
 * @param known an object with a member for each known name
 * @throws {TypeError} a name is unknown; the message has the nearest known name, or all of them
 */
export function checkOptionNames(
  caller: string,
  options: object,
  known: Readonly<Record<string, true>>,
): void {
  const names = Object.keys(known)
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name)) continue
    const nearest = nearestName(name, names)
    const advice = nearest === undefined ? `Known options: ${names.join(', ')}.` : `Did you mean ${nearest}?`
    throw new TypeError(`${caller}: unknown option ${JSON.stringify(name.slice(0, longestName))}. ${advice}`)
  }
}

/** No known name is nearly as long; it bounds what a comparison costs and what a message repeats. */
const longestName = 40

/** The known name with the fewest edits: at most two, as when two characters change places, or a third of it. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined
  const [nearest] = known
    .map((candidate) => ({ candidate, edits: editDistance(spelling(name), spelling(candidate)) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.edits - b.edits)
  return nearest?.candidate
}

/** `access_key` and `accesskey` are spellings of `accessKey`. */
function spelling(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase()
}

/** Levenshtein distance. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (character === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
