import { isObject } from '../http/document.ts'
import { parsePhoneNumber } from '../values/phone-number.ts'
import { type RefusedMessage, refusedId } from '../world/refused-messages.ts'
import { excerpt } from './excerpt.ts'
import type { LoggedRequest } from './request-log.ts'
import type { WireCall } from './wire.ts'

/** Whether a call is one that sends a message. */
export function isSend({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && /^\/v2(?:\.\d)?\/messages\/?$/.test(path)
}

/** What is to be seen of a call without opening it. */
export function aboutCall(call: LoggedRequest): Pick<WireCall, 'reason' | 'message' | 'send'> {
  const reason = reasonOf(call)
  if (!isSend(call)) return { reason, message: null, send: null }
  const { from, to, body } = fieldsOf(call)
  const refused = refusedMessageOf(call) === undefined ? null : refusedId(call.id)
  return {
    reason,
    message: call.messageId ?? refused,
    send: { from: digits(from), to: digits(to), text: body === null ? null : excerpt(body) },
  }
}

/** The message that a call was to send, when the API refused to and it is known who was to write to whom. */
export function refusedMessageOf(call: LoggedRequest): RefusedMessage | undefined {
  // A fault may have refused what had been sent already.
  if (!isSend(call) || call.status === null || call.status < 400 || call.messageId !== undefined)
    return undefined
  const { from, to, body, mediaUrls } = fieldsOf(call)
  const [sender, recipient] = [parsePhoneNumber(from ?? ''), parsePhoneNumber(to ?? '')]
  if (sender === undefined || recipient === undefined) return undefined
  return { from: sender, to: recipient, body, mediaUrls: mediaUrls.filter((url) => URL.canParse(url)) }
}

/** Flowroute's reason for a refusal, in one line. */
export function reasonOf({ status, error, responseBody: { text } }: LoggedRequest): string | null {
  if (status === null) return error ?? null
  if (status < 400) return null
  const document = parse(text)
  if (!isObject(document)) return null
  const { errors, error: own } = document
  const [first] = Array.isArray(errors) ? errors : [own]
  if (!isObject(first)) return typeof first === 'string' ? first : null
  return detailOf(first['detail']) ?? (typeof first['status'] === 'string' ? first['status'] : null)
}

/** The detail of an error: a text, or what is wrong with each attribute. */
function detailOf(detail: unknown): string | null {
  if (typeof detail === 'string') return detail
  const data = isObject(detail) ? detail['data'] : undefined
  const attributes = isObject(data) ? data['attributes'] : undefined
  if (!isObject(attributes)) return null
  return Object.entries(attributes)
    .map(([name, problems]) => `${name}: ${[problems].flat().join(' ')}`)
    .join('; ')
}

/** What the request's body says, in any of the forms that the API takes. */
function fieldsOf({ requestBody: { text } }: LoggedRequest) {
  const document = parse(text)
  const envelope = isObject(document) ? document : {}
  const resource = isObject(envelope['data']) ? envelope['data'] : {}
  const fields = 'data' in envelope ? resource['attributes'] : envelope
  const given = isObject(fields) ? fields : {}
  const read = (name: string): string | null => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const urls = given['media_urls']
  return {
    from: read('from'),
    to: read('to'),
    body: read('body') ?? read('content'),
    mediaUrls: Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [],
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function digits(number: string | null): string | null {
  return number === null ? null : (parsePhoneNumber(number) ?? number)
}
