import type { Call, Endpoint } from '../../http/endpoint.ts'
import { readPage } from '../../http/paging.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import { wireConversation, wireDelivery, wireMessage, wireRequest } from '../../inbox/wire-forms.ts'
import { notOnAccount } from '../../problem.ts'
import type { PageRequest } from '../../values/page.ts'
import type { World } from '../../world/world.ts'

const largestPage = 1_000

/** What happened, for whoever looks on: messages, webhooks, calls of the API, and news of them as they come. */
export function controlInboxEndpoints(world: World, parts: InboxParts): Endpoint[] {
  return [
    ...messageEndpoints(world),
    ...deliveryEndpoints(world, parts),
    ...requestEndpoints(parts),
    feedEndpoint(world, parts),
  ]
}

function messageEndpoints({ messages }: World): Endpoint[] {
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
        return { status: 200, body: { messages: items.map((record) => wireMessage(record, messages)), more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/conversations',
      handle(call) {
        const { items, more } = messages.conversations(pageOf(call))
        const conversations = items.map((conversation) => wireConversation(conversation, messages))
        return { status: 200, body: { conversations, more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/conversations/:ours/:theirs',
      handle(call) {
        const [ours, theirs] = [call.parameter('ours'), call.parameter('theirs')]
        const { items, more } = messages.thread(ours, theirs, pageOf(call))
        return { status: 200, body: { messages: items.map((record) => wireMessage(record, messages)), more } }
      },
    },
  ]
}

function deliveryEndpoints({ clock }: World, { deliveries }: InboxParts): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/deliveries',
      handle(call) {
        // As in this process: all of them in the order in which they were due, unless a page is asked for.
        if (!call.query.has('limit')) {
          return { status: 200, body: { deliveries: deliveries.list().map(wireDelivery), more: false } }
        }
        const { items, more } = deliveries.page(pageOf(call))
        return { status: 200, body: { deliveries: items.map(wireDelivery), more } }
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

function requestEndpoints({ log }: InboxParts): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/requests',
      handle(call) {
        const { items, more } = log.page(pageOf(call))
        return { status: 200, body: { requests: items.map(wireRequest), more } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/requests/:id',
      handle(call) {
        const found = log.find(call.parameter('id'))
        if (found === undefined) throw notOnAccount()
        return { status: 200, body: wireRequest(found) }
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

function pageOf({ query }: Call): PageRequest {
  return readPage(query, largestPage)
}
