import type { ComponentChildren } from 'preact'
import { moveFocus, tabKeys } from './roving.ts'

interface Tab<Id extends string> {
  id: Id
  title: string
}

interface TabListProps<Id extends string> {
  name: string
  tabs: readonly Tab<Id>[]
  current: Id
  onSelect(id: Id): void
}

/** Tabs: the arrow keys, Home and End go from one to the other. */
export function TabList<Id extends string>({ name, tabs, current, onSelect }: TabListProps<Id>) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = moveFocus(event, '[role=tab]', tabKeys)
    const tab = tabs.find(({ id }) => target?.id === `tab-${id}`)
    if (tab !== undefined) onSelect(tab.id)
  }
  return (
    <div class="tabs" role="tablist" aria-label={name} onKeyDown={onKeyDown}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === current}
          aria-controls={id === current ? `panel-${id}` : undefined}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {title}
        </button>
      ))}
    </div>
  )
}

/** What the current tab shows. */
export function TabPanel({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="panel" role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} key={id}>
      {children}
    </div>
  )
}
