import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
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
  const rows = useRef<HTMLUListElement>(null)
  const found = useRef<string | undefined>(undefined)
  useEffect(() => {
    // A link may lead to one that is far down, or hidden by a filter.
    if (open === undefined || found.current === open) return
    if (list.items.some((item) => keyOf(item) === open)) {
      found.current = open
      rows.current?.querySelector('[aria-expanded=true]')?.scrollIntoView({ block: 'nearest' })
    } else if (more) {
      void list.loadMore()
    }
  }, [open, list.items])
  const shown = new Set(items)
  const visible = list.items.filter((item) => shown.has(item) || keyOf(item) === open)
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
      {visible.length === 0 && list.items.length > 0 && !more && (
        <Empty title="Nothing to show">
          <p>{list.items.length} are hidden by a filter or cleared.</p>
        </Empty>
      )}
      <ul ref={rows} onKeyDown={(event) => moveFocus(event, '.record-head', listKeys)}>
        {visible.map((item) => {
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
            <Sentinel onNear={() => void list.loadMore()} version={list.items} />
          </li>
        )}
      </ul>
    </section>
  )
}
