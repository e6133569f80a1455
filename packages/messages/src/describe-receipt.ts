import { InvalidInputError } from '@flowroute/core'
import { stateOf } from './receipts.ts'

/**
 * What kind of thing a receipt's code says: `progress` ends nothing, `delivered` is the success; the others are failures:
 * `temporary` may go away by itself, `permanent` does not, `optedOut` is a STOP of the recipient, `spam` a refusal of the
 * content, `sender` a problem of your number, its registration or the request; `unknown` is a code without a description.
 *
 * @example const retry = describeReceipt(code).kind === ('temporary' satisfies ReceiptKind)
 */
export type ReceiptKind =
  | 'progress'
  | 'delivered'
  | 'temporary'
  | 'permanent'
  | 'optedOut'
  | 'spam'
  | 'sender'
  | 'unknown'

/**
 * What a delivery receipt's code means.
 *
 * @example const { meaning, isFinal, advice }: ReceiptDescription = describeReceipt(1116)
 */
export interface ReceiptDescription {
  /** The code that was described. */
  code: number
  /** Flowroute's meaning in words, such as `Destination not text enabled`. */
  meaning: string
  /** What kind of thing it says. */
  kind: ReceiptKind
  /** Whether no other receipt can change it. 1003 is not final, but often the last one. */
  isFinal: boolean
  /** What to do about it. */
  advice: string
}

type Row = readonly [kind: ReceiptKind, meaning: string, advice?: string]

/** What to do about each kind, where a code has no advice of its own. */
const adviceFor: Readonly<Record<ReceiptKind, string>> = {
  progress: 'Wait for the next receipt.',
  delivered: 'Nothing to do.',
  temporary: 'Wait, then send again once.',
  permanent: 'Do not send it again.',
  optedOut: 'Do not send to this recipient from this number until they answer UNSTOP.',
  spam: 'Stop sending this text, and change it.',
  sender: 'Check the number you send from, and its registration.',
  unknown: 'Read the description in the receipt; ask Flowroute what it means.',
}

const askSupport = 'Ask Flowroute about it.'

const codes: Readonly<Record<number, Row>> = {
  1000: ['progress', 'Default state'],
  1001: ['progress', 'Queued for delivery'],
  1002: ['progress', 'Sent'],
  1003: [
    'progress',
    'Accepted by the carrier',
    'Treat it as sent, not as delivered: for many carriers it is the last receipt.',
  ],
  1004: ['delivered', 'Delivered to the handset'],
  1005: ['permanent', 'Rejected', 'Check the text and the number you send from.'],
  1006: ['temporary', 'Expired before it was delivered', 'It may be sent again once.'],
  1007: ['permanent', 'Failed for an unknown reason', 'Send it again at most once.'],
  1008: ['permanent', 'Permanent error while sending'],
  1009: ['temporary', 'Some segments were not sent', 'Shorten the text, and send all of it again.'],
  1010: ['sender', 'Validation failed', 'Correct the request.'],
  1100: ['temporary', 'Unknown error'],
  1101: ['sender', 'Source carrier invalid'],
  1102: ['permanent', 'Destination carrier invalid', 'Do not send to this number.'],
  1103: ['sender', 'Source not authorized', 'Enable messaging for the number, and register it.'],
  1104: ['sender', 'Source carrier disabled', askSupport],
  1105: ['permanent', 'Destination carrier disabled'],
  1106: ['permanent', 'No valid route'],
  1107: ['sender', 'Source TON invalid', 'Check how the sender’s number is written.'],
  1108: ['permanent', 'Destination TON invalid', 'Check how the recipient’s number is written.'],
  1109: ['permanent', 'Route denied'],
  1110: ['optedOut', 'The recipient has opted out (STOP)'],
  1111: ['temporary', 'Temporary resolution failure'],
  1112: ['permanent', 'Permanent resolution failure'],
  1115: ['permanent', 'No handler found', askSupport],
  1116: ['permanent', 'Destination not text enabled', 'It may be a landline: do not send to this number.'],
  1150: ['spam', 'Taken for spam'],
  1152: ['spam', 'Rejected as spam'],
  1160: [
    'sender',
    'Toll-free messaging limits exceeded',
    'Have the toll-free number verified, and send more slowly.',
  ],
  1200: ['temporary', 'Unknown error'],
  1201: ['permanent', 'Message too long', 'Shorten the text.'],
  1202: ['permanent', 'Priority flag invalid', askSupport],
  1203: ['permanent', 'Registered delivery flag invalid', askSupport],
  1204: ['temporary', 'System error'],
  1205: ['sender', 'Source address invalid', 'Check `from`.'],
  1206: ['permanent', 'Destination address invalid', 'Check `to`.'],
  1207: ['permanent', 'Message id invalid'],
  1208: ['permanent', 'Cancel failed'],
  1209: ['permanent', 'Replace failed'],
  1210: ['temporary', 'Queue full'],
  1211: ['permanent', 'Service type invalid', askSupport],
  1212: ['permanent', 'Number of destinations invalid'],
  1213: ['permanent', 'Distribution list name invalid'],
  1214: ['permanent', 'Destination flag invalid'],
  1215: ['permanent', 'Submit with replace invalid'],
  1216: ['permanent', 'ESM class invalid'],
  1217: ['permanent', 'Submit to distribution list invalid'],
  1218: ['temporary', 'Submit failed'],
  1219: ['sender', 'Source TON invalid', 'Check how the sender’s number is written.'],
  1220: ['sender', 'Source NPI invalid', 'Check how the sender’s number is written.'],
  1221: ['permanent', 'Destination TON invalid', 'Check how the recipient’s number is written.'],
  1222: ['permanent', 'Destination NPI invalid', 'Check how the recipient’s number is written.'],
}

/**
 * Describes the code of a delivery receipt: what it means, whether it is final, what to do. The meanings are Flowroute's;
 * the kinds and the advice are this SDK's reading of them.
 *
 * @param code `statusCode` of a receipt
 * @example const { kind, advice } = describeReceipt(1110) // 'optedOut', 'Do not send to this recipient …'
 * @throws {InvalidInputError} the code is not an integer
 * @see https://support.flowroute.com/681766-Delivery-Receipt-Response-Codes
 */
export function describeReceipt(code: number): ReceiptDescription {
  if (!Number.isSafeInteger(code)) {
    throw new InvalidInputError([{ field: 'code', message: 'must be an integer, such as 1003' }])
  }
  const [kind, meaning, advice = adviceFor[kind]] = codes[code] ?? (['unknown', 'Unknown code'] as Row)
  const state = stateOf(code)
  return { code, meaning, kind, isFinal: state === 'delivered' || state === 'failed', advice }
}
