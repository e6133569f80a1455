import { oldMessageResource } from '../documents/old-messages.ts'
import { recordDelayOf } from '../faults/late-record.ts'
import { readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { setSentMessage } from '../http/sent-message.ts'
import { unprocessable } from '../problem.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { World } from '../world/world.ts'
import { readContent, senderOf } from './message-fields.ts'
import { readWindow } from './message-window.ts'

const collection = '/v2/messages'

/** The messages API v2.0: SMS only, sent and looked up. */
export function oldMessageEndpoints(world: World): Endpoint[] {
  const { messages, numbers, callbacks } = world
  const resource = (record: MessageRecord): object => {
    const url =
      numbers.find(record.to)?.callbacks.inEffect('sms_callback') ?? callbacks.inEffect('sms_callback')
    return oldMessageResource(record, record.direction === 'inbound' ? (url ?? null) : null)
  }
  return [
    {
      method: 'POST',
      path: collection,
      async handle({ request }) {
        const { content, ...fields } = await readAttributes(request, { type: 'message' })
        // Flowroute's own samples name the text so.
        const { to, from, body, mediaUrls } = readContent({ body: content, ...fields })
        if (mediaUrls.length > 0) throw unprocessable('media_urls needs version 2.1 of the API or newer.')
        const sent = messages.send({
          ...{ to, body, mediaUrls, isMms: false, dlrCallback: undefined, version: 'v2' },
          from: senderOf(from, numbers),
          recordDelay: recordDelayOf(request),
        })
        setSentMessage(request, sent.id)
        return { status: 200, body: { data: { id: sent.id } } }
      },
    },
    {
      method: 'GET',
      path: collection,
      handle({ query }) {
        const { start, end, page, next } = readWindow(query, collection)
        const { items, more } = messages.list(start, end, page)
        return { status: 200, body: { data: items.map(resource), links: more ? { next } : {} } }
      },
    },
    {
      method: 'GET',
      path: `${collection}/:id`,
      handle: (call) => ({ status: 200, body: { data: resource(messages.get(call.parameter('id'))) } }),
    },
  ]
}
