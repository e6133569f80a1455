import { ConfigurationError } from '@flowroute/core'

/** Names are quoted in messages up to this length: they may be anything. */
const maxQuoted = 64

/**
 * Refuses names that are not known, such as a misspelt option, with the known name that is nearest.
 *
 * @throws {ConfigurationError} a name is unknown; values are not in the message
 */
export function checkNames(given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const nearest = nearestName(name, known)
    const advice = nearest === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${nearest}"?`
    throw new ConfigurationError(`Unknown option "${name.slice(0, maxQuoted)}". ${advice}`)
  }
}

/** The known name that takes the fewest edits, if those are no more than a third of it. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > maxQuoted) return undefined
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits)
  const [best] = ranked
  return best !== undefined && best.edits <= best.candidate.length / 3 ? best.candidate : undefined
}

/** Levenshtein distance: how many characters have to be added, removed or replaced. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
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
