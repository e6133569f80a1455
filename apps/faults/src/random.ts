/** Random choices that are the same for the same seed, on every machine and in every runtime. */
export class SeededRandom {
  #state: number

  constructor(seed: string) {
    // FNV-1a: similar seeds begin far apart.
    this.#state = 2_166_136_261
    for (const character of seed) {
      this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 16_777_619)
    }
  }

  /** An integer from 0 to below the bound. */
  below(bound: number): number {
    // Mulberry32.
    this.#state = (this.#state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0]
  }

  /** True in that percentage of cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent
  }
}
