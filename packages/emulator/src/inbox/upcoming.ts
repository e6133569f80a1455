import type { Deliveries } from '../webhooks/deliveries.ts'
import type { AgendaEvent } from '../world/agenda.ts'
import type { World } from '../world/world.ts'
import type { WireUpcoming, WireUpcomings } from './wire-search.ts'

/** What is still to happen by itself, the first thing first. */
export function upcoming(world: World, deliveries: Deliveries, limit: number): WireUpcomings {
  const { entries, count } = world.agenda.upcoming(limit)
  const others = [...approvals(world), ...messagingStarts(world)]
  const all = [
    ...entries.map(({ at, item }) => ({ at: iso(at), ...describe(item, world, deliveries) })),
    ...others,
  ]
  // A stable sort: what happens at the same moment stays in its order.
  const inOrder = all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { upcoming: inOrder.slice(0, limit), count: count + others.length }
}

function describe(
  event: AgendaEvent | { kind: 'task' },
  { messages, portOrders, cdrExports }: World,
  deliveries: Deliveries,
): Omit<WireUpcoming, 'at'> {
  switch (event.kind) {
    case 'task':
      return { kind: 'request', id: null, text: 'A late request takes effect' }
    case 'receipt': {
      const record = messages.find(event.message)
      const text = `Receipt for the message to ${record?.to}: ${record?.receipts[event.receipt]?.description}`
      return { kind: 'receipt', id: event.message, text }
    }
    case 'arrival': {
      const record = messages.find(event.message)
      return {
        kind: 'arrival',
        id: event.message,
        text: `Message from ${record?.from} arrives at ${record?.to}`,
      }
    }
    case 'retry':
      return {
        kind: 'retry',
        id: event.delivery,
        text: `Webhook is tried again: ${deliveries.urlOf(event.delivery)}`,
      }
    case 'port-order': {
      const { alias, state } = portOrders.get(event.order)
      return {
        kind: 'port-order',
        id: event.order,
        text: `Port order ${alias || event.order} leaves the state ${state}`,
      }
    }
    case 'cdr-export': {
      const { id } = cdrExports.get(event.id)
      return { kind: 'cdr-export', id, text: `Export ${id} of call records ends` }
    }
    case 'provisioning':
      return { kind: 'provisioning', id: event.task, text: `Provisioning task ${event.task} ends` }
    case 'pull':
      return { kind: 'pull', id: event.order, text: `A document of port order ${event.order} is fetched` }
  }
}

function approvals({ cnams }: World): WireUpcoming[] {
  return cnams.pending().map(({ id, value, approvedAt }) => ({
    ...{ at: iso(approvedAt ?? 0), kind: 'cnam', id },
    text: `Caller name ${value} is approved`,
  }))
}

function messagingStarts({ numbers, clock }: World): WireUpcoming[] {
  const now = clock.now().getTime()
  return [...numbers.all()].flatMap(({ listing: { number }, provisioning }) =>
    provisioning === null || provisioning.readyAt <= now
      ? []
      : [
          {
            at: iso(provisioning.readyAt),
            kind: 'messaging',
            id: number,
            text: `Messaging of ${number} is on`,
          },
        ],
  )
}

function iso(moment: number): string {
  return new Date(moment).toISOString()
}
