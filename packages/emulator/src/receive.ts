import { parsePhoneNumber } from './values/phone-number.ts'
import { isWebUrl } from './values/web-url.ts'
import type { IncomingMessage } from './world/messages.ts'
import type { Numbers } from './world/numbers.ts'

/**
 * A message from somebody outside to a number of the account. With media it is an MMS, else an SMS.
 *
 * @example emulator.receive({ from: '12065550100', to: number, body: 'STOP' })
 */
export interface ReceivedMessage {
  /** 11 digits that begin with 1, or a number with a leading `+`. */
  from: string
  /** A number of the account, in the same forms. */
  to: string
  /** The text; may be left out when there are media. */
  body?: string
  /** Absolute http or https URLs. Nothing is fetched. */
  mediaUrls?: readonly string[]
}

/**
 * The message as the records take it.
 *
 * @throws {TypeError} a member has the wrong type, or there is neither text nor media
 * @throws {RangeError} a number or URL is not one, or `to` is not on the account
 */
export function checkReceived(message: ReceivedMessage, numbers: Numbers): IncomingMessage {
  const { body, mediaUrls = [] } = message
  const from = checkNumber('from', message.from)
  const to = checkNumber('to', message.to)
  if (body !== undefined && typeof body !== 'string') throw new TypeError('body must be a string')
  if (!Array.isArray(mediaUrls) || !mediaUrls.every((url) => typeof url === 'string')) {
    throw new TypeError('mediaUrls must be an array of strings')
  }
  if (!mediaUrls.every(isWebUrl)) throw new RangeError('mediaUrls must hold absolute http or https URLs')
  if (!body && mediaUrls.length === 0) throw new TypeError('body or mediaUrls is required')
  const recipient = numbers.find(to)
  if (recipient === undefined) throw new RangeError(`to must be a number on the account, and ${to} is not`)
  return { from, to: recipient, body: body || null, mediaUrls }
}

function checkNumber(name: string, text: unknown): string {
  if (typeof text !== 'string') throw new TypeError(`${name} must be a string`)
  const number = parsePhoneNumber(text)
  if (number === undefined) {
    throw new RangeError(`${name} must be an 11-digit number, or a number with a leading +`)
  }
  return number
}
