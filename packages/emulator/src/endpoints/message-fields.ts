import type { Fields } from '../http/document.ts'
import { optionalText, optionalUrls, requiredText } from '../http/fields.ts'
import { Problem, unprocessable } from '../problem.ts'
import { parsePhoneNumber } from '../values/phone-number.ts'
import type { AccountNumber, Numbers } from '../world/numbers.ts'

/** What a message has whichever way it goes. */
interface MessageFields {
  to: string
  from: string
  body: string | null
  mediaUrls: string[]
}

/** Reads who writes what to whom; a text or media there must be. */
export function readContent(fields: Fields): MessageFields {
  const to = readNumber(fields, 'to')
  const from = readNumber(fields, 'from')
  const body = optionalText(fields, 'body') || null
  const mediaUrls = optionalUrls(fields, 'media_urls')
  if (body === null && mediaUrls.length === 0) throw unprocessable('body or media_urls is required.')
  return { to, from, body, mediaUrls }
}

/** The account's number that a message is sent from. */
export function senderOf(from: string, numbers: Pick<Numbers, 'find'>): AccountNumber {
  const sender = numbers.find(from)
  if (sender !== undefined) return sender
  const detail = `${from} is not a number on your account; messages can be sent from those only.`
  throw new Problem(403, detail, { title: 'ActionNotAuthorizedError' })
}

/** v2.1 shows numbers of 11 digits, v2.2 with a plus first. */
function readNumber(fields: Fields, name: string): string {
  const digits = parsePhoneNumber(requiredText(fields, name))
  if (digits === undefined) {
    throw unprocessable(`${name} must be an 11-digit number, or a number with a leading +.`)
  }
  return digits
}
