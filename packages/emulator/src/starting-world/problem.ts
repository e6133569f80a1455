/** Something that is wrong with what a world is to start with. */
export interface WorldProblem {
  /** The member: names and places in lists, from the outermost on. */
  readonly path: readonly (string | number)[]
  /** Continues a sentence that begins with the member's name. */
  readonly message: string
}

/** A member's name as in code: `numbers[0].route`. */
export function nameOf(path: WorldProblem['path']): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')
}
