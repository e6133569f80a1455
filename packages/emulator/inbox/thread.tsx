import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { Bubble } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { useFeed } from './feed.ts'
import { date, phone } from './format.ts'
import { linkTo } from './route.ts'
import { useScrollPlace } from './scroll-place.ts'
import { Sentinel } from './sentinel.tsx'
import { ThreadWindow } from './thread-window.ts'

interface ThreadProps {
  ours: string
  theirs: string
}

/** One conversation, seen on the other party's phone: what the application sent is on the left. */
export function Thread({ ours, theirs }: ThreadProps) {
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
  useEffect(() => void thread.loadLatest(), [])
  useLayoutEffect(() => scroll.restore())
  useFeed({
    resync: () => void thread.loadLatest(),
    message: ({ message }) => {
      if (isOf(message, ours, theirs)) thread.put(message)
    },
    receipt: ({ message }) => {
      if (isOf(message, ours, theirs)) thread.put(message)
    },
  })
  const { messages, newer, hasOlder, problem, isLoaded } = thread
  return (
    <section class="thread" aria-label={`Conversation with ${phone(theirs)}`}>
      <header class="thread-head">
        <a class="back" href={linkTo('messages')}>
          <span aria-hidden="true">‹</span>
          <span class="hidden">Back to the conversations</span>
        </a>
        <div>
          <h2>{phone(theirs)}</h2>
          <p>with {phone(ours)}</p>
        </div>
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
            return <Bubble key={message.id} message={message} day={isNewDay ? day : undefined} />
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
