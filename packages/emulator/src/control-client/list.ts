/**
 * A listing that is read page by page as one goes through it, newest first.
 *
 * @example
 * for await (const message of control.messages()) if (message.body === 'hello') break
 * const all = await control.messages().toArray()
 */
export interface ControlList<Item> extends AsyncIterable<Item> {
  /** Reads it to its end. */
  toArray(): Promise<Item[]>
}

/** How many items are asked for at a time. */
const pageSize = 100

/** `readPage` gives the items from an offset on, and whether more follow. */
export function listOf<Item extends { readonly id: string }>(
  readPage: (query: string) => Promise<{ items: readonly Item[]; more: boolean }>,
): ControlList<Item> {
  return {
    [Symbol.asyncIterator]: () => read(readPage),
    async toArray() {
      const items: Item[] = []
      for await (const item of read(readPage)) items.push(item)
      return items
    },
  }
}

async function* read<Item extends { readonly id: string }>(
  readPage: Parameters<typeof listOf<Item>>[0],
): AsyncGenerator<Item, void> {
  // What comes in meanwhile is put in front, and what was on one page is then on the next one once more.
  const seen = new Set<string>()
  for (let offset = 0; ; offset += pageSize) {
    const { items, more } = await readPage(`?limit=${pageSize}&offset=${offset}`)
    for (const item of items) {
      if (!seen.has(item.id)) yield item
      seen.add(item.id)
    }
    if (!more || items.length === 0) return
  }
}
