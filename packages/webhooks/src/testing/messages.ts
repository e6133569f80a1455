import type { Payload } from '../events.ts'
import { formatTime, messageEncoding, nextId, type PayloadForm, withDefaults } from './payloads.ts'

/**
 * Options of `inboundSms`; each has a default.
 *
 * @example const options: InboundSmsOptions = { from: '12065550123', body: 'STOP' }
 */
export interface InboundSmsOptions {
  /** `modern` by default. */
  form?: PayloadForm | undefined
  /** A new one by default: `mdr2-…`, or `mdr1-…` in the flat form. */
  id?: string | undefined
  /** `12065550123` by default. */
  from?: string | undefined
  /** `12065550199` by default. */
  to?: string | undefined
  /** `hello there` by default. */
  body?: string | undefined
  /** 2026-01-15T17:00:00Z by default; not in the flat form. */
  timestamp?: Date | undefined
  /** `longcode` by default; not in the flat form. */
  messageType?: string | undefined
  /** `https://example.com/flowroute` by default; not in the flat form. */
  callbackUrl?: string | undefined
}

const from = '12065550123'
const to = '12065550199'
const timestamp = new Date('2026-01-15T17:00:00Z')

/**
 * The payload of an inbound SMS, with the types that it has on the wire: the price is text.
 *
 * @throws {ConfigurationError} an option is unknown
 * @example await handler(webhookRequest(inboundSms({ from: '12065550123', body: 'hello there' })))
 */
export function inboundSms(options: InboundSmsOptions = {}): Payload {
  const sms = withDefaults(options, {
    form: 'modern',
    id: undefined,
    from,
    to,
    body: 'hello there',
    timestamp,
    messageType: 'longcode',
    callbackUrl: 'https://example.com/flowroute',
  })
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
        message_callback_url: sms.callbackUrl,
        message_encoding: messageEncoding(sms.body),
        message_type: sms.messageType,
        status: 'delivered',
        timestamp: formatTime(sms.timestamp, 'Z'),
        to: sms.to,
      },
      type: 'message',
      id: sms.id ?? nextId('mdr2-'),
    },
  }
}

/**
 * A file of an inbound MMS; each option has a default.
 *
 * @example inboundMms({ media: [{ fileName: 'cat.jpg', mimeType: 'image/jpeg', fileSize: 58_017 }] })
 */
export interface InboundMediaOptions {
  /** `picture.jpg` by default. */
  fileName?: string | undefined
  /** A URL that cannot be fetched by default. */
  url?: string | undefined
  /** `image/jpeg` by default. */
  mimeType?: string | undefined
  /** In bytes; 58,017 by default. */
  fileSize?: number | undefined
}

/**
 * Options of `inboundMms`; each has a default. There is no flat form.
 *
 * @example const options: InboundMmsOptions = { body: 'my cat', media: [{ fileName: 'cat.jpg' }] }
 */
export interface InboundMmsOptions {
  /** A new one by default: `mdr2-…`. */
  id?: string | undefined
  /** `12065550123` by default. */
  from?: string | undefined
  /** `12065550199` by default. */
  to?: string | undefined
  /** Null by default: a picture without text. */
  body?: string | null | undefined
  /** 2026-01-15T17:00:00Z by default. */
  timestamp?: Date | undefined
  /** `longcode` by default. */
  messageType?: string | undefined
  /** One picture by default. */
  media?: readonly InboundMediaOptions[] | undefined
}

/**
 * The payload of an inbound MMS, with the types that it has on the wire: the status is empty, the price is a number, and
 * the files are in `included`.
 *
 * @throws {ConfigurationError} an option is unknown
 * @example await handler(webhookRequest(inboundMms({ media: [{ fileName: 'cat.jpg' }, { fileName: 'dog.jpg' }] })))
 */
export function inboundMms(options: InboundMmsOptions = {}): Payload {
  const mms = withDefaults(options, {
    id: undefined,
    from,
    to,
    body: null,
    timestamp,
    messageType: 'longcode',
    media: [{}],
  })
  const files = mms.media.map((file) => mediaResource(file))
  return {
    data: {
      attributes: {
        status: '',
        body: mms.body,
        direction: 'inbound',
        amount_nanodollars: 9_500_000,
        to: mms.to,
        message_encoding: messageEncoding(mms.body ?? ''),
        timestamp: formatTime(mms.timestamp, '.00Z'),
        delivery_receipts: [],
        amount_display: '$0.0095',
        from: mms.from,
        is_mms: true,
        message_type: mms.messageType,
      },
      relationships: { media: { data: files.map(({ type, id }) => ({ type, id })) } },
      type: 'message',
      id: mms.id ?? nextId('mdr2-'),
    },
    included: files,
  }
}

function mediaResource(options: InboundMediaOptions) {
  const file = withDefaults(options, {
    fileName: 'picture.jpg',
    url: undefined,
    mimeType: 'image/jpeg',
    fileSize: 58_017,
  })
  const id = `${nextId('')}-${file.fileName}`
  return {
    attributes: {
      url: file.url ?? `https://mms-media.example.com/${id}?Expires=1768496400`,
      file_name: file.fileName,
      mime_type: file.mimeType,
      file_size: file.fileSize,
    },
    type: 'media',
    id,
    links: { self: `https://api.flowroute.com/v2.1/media/${id}` },
  }
}
