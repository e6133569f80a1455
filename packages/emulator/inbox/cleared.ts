import { useState } from 'preact/hooks'
import type { PagedList } from './paged-list.ts'

/** What was cleared away, by the name of the list: it stays so when another tab is looked at in between. */
const clearedLists = new Map<string, ReadonlySet<string>>()

/** Hides what a list has at this moment. Nothing is deleted: it can be shown again. */
export function useCleared<Item>(name: string, list: PagedList<Item>, keyOf: (item: Item) => string) {
  const [cleared, setCleared] = useState<ReadonlySet<string>>(clearedLists.get(name) ?? new Set())
  const set = (keys: ReadonlySet<string>): void => {
    clearedLists.set(name, keys)
    setCleared(keys)
  }
  const items = list.items.filter((item) => !cleared.has(keyOf(item)))
  return {
    items,
    /** How many of those that are loaded are hidden. */
    count: list.items.length - items.length,
    clear: () => set(new Set(list.items.map(keyOf))),
    showAll: () => set(new Set()),
  }
}
