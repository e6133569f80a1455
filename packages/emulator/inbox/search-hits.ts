import type { WireMessage } from '../src/inbox/wire.ts'
import type { WireFound } from '../src/inbox/wire-search.ts'
import { kindOf } from './delivery-detail.tsx'
import { date, phone, timeOfDay } from './format.ts'
import { linkTo } from './route.ts'

/** One thing that was found, as a link to it. */
interface Hit {
  key: string
  href: string
  title: string
  note: string
}

/** What was found, by kind; kinds of which nothing was found are left out. */
export function hitsOf(found: WireFound): { title: string; hits: Hit[] }[] {
  const groups = [
    {
      title: 'Conversations',
      hits: found.conversations.map(({ ours, theirs, theirsName, oursName, last }) => ({
        key: `${ours} ${theirs}`,
        href: linkTo('messages', ours, theirs),
        title: theirsName ?? phone(theirs),
        note: `with ${oursName ?? phone(ours)}: ${last.body ?? 'media'}`,
      })),
    },
    {
      title: 'Messages',
      hits: found.messages.map((message) => ({
        key: message.id,
        href: linkTo('messages', ...partiesOf(message), message.id),
        title: `${phone(message.from)} to ${phone(message.to)}`,
        note: `${date(message.timestamp)}, ${timeOfDay(message.timestamp)}: ${message.body ?? 'media'}`,
      })),
    },
    {
      title: 'Numbers',
      hits: found.numbers.map(({ number, alias, place, type }) => ({
        key: number,
        href: linkTo('account', 'owned', number),
        title: phone(number),
        note: `${alias ?? ''} ${place ?? type}`.trim(),
      })),
    },
    {
      title: 'Requests',
      hits: found.requests.map(({ id, method, path, status, reason }) => ({
        key: id,
        href: linkTo('requests', id),
        title: `${method} ${path}`,
        note: `${status ?? 'no answer'} ${reason ?? ''}`.trim(),
      })),
    },
    {
      title: 'Webhooks',
      hits: found.deliveries.map((delivery) => ({
        key: delivery.id,
        href: linkTo('webhooks', delivery.id),
        title: kindOf(delivery),
        note: `${delivery.about.text ?? ''} ${delivery.url}`.trim(),
      })),
    },
  ]
  return groups.filter(({ hits }) => hits.length > 0)
}

function partiesOf({ direction, from, to }: WireMessage): [string, string] {
  return direction === 'outbound' ? [from, to] : [to, from]
}
