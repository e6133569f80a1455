import { messageDocument, messageResource, priceDetails } from '../documents/messages.ts'
import { recordDelayOf } from '../faults/late-record.ts'
import { origin } from '../http/answer.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { optionalFlag, optionalUrl } from '../http/fields.ts'
import { setSentMessage } from '../http/sent-message.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { OutgoingMessage } from '../world/messages.ts'
import type { MessagesVersion } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'
import { readContent, senderOf } from './message-fields.ts'
import { readWindow } from './message-window.ts'

/** Sending messages and looking their records up. */
export function messageEndpoints(world: World, version: MessagesVersion): Endpoint[] {
  const { messages } = world
  const collection = `/${version}/messages`
  const resource = (record: MessageRecord): object => messageResource(record, messages.receiptsOf(record))
  return [
    {
      method: 'POST',
      path: collection,
      async handle({ request }) {
        const sent = messages.send({
          ...readMessage(await readAttributes(request, { type: 'message' }), world),
          version,
          recordDelay: recordDelayOf(request),
        })
        setSentMessage(request, sent.id)
        const links = { self: `${origin}${collection}/${sent.id}` }
        const price = version === 'v2.2' ? { price_details: priceDetails(sent) } : {}
        return { status: 202, body: { data: { links, type: 'message', id: sent.id, ...price } } }
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
      handle(call) {
        const record = messages.get(call.parameter('id'))
        return { status: 200, body: messageDocument(record, messages.receiptsOf(record), version) }
      },
    },
  ]
}

function readMessage(fields: Fields, { numbers }: World): Omit<OutgoingMessage, 'version' | 'recordDelay'> {
  const { to, from, body, mediaUrls } = readContent(fields)
  const isMms = optionalFlag(fields, 'is_mms') ?? false
  const dlrCallback = optionalUrl(fields, 'dlr_callback')
  return { to, from: senderOf(from, numbers), body, mediaUrls, isMms, dlrCallback }
}
