import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'

/** A stream of values that look random and are the same for the same seed and name. */
export interface Random {
  /** Lower-case hexadecimal digits, at most 64. */
  hex(length: number): string
  uuid(): string
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number
}

/**
 * The streams of a seed. Those of different names are independent: an extra error answer does not change the
 * id of the next message.
 */
export class RandomStreams {
  readonly #seed: number
  #drawn = new Map<string, number>()

  constructor(seed: number) {
    this.#seed = seed
  }

  /** The stream of that name; it goes on where it was left. */
  stream(name: string): Random {
    return createRandom(this.#seed, name, () => {
      const drawn = this.#drawn.get(name) ?? 0
      this.#drawn.set(name, drawn + 1)
      return drawn
    })
  }

  /** How many values were drawn from each. */
  save(): Record<string, number> {
    return Object.fromEntries(this.#drawn)
  }

  restore(saved: Readonly<Record<string, number>>): void {
    this.#drawn = new Map(Object.entries(saved))
  }
}

/** One stream on its own. `nextIndex` gives the place of the value that is to be drawn, from 0. */
export function createRandom(seed: number, name: string, nextIndex = countFromZero()): Random {
  const hex = (length: number): string =>
    bytesToHex(sha256(`${seed}/${name}/${nextIndex()}`)).slice(0, length)
  return {
    hex,
    uuid() {
      const digits = hex(32)
      const variant = '89ab'[Number.parseInt(digits.slice(16, 17), 16) % 4]
      const parts = [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `${variant}${digits.slice(17, 20)}`,
        digits.slice(20),
      ]
      return parts.join('-')
    },
    integer: (low, high) => low + (Number.parseInt(hex(12), 16) % (high - low + 1)),
  }
}

function countFromZero(): () => number {
  let next = 0
  return () => next++
}
