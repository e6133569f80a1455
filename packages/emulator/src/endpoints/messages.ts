import { origin } from '../http/answer.ts'
import { formatLinkDate, readDate } from '../http/dates.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { optionalFlag, optionalUrl } from '../http/fields.ts'
import { linkTo, readPage } from '../http/paging.ts'
import { Problem, unprocessable } from '../problem.ts'
import type { MessageRecord, OutgoingMessage } from '../world/messages.ts'
import type { World } from '../world/world.ts'
import { readContent } from './message-fields.ts'
import { messageDocument, messageResource, priceDetails } from './message-resources.ts'

/** The two versions of the messages API that are alike but for links and prices. */
export type MessagesVersion = 'v2.1' | 'v2.2'

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
        const sent = messages.send(readMessage(await readAttributes(request, { type: 'message' }), world))
        const links = { self: `${origin}${collection}/${sent.id}` }
        const price = version === 'v2.2' ? { price_details: priceDetails(sent) } : {}
        return { status: 202, body: { data: { links, type: 'message', id: sent.id, ...price } } }
      },
    },
    {
      method: 'GET',
      path: collection,
      handle({ query }) {
        const start = readDateFilter(query, 'start_date')
        if (start === undefined) throw unprocessable('start_date is required.')
        const end = readDateFilter(query, 'end_date')
        const request = readPage(query)
        const page = messages.list(start, end ?? Number.POSITIVE_INFINITY, request)
        const next = linkTo(collection, [
          ['limit', String(request.limit)],
          ['start_date', formatLinkDate(start)],
          ['end_date', end === undefined ? undefined : formatLinkDate(end)],
          ['offset', String(request.offset + request.limit)],
        ])
        return { status: 200, body: { data: page.items.map(resource), links: page.more ? { next } : {} } }
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

function readDateFilter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const date = readDate(text)
  if (date === undefined) throw unprocessable(`${name} must be YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss.SSZ.`)
  return date
}

function readMessage(fields: Fields, { numbers }: World): OutgoingMessage {
  const { to, from, body, mediaUrls } = readContent(fields)
  const isMms = optionalFlag(fields, 'is_mms') ?? false
  const dlrCallback = optionalUrl(fields, 'dlr_callback')
  const sender = numbers.find(from)
  if (sender === undefined) {
    const detail = `${from} is not a number on your account; messages can be sent from those only.`
    throw new Problem(403, detail, { title: 'ActionNotAuthorizedError' })
  }
  return { to, from: sender, body, mediaUrls, isMms, dlrCallback }
}
