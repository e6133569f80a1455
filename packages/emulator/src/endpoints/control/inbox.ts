import type { Call, Endpoint } from '../../http/endpoint.ts'
import { readPage } from '../../http/paging.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import type { WireDelivery } from '../../inbox/wire.ts'
import {
  type WireSource,
  wireConversation,
  wireDelivery,
  wireMessage,
  wireParties,
  wireRequest,
} from '../../inbox/wire-forms.ts'
import { notOnAccount } from '../../problem.ts'
import type { PageRequest } from '../../values/page.ts'
import type { Delivery } from '../../webhooks/delivery.ts'
import type { World } from '../../world/world.ts'

const largestPage = 1_000

/** What happened, for whoever looks on: messages, webhooks, calls of the API, and news of them as they come. */
export function controlInboxEndpoints(world: World, parts: InboxParts): Endpoint[] {
  const source = { ...world, ...parts }
  return [
    ...messageEndpoints(source),
    ...deliveryEndpoints(world, parts, source),
    ...requestEndpoints(parts, source),
    feedEndpoint(world, parts),
  ]
}

function messageEndpoints(source: WireSource): Endpoint[] {
  const { messages } = source
  return [
    {
      method: 'GET',
      path: '/__emulator/messages',
      handle(call) {
        const { items, more } = messages.list(
          Number.NEGATIVE_INFINITY,
          Number.POSITIVE_INFINITY,
          pageOf(call),
        )
        return { status: 200, body: { messages: items.map((record) => wireMessage(record, source)), more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/conversations',
      handle(call) {
        const { items, more } = messages.conversations(pageOf(call))
        const conversations = items.map((conversation) => wireConversation(conversation, source))
        return { status: 200, body: { conversations, more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/conversations/:ours/:theirs',
      handle(call) {
        const [ours, theirs] = [call.parameter('ours'), call.parameter('theirs')]
        const page = aroundMessage(call, () => messages.thread(ours, theirs, everything).items)
        const { items, more } = messages.thread(ours, theirs, page)
        const shown = items.map((record) => wireMessage(record, source))
        const parties = wireParties(ours, theirs, source)
        return { status: 200, body: { ...parties, messages: shown, more, offset: page.offset } }
      },
    },
  ]
}

function deliveryEndpoints({ clock }: World, { deliveries }: InboxParts, source: WireSource): Endpoint[] {
  const wire = (delivery: Delivery): WireDelivery => wireDelivery(delivery, source)
  return [
    {
      method: 'GET',
      path: '/__emulator/deliveries',
      handle(call) {
        // As in this process: all of them in the order in which they were due, unless a page is asked for.
        if (!call.query.has('limit')) {
          return { status: 200, body: { deliveries: deliveries.list().map(wire), more: false } }
        }
        const { items, more } = deliveries.page(pageOf(call))
        return { status: 200, body: { deliveries: items.map(wire), more } }
      },
    },
    {
      method: 'POST',
      path: '/__emulator/deliveries/:id/resend',
      handle(call) {
        if (!deliveries.resend(call.parameter('id'), clock.now().getTime())) throw notOnAccount()
        return { status: 204 }
      },
    },
  ]
}

function requestEndpoints({ log }: InboxParts, source: WireSource): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/requests',
      handle(call) {
        const { items, more } = log.page(pageOf(call))
        return { status: 200, body: { requests: items.map((item) => wireRequest(item, source)), more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/requests/:id',
      handle(call) {
        const found = log.find(call.parameter('id'))
        if (found === undefined) throw notOnAccount()
        return { status: 200, body: wireRequest(found, source) }
      },
    },
  ]
}

function feedEndpoint({ clock }: World, { feed, clockRuns }: InboxParts): Endpoint {
  return {
    method: 'GET',
    path: '/__emulator/events',
    handle({ request }) {
      const open = { now: clock.now().toISOString(), running: clockRuns }
      return feed.connect(request.headers.get('last-event-id'), open)
    },
  }
}

const everything = { limit: Number.MAX_SAFE_INTEGER, offset: 0 }

/** The page that is asked for, or the one in the middle of which the message `around` is, if there is such a message. */
function aroundMessage(call: Call, all: () => readonly { id: string }[]): PageRequest {
  const { limit, offset } = pageOf(call)
  const around = call.query.get('around')
  const place = around === null ? -1 : all().findIndex(({ id }) => id === around)
  return { limit, offset: place === -1 ? offset : Math.max(0, place - Math.floor(limit / 2)) }
}

function pageOf({ query }: Call): PageRequest {
  return readPage(query, largestPage)
}
