/** The first index below `length` from which on the test holds, or `length`; it must hold ever after it first does. */
export function firstIndex(length: number, holdsAt: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holdsAt(middle)) high = middle
    else low = middle + 1
  }
  return low
}
