/** Chooses at random, and chooses the same with the same seed. */
export interface Random {
  /** An integer from 0 to below the bound. */
  below(bound: number): number
  /** True once in so many times. */
  onceIn(count: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
}

export function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 2_654_435_761)
  /** Mulberry32, whose low bits are as good as its high ones. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    below,
    onceIn: (count) => below(count) === 0,
    pick: ([first, ...more]) => [first, ...more][below(more.length + 1)] ?? first,
  }
}
