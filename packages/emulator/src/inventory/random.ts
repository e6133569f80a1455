/**
 * A number of 31 bits that looks random and depends on nothing but the given whole numbers.
 *
 * As any draw can be made again on its own, nothing drawn has to be remembered.
 * Of 31 bits, for engines compute with those as integers: a scan of the inventory is made of such draws.
 */
export function draw(a: number, b: number): number {
  let bits = Math.imul(a ^ 0x5bd1e995, 0x2c1b3c6d) ^ Math.imul(b + 0x7f4a7c15, 0x297a2d39)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39)
  return (bits ^ (bits >>> 15)) >>> 1
}
