import { useEffect, useState } from 'preact/hooks'
import type { WireUpcomings } from '../src/inbox/wire-search.ts'
import { ask } from './api.ts'
import { useFeed } from './feed.ts'
import { moment } from './format.ts'

const shown = 8

/** What the clock will bring, the first thing first. */
export function Upcoming() {
  const [{ upcoming, count }, setUpcoming] = useState<WireUpcomings>({ upcoming: [], count: 0 })
  const read = (): void => {
    const found = ask<WireUpcomings>('GET', `/__emulator/upcoming?limit=${shown}`)
    found.then(setUpcoming).catch(() => {})
  }
  useEffect(read, [])
  useFeed({
    resync: read,
    clock: read,
    message: read,
    receipt: read,
    delivery: read,
    'account-changed': read,
  })
  if (count === 0) return <p class="quiet">Nothing waits for the clock.</p>
  return (
    <>
      <h4>What comes next</h4>
      <ol class="upcoming">
        {upcoming.map(({ at, kind, id, text }) => (
          <li key={`${at} ${kind} ${id}`}>
            <time dateTime={at}>{moment(at)}</time> {text}
          </li>
        ))}
      </ol>
      {count > upcoming.length && <p class="quiet">and {count - upcoming.length} more</p>}
    </>
  )
}
