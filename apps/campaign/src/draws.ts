import { createHash } from 'node:crypto'

const bytes = 6

/** Chance that comes out the same whenever its seed does, on every machine. */
export class Draws {
  readonly #seed: string
  #drawn = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    const digest = createHash('sha256')
      .update(`${this.#seed} ${this.#drawn++}`)
      .digest()
    return digest.readUIntBE(0, bytes) % bound
  }

  oneOf<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0]
  }

  /** True so many times in a hundred. */
  percent(share: number): boolean {
    return this.below(100) < share
  }
}
