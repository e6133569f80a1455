/**
 * A mark by which a page that the service repeats is recognised; undefined for an empty page.
 *
 * Items are told apart by their ids. Without ids, the whole page is compared, by a hash so that a long list needs
 * little memory.
 */
export function fingerprint(items: readonly unknown[]): string | number | undefined {
  if (items.length === 0) return undefined
  const [first, last] = [idOf(items[0]), idOf(items.at(-1))]
  return first === undefined || last === undefined
    ? hash(JSON.stringify(items))
    : `${items.length} ${first} ${last}`
}

function idOf(item: unknown): unknown {
  const { id } = (item ?? {}) as { id?: unknown }
  return id ?? undefined
}

/** A hash of 53 bits: the chance that two of a million pages share one is one in ten thousand. */
function hash(text: string): number {
  let [high, low] = [0, 0]
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0xc2b2ae3d)
    low ^= low >>> 15
    high = Math.imul(high ^ low, 0x85ebca77)
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}
