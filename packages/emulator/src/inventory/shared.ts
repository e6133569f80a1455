import type { Inventory } from './inventory.ts'
import { createInventory } from './inventory.ts'

/** How many are kept: tests seldom use more seeds, and each is about a megabyte. */
const maximumKept = 4

const kept = new Map<number, Inventory>()

/**
 * The inventory of a seed, made once for all emulators of this process: it never changes, and to make it takes
 * longer than all the rest of a world. The ones used last are kept.
 */
export function inventoryOf(seed: number): Inventory {
  const inventory = kept.get(seed) ?? createInventory(seed)
  kept.delete(seed)
  kept.set(seed, inventory)
  const [oldest] = kept.keys()
  if (kept.size > maximumKept && oldest !== undefined) kept.delete(oldest)
  return inventory
}
