import { createHash } from 'node:crypto'

const bytes = 6

/** Random choices that are the same for the same seed, on every machine. */
export class SeededRandom {
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

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0]
  }

  /** True in that share of cases, in percent. */
  chance(percent: number): boolean {
    return this.below(100) < percent
  }
}
