import type { ComponentChildren } from 'preact'
import { Empty } from './empty.tsx'
import type { PagedList } from './paged-list.ts'
import { listKeys, moveFocus } from './roving.ts'
import { Sentinel } from './sentinel.tsx'

interface RecordsProps<Item> {
  name: string
  list: PagedList<Item>
  /** Those of the list that are shown. */
  items: readonly Item[]
  /** Stands above them. */
  filters: ComponentChildren
  keyOf(item: Item): string
  /** The key of the one that is open. */
  open: string | undefined
  onToggle(key: string | undefined): void
  /** Shown when there are none. */
  none: ComponentChildren
  summary(item: Item): ComponentChildren
  detail(item: Item): ComponentChildren
}

/** Records one below the other, of which one can be opened. */
export function Records<Item>(props: RecordsProps<Item>) {
  const { name, list, items, filters, keyOf, open, onToggle, none, summary, detail } = props
  const { more, isLoaded, problem } = list
  return (
    <section class="records scroll" aria-label={name}>
      <h2 class="hidden">{name}</h2>
      {problem !== undefined && (
        <p class="nothing" role="alert">
          {problem}
        </p>
      )}
      {list.items.length > 0 && filters}
      {isLoaded && list.items.length === 0 && none}
      {items.length === 0 && list.items.length > 0 && !more && (
        <Empty title="Nothing to show">
          <p>{list.items.length} are hidden by a filter or cleared.</p>
        </Empty>
      )}
      <ul onKeyDown={(event) => moveFocus(event, '.record-head', listKeys)}>
        {items.map((item) => {
          const key = keyOf(item)
          const isOpen = key === open
          return (
            <li key={key} class="record">
              <button
                type="button"
                class="record-head"
                aria-expanded={isOpen}
                aria-controls={isOpen ? `record-${key}` : undefined}
                onClick={() => onToggle(isOpen ? undefined : key)}
              >
                {summary(item)}
              </button>
              {isOpen && (
                <div class="record-body" id={`record-${key}`}>
                  {detail(item)}
                </div>
              )}
            </li>
          )
        })}
        {more && (
          <li>
            <Sentinel onNear={() => void list.loadMore()} version={items} />
          </li>
        )}
      </ul>
    </section>
  )
}
