import type { Payload } from '../events.ts'
import { bareNumber, encodingOf, nextId, type PayloadForm, time } from './payloads.ts'

/**
 * What an inbound SMS says; each has a default.
 *
 * @example const options: InboundSmsOptions = { from: '12065550123', body: 'STOP' }
 */
export interface InboundSmsOptions {
  /** `modern` by default. */
  form?: PayloadForm | undefined
  /** A new one by default: `mdr2-…`, or `mdr1-…` in the flat form. */
  id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  body?: string | undefined
  timestamp?: Date | undefined
  messageType?: string | undefined
  callbackUrl?: string | undefined
}

const from = '12065550123'
const to = '12065550199'
const when = new Date('2026-01-15T17:00:00Z')

/**
 * The payload of an inbound SMS as it comes over the wire: `to` a bare number, the price as text.
 *
 * @example await handler(webhookRequest(inboundSms({ from: '12065550123', body: 'hello there' })))
 */
export function inboundSms(options: InboundSmsOptions = {}): Payload {
  const sms = { from, to, body: 'hello there', timestamp: when, ...defined(options) }
  if (sms.form === 'flat') {
    return { to: sms.to, body: sms.body, from: sms.from, id: sms.id ?? nextId('mdr1-') }
  }
  return {
    data: {
      attributes: {
        amount_display: '$0.0040',
        amount_nanodollars: '4000000',
        body: sms.body,
        direction: 'inbound',
        from: sms.from,
        is_mms: false,
        message_callback_url: sms.callbackUrl ?? 'https://example.com/flowroute',
        message_encoding: encodingOf(sms.body),
        message_type: sms.messageType ?? 'longcode',
        status: 'delivered',
        timestamp: time(sms.timestamp, 'Z'),
        to: bareNumber(sms.to),
      },
      type: 'message',
      id: sms.id ?? nextId('mdr2-'),
    },
  }
}

/**
 * A file of an inbound MMS.
 *
 * @example inboundMms({ media: [{ fileName: 'cat.jpg', mimeType: 'image/jpeg', fileSize: 58_017 }] })
 */
export interface InboundMediaOptions {
  fileName?: string | undefined
  url?: string | undefined
  mimeType?: string | undefined
  /** In bytes. */
  fileSize?: number | undefined
}

/**
 * What an inbound MMS says; each has a default. There is no flat form.
 *
 * @example const options: InboundMmsOptions = { body: 'my cat', media: [{ fileName: 'cat.jpg' }] }
 */
export interface InboundMmsOptions {
  id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Null by default: a picture and no text. */
  body?: string | null | undefined
  timestamp?: Date | undefined
  messageType?: string | undefined
  /** One picture by default. */
  media?: readonly InboundMediaOptions[] | undefined
}

/**
 * The payload of an inbound MMS as it comes over the wire: empty status, the price a number, files in `included`.
 *
 * @example await handler(webhookRequest(inboundMms({ media: [{ fileName: 'cat.jpg' }, { fileName: 'dog.jpg' }] })))
 */
export function inboundMms(options: InboundMmsOptions = {}): Payload {
  const mms = { from, to, body: null, timestamp: when, media: [{}], ...defined(options) }
  const files = mms.media.map((file) => fileOf(file))
  return {
    data: {
      attributes: {
        status: '',
        body: mms.body,
        direction: 'inbound',
        amount_nanodollars: 9_500_000,
        to: mms.to,
        message_encoding: encodingOf(mms.body ?? ''),
        timestamp: time(mms.timestamp, '.00Z'),
        delivery_receipts: [],
        amount_display: '$0.0095',
        from: mms.from,
        is_mms: true,
        message_type: mms.messageType ?? 'longcode',
      },
      relationships: { media: { data: files.map(({ type, id }) => ({ type, id })) } },
      type: 'message',
      id: mms.id ?? nextId('mdr2-'),
    },
    included: files,
  }
}

function fileOf(options: InboundMediaOptions) {
  const name = options.fileName ?? 'picture.jpg'
  const id = `${nextId('')}-${name}`
  return {
    attributes: {
      url: options.url ?? `https://mms-media.example.com/${id}?Expires=1768496400`,
      file_name: name,
      mime_type: options.mimeType ?? 'image/jpeg',
      file_size: options.fileSize ?? 58_017,
    },
    type: 'media',
    id,
    links: { self: `https://api.flowroute.com/v2.1/media/${id}` },
  }
}

/** Without the members that are undefined, which would hide a default. */
function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
