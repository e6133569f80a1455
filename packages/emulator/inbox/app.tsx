import { useEffect, useState } from 'preact/hooks'
import { Account } from './account.tsx'
import { Announcer } from './announcer.tsx'
import { Clock } from './clock.tsx'
import { Deliveries } from './deliveries.tsx'
import { follow, useFeed } from './feed.ts'
import { Messages } from './messages.tsx'
import { setNow } from './now.ts'
import { Requests } from './requests.tsx'
import { go, useRoute } from './route.ts'
import { TabList, TabPanel } from './tabs.tsx'

const tabs = [
  { id: 'messages', title: 'Messages' },
  { id: 'account', title: 'Numbers' },
  { id: 'webhooks', title: 'Webhooks' },
  { id: 'requests', title: 'Requests' },
] as const

/** The whole page. Nothing is read before the feed is open, so that nothing can be missed in between. */
export function App() {
  const [tab, ...rest] = useRoute()
  const current = tabs.find(({ id }) => id === tab)?.id ?? 'messages'
  const [isLive, setLive] = useState<boolean>()
  const [hasBegun, setBegun] = useState(false)
  useEffect(() => void follow(setLive), [])
  useFeed({
    open(news) {
      setNow(news)
      setBegun(true)
    },
  })
  return (
    <>
      <header class="bar">
        <h1 class="brand">
          <Mark />
          <span class="brand-name">Flowroute emulator</span>
        </h1>
        <p class={isLive === false ? 'status lost' : 'status'} role="status">
          <span class="status-text">
            {isLive === undefined ? 'Connecting' : isLive ? 'Live' : 'Reconnecting'}
          </span>
        </p>
        <TabList name="Sections" tabs={tabs} current={current} onSelect={(id) => go(id)} />
        {hasBegun && <Clock />}
      </header>
      <main>
        <TabPanel id={current}>
          {hasBegun && (
            <>
              {current === 'messages' && <Messages ours={rest[0]} theirs={rest[1]} />}
              {current === 'account' && <Account section={rest[0]} />}
              {current === 'webhooks' && <Deliveries open={rest[0]} />}
              {current === 'requests' && <Requests open={rest[0]} />}
            </>
          )}
        </TabPanel>
      </main>
      <Announcer />
    </>
  )
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 5h24a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H14l-7 6v-6H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />
      <path class="mark-lines" d="M8 12h16M8 17h10" />
    </svg>
  )
}
