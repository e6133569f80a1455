import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import type { WireEvents } from '../src/inbox/wire.ts'
import { Bubble } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { keyOf } from './conversation.ts'
import { useFeed } from './feed.ts'
import { date, dayInWords, phone } from './format.ts'
import { now } from './now.ts'
import { OptedOut } from './opted-out.tsx'
import { Rename } from './rename.tsx'
import { linkTo } from './route.ts'
import { useScrollPlace } from './scroll-place.ts'
import { Sentinel } from './sentinel.tsx'
import { ThreadWindow } from './thread-window.ts'
import { markRead } from './unread.ts'

interface ThreadProps {
  ours: string
  theirs: string
  /** The id of the message that is to be seen at first; the latest one if it is left out. */
  message: string | undefined
}

/** One conversation, seen on the other party's phone: what the application sent is on the left. */
export function Thread({ ours, theirs, message: wanted }: ThreadProps) {
  const [isRenaming, setRenaming] = useState(false)
  const [, render] = useReducer((count: number) => count + 1, 0)
  const scroll = useScrollPlace()
  const thread: ThreadWindow = useMemo(() => {
    const changed: () => void = () => {
      scroll.remember(thread.newer === 0)
      render(undefined as never)
    }
    return new ThreadWindow(ours, theirs, changed)
  }, [])
  const answer = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (wanted === undefined) void thread.loadLatest()
    else void thread.loadAround(wanted).then(() => scroll.toItem(wanted))
  }, [])
  useLayoutEffect(() => scroll.restore())
  const news = ({ message, conversation }: WireEvents['message']): void => {
    if (!isOf(message, ours, theirs)) return
    thread.put(message)
    if (conversation !== null) thread.setParties(conversation)
  }
  useFeed({
    resync: () => void thread.loadLatest(),
    message: news,
    refused: news,
    receipt: ({ message }) => {
      if (isOf(message, ours, theirs)) thread.put(message)
    },
    request: ({ request }) => {
      if (request.message !== null) thread.patch(request.message, () => ({ request: request.id }))
    },
    delivery: ({ delivery: { id, about } }) =>
      thread.patch(about.id, ({ deliveries }) => ({ deliveries: [...new Set([...deliveries, id])] })),
    'account-changed': () => void thread.reloadParties(),
  })
  const { messages, newer, hasOlder, problem, isLoaded, parties } = thread
  const newest = messages.at(-1)?.id
  useEffect(() => {
    if (newest !== undefined && newer === 0) markRead(keyOf({ ours, theirs }), newest)
  }, [newest, newer])
  const title = parties.theirsName ?? phone(theirs)
  return (
    <section class="thread" aria-label={`Conversation with ${phone(theirs)}`}>
      <header class="thread-head">
        <a class="back" href={linkTo('messages')}>
          <span aria-hidden="true">‹</span>
          <span class="hidden">Back to the conversations</span>
        </a>
        <div>
          <h2>
            {title} {parties.optedOut && <OptedOut />}
          </h2>
          <p>
            {parties.theirsName !== null && `${phone(theirs)} `}with{' '}
            {parties.oursName === null ? phone(ours) : `${parties.oursName}, ${phone(ours)}`}
          </p>
        </div>
        <button type="button" class="small rename" onClick={() => setRenaming(true)}>
          {parties.theirsName === null ? 'Name' : 'Rename'}
          <span class="hidden"> {phone(theirs)}</span>
        </button>
      </header>
      <section class="thread-scroll scroll" ref={scroll.box} aria-label="Messages">
        {problem !== undefined && (
          <p class="nothing" role="alert">
            {problem}
          </p>
        )}
        {hasOlder && <Sentinel onNear={() => void thread.loadOlder()} version={messages} />}
        {isLoaded && messages.length === 0 && <p class="nothing">There are no messages between the two.</p>}
        <ol class="bubbles" ref={scroll.content}>
          {messages.map((message, index) => {
            const day = date(message.timestamp)
            const previous = messages[index - 1]
            const isNewDay = previous === undefined || date(previous.timestamp) !== day
            const words = isNewDay ? dayInWords(message.timestamp, now()) : undefined
            return <Bubble key={message.id} message={message} day={words} isWanted={message.id === wanted} />
          })}
        </ol>
        {newer > 0 && <Sentinel onNear={() => void thread.loadNewer()} version={messages} />}
      </section>
      {newer > 0 && (
        <button
          type="button"
          class="latest small"
          onClick={() => void thread.loadLatest().then(scroll.toEnd)}
        >
          Latest messages
        </button>
      )}
      <Composer ours={ours} theirs={theirs} box={answer} />
      {isRenaming && <Rename number={theirs} name={parties.theirsName} onClose={() => setRenaming(false)} />}
    </section>
  )
}

function isOf(
  { from, to, direction }: { from: string; to: string; direction: string },
  ours: string,
  theirs: string,
) {
  return direction === 'outbound' ? from === ours && to === theirs : from === theirs && to === ours
}
