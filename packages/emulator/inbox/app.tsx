import { useEffect, useState } from 'preact/hooks'
import { Account } from './account.tsx'
import { Announcer } from './announcer.tsx'
import { Clock } from './clock.tsx'
import { Deliveries } from './deliveries.tsx'
import { follow, useFeed } from './feed.ts'
import { Mark, SearchIcon, ThemeIcon } from './icons.tsx'
import { Keys } from './keys.tsx'
import { Messages } from './messages.tsx'
import { setNow } from './now.ts'
import { Requests } from './requests.tsx'
import { go, useRoute } from './route.ts'
import { Search } from './search.tsx'
import { useShortcuts } from './shortcuts.ts'
import { Simulating } from './simulating.tsx'
import { Simulation } from './simulation.tsx'
import { TabList, TabPanel } from './tabs.tsx'
import { applyTheme, storedTheme, themeAfter } from './theme.ts'

const tabs = [
  { id: 'messages', title: 'Messages' },
  { id: 'account', title: 'Numbers' },
  { id: 'webhooks', title: 'Webhooks' },
  { id: 'requests', title: 'Requests' },
  { id: 'simulation', title: 'Simulation' },
] as const

/** What is in front of the page. */
type Front = 'keys' | 'new-message' | 'search'

/** The whole page. Nothing is read before the feed is open, so that nothing can be missed in between. */
export function App() {
  const [tab, ...rest] = useRoute()
  const current = tabs.find(({ id }) => id === tab)?.id ?? 'messages'
  const [isLive, setLive] = useState<boolean>()
  const [hasBegun, setBegun] = useState(false)
  const [front, setFront] = useState<Front>()
  const [theme, setTheme] = useState(storedTheme)
  const nextTheme = (): void => {
    const next = themeAfter(theme)
    applyTheme(next)
    setTheme(next)
  }
  const write = (): void => {
    if (current !== 'messages') go('messages')
    setFront('new-message')
  }
  useShortcuts({
    ...Object.fromEntries(tabs.map(({ id }, index) => [String(index + 1), () => go(id)])),
    '/': () => setFront('search'),
    '?': () => setFront('keys'),
    n: write,
    t: nextTheme,
  })
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
        {hasBegun && <Simulating />}
        {hasBegun && <Clock />}
        <div class="bar-buttons">
          <button
            type="button"
            class="square"
            title="Search everything: /"
            aria-label="Search everything"
            onClick={() => setFront('search')}
          >
            <SearchIcon />
          </button>
          <button
            type="button"
            class="square"
            title={`Theme: ${theme}`}
            aria-label={`Theme: ${theme}. Change to ${themeAfter(theme)}`}
            onClick={nextTheme}
          >
            <ThemeIcon theme={theme} />
          </button>
          <button
            type="button"
            class="square"
            title="Keys"
            aria-label="Keys"
            onClick={() => setFront('keys')}
          >
            ?
          </button>
        </div>
      </header>
      <main>
        <TabPanel id={current}>
          {hasBegun && (
            <>
              {current === 'messages' && (
                <Messages
                  ours={rest[0]}
                  theirs={rest[1]}
                  message={rest[2]}
                  isWriting={front === 'new-message'}
                  onWriting={(isWriting) => setFront(isWriting ? 'new-message' : undefined)}
                />
              )}
              {current === 'account' && <Account section={rest[0]} open={rest[1]} />}
              {current === 'webhooks' && <Deliveries open={rest[0]} />}
              {current === 'requests' && <Requests open={rest[0]} />}
              {current === 'simulation' && <Simulation />}
            </>
          )}
        </TabPanel>
      </main>
      {front === 'search' && <Search onClose={() => setFront(undefined)} />}
      {front === 'keys' && <Keys onClose={() => setFront(undefined)} />}
      <Announcer />
    </>
  )
}
