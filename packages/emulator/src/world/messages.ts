import { notOnAccount } from '../problem.ts'
import type { Clock } from './clock.ts'
import { createMedia, type Media } from './media.ts'
import type { AccountNumber, Numbers } from './numbers.ts'
import { type Page, type PageRequest, pageOf } from './page.ts'
import type { Random } from './random.ts'
import { type MessageEncoding, segment } from './segments.ts'

/** Nanodollars for one SMS segment and for one MMS. */
const smsSegmentPrice = 4_000_000
const mmsPrice = 9_500_000

/** After how many milliseconds a message is handed over, and accepted by the recipient's carrier. */
const handOffDelay = 70
const acceptanceDelay = 600

/** What became of a message at one point of its way. */
export interface DeliveryReceipt {
  level: 1 | 2
  status: string
  statusCode: number | null
  description: string
  /** Milliseconds since the epoch; before this moment nobody knows of it. */
  at: number
}

/** A message detail record. */
export interface MessageRecord {
  readonly id: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  readonly body: string | null
  readonly isMms: boolean
  readonly encoding: MessageEncoding
  readonly messageType: 'longcode' | 'toll-free'
  readonly segments: number
  /** Nanodollars for each segment. */
  readonly segmentPrice: number
  /** Milliseconds since the epoch; an inbound message arrives then. */
  readonly at: number
  /** All of them, later ones last, those to come included. */
  readonly receipts: readonly DeliveryReceipt[]
  readonly media: readonly Media[]
  /** The webhook that was named for this one message. */
  readonly dlrCallback: string | undefined
}

/** A message to send. */
export interface OutgoingMessage {
  from: AccountNumber
  to: string
  body: string | null
  mediaUrls: string[]
  isMms: boolean
  dlrCallback: string | undefined
}

/** The account's message detail records. */
export class Messages {
  readonly #records = new Map<string, MessageRecord>()
  readonly #numbers: Numbers
  readonly #clock: Clock
  readonly #random: Random

  constructor(numbers: Numbers, clock: Clock, random: Random) {
    this.#numbers = numbers
    this.#clock = clock
    this.#random = random
  }

  /** Sends; a message to one of the account's own numbers arrives there too. */
  send(message: OutgoingMessage): MessageRecord {
    const now = this.#clock.now()
    const at = now.getTime()
    const isMms = message.isMms || message.mediaUrls.length > 0
    const { encoding, segments } = segment(message.body ?? '')
    const common = {
      from: message.from.listing.number,
      to: message.to,
      body: message.body,
      isMms,
      encoding,
      messageType: message.from.listing.numberType,
      segments: isMms ? 1 : segments,
      segmentPrice: isMms ? mmsPrice : smsSegmentPrice,
      media: message.mediaUrls.map((url) => createMedia(url, now, this.#random)),
    }
    const { dlrCallback } = message
    const sent = this.#add({ ...common, direction: 'outbound', at, receipts: receiptsFrom(at), dlrCallback })
    if (this.#numbers.find(message.to) !== undefined) {
      const arrival = at + acceptanceDelay
      this.#add({ ...common, direction: 'inbound', at: arrival, receipts: [], dlrCallback: undefined })
    }
    return sent
  }

  get(id: string): MessageRecord {
    const found = this.#records.get(id)
    if (found === undefined || found.at > this.#now()) throw notOnAccount()
    return found
  }

  /** The records from `start` to `end`, both included, in milliseconds since the epoch; newest first. */
  list(start: number, end: number, page: PageRequest): Page<MessageRecord> {
    const last = Math.min(end, this.#now())
    const newestFirst = [...this.#records.values()].reverse()
    const matching = newestFirst.filter(({ at }) => start <= at && at <= last)
    return pageOf(
      matching.sort((a, b) => b.at - a.at),
      page,
    )
  }

  /** The receipts that have come in by now, latest first. */
  receiptsOf(record: MessageRecord): DeliveryReceipt[] {
    return record.receipts.filter(({ at }) => at <= this.#now()).reverse()
  }

  #add(record: Omit<MessageRecord, 'id'>): MessageRecord {
    const added = { ...record, id: `mdr2-${this.#random.hex(32)}` }
    this.#records.set(added.id, added)
    return added
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

function receiptsFrom(sentAt: number): DeliveryReceipt[] {
  return [
    {
      level: 1,
      status: 'smsc submit',
      statusCode: null,
      description: 'Message has been sent',
      at: sentAt + handOffDelay,
    },
    {
      level: 2,
      status: 'message buffered',
      statusCode: 1003,
      description: 'Message accepted by Carrier',
      at: sentAt + acceptanceDelay,
    },
  ]
}
