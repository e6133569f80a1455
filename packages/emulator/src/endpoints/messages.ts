import { origin } from '../http/answer.ts'
import { formatLinkDate, readDate } from '../http/dates.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { optionalFlag, optionalText, optionalUrl, optionalUrls, requiredText } from '../http/fields.ts'
import { linkTo, readPage } from '../http/paging.ts'
import { Problem, unprocessable } from '../problem.ts'
import type { MessageRecord, OutgoingMessage } from '../world/messages.ts'
import type { World } from '../world/world.ts'
import { mediaResource, messageResource, priceDetails } from './message-resources.ts'

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
        const included = record.media.map((media) => mediaResource(media, version))
        return {
          status: 200,
          body: { data: resource(record), ...(included.length > 0 ? { included } : {}) },
        }
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
  const to = readNumber(fields, 'to')
  const from = readNumber(fields, 'from')
  const body = optionalText(fields, 'body') || null
  const mediaUrls = optionalUrls(fields, 'media_urls')
  if (body === null && mediaUrls.length === 0) throw unprocessable('body or media_urls is required.')
  const isMms = optionalFlag(fields, 'is_mms') ?? false
  const dlrCallback = optionalUrl(fields, 'dlr_callback')
  const sender = numbers.find(from)
  if (sender === undefined) {
    const detail = `${from} is not a number on your account; messages can be sent from those only.`
    throw new Problem(403, detail, { title: 'ActionNotAuthorizedError' })
  }
  return { to, from: sender, body, mediaUrls, isMms, dlrCallback }
}

/** Digits with country code: v2.1 shows 11 of them, v2.2 a plus first. */
function readNumber(fields: Fields, name: string): string {
  const [, international, domestic] =
    /^(?:\+([1-9]\d{6,14})|(1\d{10}))$/.exec(requiredText(fields, name)) ?? []
  const digits = international ?? domestic
  if (digits === undefined)
    throw unprocessable(`${name} must be an 11-digit number, or a number with a leading +.`)
  return digits
}
