import { useEffect, useRef } from 'preact/hooks'
import type { Listed, WireConversation } from '../src/inbox/wire.ts'
import { ask } from './api.ts'
import { type Conversation, keyOf } from './conversation.ts'
import { Conversations } from './conversations.tsx'
import { Empty } from './empty.tsx'
import { useFeed } from './feed.ts'
import { FirstMinute } from './first-minute.tsx'
import { NewMessage } from './new-message.tsx'
import { usePagedList } from './paged-list.ts'
import { go, linkTo } from './route.ts'
import { Thread } from './thread.tsx'
import { isUnread, markRead } from './unread.ts'

const pageTitle = document.title

interface MessagesProps {
  ours: string | undefined
  theirs: string | undefined
  /** The id of the message that is to be seen; the latest one if it is left out. */
  message: string | undefined
  /** Whether the form for a message from outside is open. */
  isWriting: boolean
  onWriting(isWriting: boolean): void
}

/** Conversations, and the one that is open. */
export function Messages({ ours, theirs, message, isWriting, onWriting }: MessagesProps) {
  const list = usePagedList<Conversation>('conversations', loadConversations, keyOf)
  const writeButton = useRef<HTMLButtonElement>(null)
  const news = ({ conversation }: { conversation: WireConversation | null }): void => {
    if (conversation !== null) list.put(conversation, true)
  }
  useFeed({
    resync: () => void list.reload(),
    message: news,
    refused: news,
    'account-changed': () => void list.reload(),
    receipt: ({ message }) => {
      const known = list.items.find((conversation) => conversation.last.id === message.id)
      if (known !== undefined) list.put({ ...known, last: message }, false)
    },
  })
  const isOpen = ours !== undefined && theirs !== undefined
  const current = isOpen ? keyOf({ ours, theirs }) : undefined
  const unread = list.items.filter((item) => keyOf(item) !== current && isUnread(keyOf(item), item.last.id))
  useEffect(() => {
    document.title = unread.length > 0 ? `(${unread.length}) ${pageTitle}` : pageTitle
  }, [unread.length])
  const readAll = (): void => {
    for (const item of unread) markRead(keyOf(item), item.last.id)
    void list.reload()
  }
  // With nothing to read, or asked for, there is what an application needs.
  const isAsked = !isOpen && ours === 'connect'
  const isGuide = !isOpen && (isAsked || (list.isLoaded && list.items.length === 0))
  return (
    <div class={`messages ${isOpen || isAsked ? 'open' : isGuide ? 'guided' : ''}`}>
      <section class="side" aria-label="Conversations">
        <div class="side-head">
          <h2>Conversations</h2>
          <button type="button" class="primary small" ref={writeButton} onClick={() => onWriting(true)}>
            New inbound message
          </button>
        </div>
        {unread.length > 0 && (
          <p class="side-note">
            {unread.length} unread
            <button type="button" class="small" onClick={readAll}>
              Mark as read
            </button>
          </p>
        )}
        <Conversations list={list} current={current} />
      </section>
      {isOpen ? (
        <Thread key={`${current} ${message}`} ours={ours} theirs={theirs} message={message} />
      ) : isGuide ? (
        <FirstMinute hasBack={isAsked} />
      ) : (
        <Empty title="No conversation chosen">
          <p>Choose one to read it and to answer as the other party.</p>
          <p>
            <a href={linkTo('messages', 'connect')}>Connect another application</a>
          </p>
        </Empty>
      )}
      {isWriting && (
        <NewMessage
          onClose={() => {
            onWriting(false)
            writeButton.current?.focus()
          }}
          onSent={(to, from) => go('messages', to, from)}
        />
      )}
    </div>
  )
}

async function loadConversations(query: string) {
  type Answer = Listed<'conversations', WireConversation>
  const { conversations, more } = await ask<Answer>('GET', `/__emulator/conversations?${query}`)
  return { items: conversations, more }
}
