import { createHash } from 'node:crypto'

/** A stream of values that look random and are the same for the same seed and name. */
export interface Random {
  /** Lower-case hexadecimal digits, at most 64. */
  hex(length: number): string
  uuid(): string
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
}

/**
 * Streams of different names are independent: an extra error answer does not change the id of the next
 * message.
 */
export function createRandom(seed: number, name: string): Random {
  let drawn = 0
  const hex = (length: number): string =>
    createHash('sha256').update(`${seed}/${name}/${drawn++}`).digest('hex').slice(0, length)
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
