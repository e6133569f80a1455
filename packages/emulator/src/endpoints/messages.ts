import { messageDocument, messageResource, priceDetails } from '../documents/messages.ts'
import { recordDelayOf } from '../faults/late-record.ts'
import { origin } from '../http/answer.ts'
import { formatLinkDate, readDate } from '../http/dates.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { optionalFlag, optionalUrl } from '../http/fields.ts'
import { linkTo, readPage } from '../http/paging.ts'
import { Problem, unprocessable } from '../problem.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { OutgoingMessage } from '../world/messages.ts'
import type { MessagesVersion } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'
import { readContent } from './message-fields.ts'

const dayMilliseconds = 24 * 3_600_000

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
        const end = readEndDate(query)
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

/** A bare day is meant to its end; a time, midnight too, is exact. */
function readEndDate(query: URLSearchParams): number | undefined {
  const end = readDateFilter(query, 'end_date')
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(query.get('end_date') ?? '')
  return end !== undefined && isDay ? end + dayMilliseconds - 1 : end
}

function readMessage(fields: Fields, { numbers }: World): Omit<OutgoingMessage, 'version' | 'recordDelay'> {
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
