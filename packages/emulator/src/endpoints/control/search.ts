import type { Endpoint } from '../../http/endpoint.ts'
import { readPage } from '../../http/paging.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import { search } from '../../inbox/search.ts'
import { upcoming } from '../../inbox/upcoming.ts'
import { unprocessable } from '../../problem.ts'
import type { World } from '../../world/world.ts'

const largestPage = 100
const usualPage = 20

/** A search over all that is there, and what the clock is to bring. */
export function controlSearchEndpoints(world: World, parts: InboxParts): Endpoint[] {
  const source = { ...world, ...parts }
  return [
    {
      method: 'GET',
      path: '/__emulator/search',
      handle({ query }) {
        const text = query.get('q') ?? ''
        if (text.trim() === '') throw unprocessable('q is required: a text to search for.')
        return { status: 200, body: search(world, source, text, limitOf(query)) }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/upcoming',
      handle: ({ query }) => ({ status: 200, body: upcoming(world, parts.deliveries, limitOf(query)) }),
    },
  ]
}

function limitOf(query: URLSearchParams): number {
  return query.has('limit') ? readPage(query, largestPage).limit : usualPage
}
