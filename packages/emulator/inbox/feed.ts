import { useEffect, useRef } from 'preact/hooks'
import type { WireEvents } from '../src/inbox/wire.ts'
import { authorization } from './api.ts'

type Name = keyof WireEvents

/** What is done at events of each name. */
export type Handlers = { [N in Name]?: (data: WireEvents[N]) => void }

const subscribers = new Set<(name: Name, data: unknown) => void>()

/** Milliseconds until the next try after the connection broke. */
const pause = 1_000

/**
 * Reads the emulator's live feed for as long as the page is open, and again whenever it breaks off. An
 * `EventSource` cannot show credentials.
 */
export async function follow(onConnection: (isLive: boolean) => void): Promise<never> {
  let lastEventId = ''
  for (;;) {
    try {
      const headers = { authorization, ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }) }
      const response = await fetch('/__emulator/events', { headers, credentials: 'omit', cache: 'no-store' })
      if (response.ok && response.body !== null) {
        for await (const { id, name, data } of eventsOf(response.body)) {
          lastEventId = id
          if (name === 'open') onConnection(true)
          for (const tell of [...subscribers]) tell(name, data)
        }
      }
    } catch {
      // The emulator is not there, or is no longer; the next try will tell.
    }
    onConnection(false)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Has the handlers called while the component is shown. */
export function useFeed(handlers: Handlers): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const tell = (name: Name, data: unknown): void => {
      const handle = latest.current[name] as ((data: unknown) => void) | undefined
      handle?.(data)
    }
    subscribers.add(tell)
    return () => void subscribers.delete(tell)
  }, [])
}

interface FeedEvent {
  id: string
  name: Name
  data: unknown
}

async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<FeedEvent> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parse(block)
      if (event !== undefined) yield event
    }
  }
}

/** The emulator writes one line each; a block without them is a sign of life. */
function parse(block: string): FeedEvent | undefined {
  const [, id, name, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? []
  if (id === undefined || name === undefined || data === undefined) return undefined
  return { id, name: name as Name, data: JSON.parse(data) as unknown }
}
