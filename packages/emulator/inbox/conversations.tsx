import { useEffect, useRef } from 'preact/hooks'
import { type Conversation, keyOf } from './conversation.ts'
import { Empty } from './empty.tsx'
import { phone } from './format.ts'
import { OptedOut } from './opted-out.tsx'
import type { PagedList } from './paged-list.ts'
import { linkTo } from './route.ts'
import { listKeys, moveFocus } from './roving.ts'
import { Sentinel } from './sentinel.tsx'
import { isUnread } from './unread.ts'
import { When } from './when.tsx'

interface ConversationsProps {
  list: PagedList<Conversation>
  current: string | undefined
}

/** The conversations, the latest one first. */
export function Conversations({ list, current }: ConversationsProps) {
  const { items, more, isLoaded, problem } = list
  const rows = useRef<HTMLUListElement>(null)
  const previous = useRef(current)
  useEffect(() => {
    // Whoever leaves a thread is where it was opened.
    if (current === undefined && previous.current !== undefined) {
      rows.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(previous.current)}"]`)?.focus()
    }
    previous.current = current
  }, [current])
  const place = items.findIndex((item) => keyOf(item) === current)
  useEffect(() => {
    // Whatever comes in above it, the row that is open stays in sight.
    if (place >= 0) rows.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [place, current])
  if (problem !== undefined)
    return (
      <p class="nothing" role="alert">
        {problem}
      </p>
    )
  if (isLoaded && items.length === 0)
    return (
      <Empty title="No messages yet">
        <p>Those that your application sends are shown here as soon as it sends them.</p>
      </Empty>
    )
  const inTabOrder = items.some((item) => keyOf(item) === current) ? current : firstKey(items)
  return (
    <ul
      class="conversations scroll"
      ref={rows}
      onKeyDown={(event) => moveFocus(event, '.conversation', listKeys)}
    >
      {items.map((item) => (
        <Row
          key={keyOf(item)}
          conversation={item}
          isCurrent={keyOf(item) === current}
          isInTabOrder={keyOf(item) === inTabOrder}
        />
      ))}
      {more && (
        <li>
          <Sentinel onNear={() => void list.loadMore()} version={items} />
        </li>
      )}
    </ul>
  )
}

interface RowProps {
  conversation: Conversation
  isCurrent: boolean
  isInTabOrder: boolean
}

function Row({ conversation, isCurrent, isInTabOrder }: RowProps) {
  const { ours, theirs, oursName, theirsName, optedOut, last } = conversation
  const key = keyOf(conversation)
  const isNew = !isCurrent && isUnread(key, last.id)
  const text = last.body ?? 'Picture or other media'
  return (
    <li>
      <a
        class={isNew ? 'conversation unread' : 'conversation'}
        data-key={key}
        href={linkTo('messages', ours, theirs)}
        aria-current={isCurrent ? 'true' : undefined}
        tabIndex={isInTabOrder ? 0 : -1}
      >
        <span class="conversation-who">
          {isNew && <span class="hidden">Unread: </span>}
          {theirsName ?? phone(theirs)} {optedOut && <OptedOut />}
        </span>
        <When iso={last.timestamp} />
        <span class="conversation-text">
          {last.refused !== null && <span class="problem">Not sent: </span>}
          {last.direction === 'outbound' && <span class="conversation-sender">App: </span>}
          {text.slice(0, 200)}
        </span>
        <span class="conversation-number" title={`with ${phone(ours)}`}>
          <span class="hidden">with </span>
          {oursName ?? `…${ours.slice(-4)}`}
        </span>
      </a>
    </li>
  )
}

function firstKey([first]: readonly Conversation[]): string | undefined {
  return first === undefined ? undefined : keyOf(first)
}
