import type { Conversations } from './conversations.ts'
import { describeMedia } from './media.ts'
import type { MessageRecord, Refusal } from './message-record.ts'
import type { Numbers } from './numbers.ts'
import { segmentPrice } from './prices.ts'
import { segment } from './segments.ts'

/** How many are remembered. */
const maximumRemembered = 1_000

/** What was to be sent. */
export interface RefusedMessage {
  from: string
  to: string
  body: string | null
  mediaUrls: readonly string[]
}

/** The latest messages that the API refused to send: shown in their conversations, and known nowhere else. */
export class RefusedMessages {
  readonly #records: MessageRecord[] = []
  readonly #conversations: () => Conversations
  readonly #numbers: Numbers

  /** `conversations` gives them as they are now, so that what has arrived meanwhile comes first. */
  constructor(conversations: () => Conversations, numbers: Numbers) {
    this.#conversations = conversations
    this.#numbers = numbers
  }

  /** Forgets the oldest for it. `at` is the moment of the call, in milliseconds since the epoch. */
  add({ from, to, body, mediaUrls }: RefusedMessage, refused: Refusal, at: number): MessageRecord {
    const isMms = mediaUrls.length > 0
    const { encoding, segments } = segment(body ?? '')
    const record: MessageRecord = {
      id: refusedId(refused.request),
      ...{ direction: 'outbound', from, to, body, isMms, encoding },
      messageType: this.#numbers.find(from)?.listing.numberType ?? 'longcode',
      segments: isMms ? 1 : segments,
      segmentPrice: segmentPrice(isMms),
      ...{ at, shownAt: at, receipts: [], dlrCallback: undefined, refused },
      media: mediaUrls.map((url) => ({ id: '', url, ...describeMedia(url), fileSize: 0 })),
    }
    this.#records.push(record)
    this.#conversations().add(record)
    const forgotten = this.#records.length > maximumRemembered ? this.#records.shift() : undefined
    if (forgotten !== undefined) this.#conversations().remove(forgotten)
    return record
  }

  newestFirst(): MessageRecord[] {
    return this.#records.toReversed()
  }
}

/** What the ids of refused messages begin with, and no others. */
export const refusedPrefix = 'refused-'

/** The id by which a refused message is known, of the call that was to send it. */
export function refusedId(request: string): string {
  return `${refusedPrefix}${request}`
}
