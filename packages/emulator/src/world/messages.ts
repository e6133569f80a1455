import { notOnAccount, Problem } from '../problem.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import { createMedia, type Media } from './media.ts'
import type { AccountNumber, Numbers } from './numbers.ts'
import { OptOuts } from './opt-outs.ts'
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

type MessageContent = Pick<
  MessageRecord,
  'body' | 'isMms' | 'encoding' | 'segments' | 'segmentPrice' | 'media'
>

/** A message to send. */
export interface OutgoingMessage {
  from: AccountNumber
  to: string
  body: string | null
  mediaUrls: string[]
  isMms: boolean
  dlrCallback: string | undefined
}

/** A message from outside. */
export interface IncomingMessage {
  from: string
  to: AccountNumber
  body: string | null
  mediaUrls: readonly string[]
}

/** What becomes known of a message at a moment, in milliseconds since the epoch. */
export type MessageNews =
  | { kind: 'arrival'; at: number; record: MessageRecord }
  | { kind: 'receipt'; at: number; record: MessageRecord; receipt: DeliveryReceipt }

/** The account's message detail records. */
export class Messages {
  readonly #records = new Map<string, MessageRecord>()
  readonly #numbers: Numbers
  readonly #clock: Clock
  readonly #agenda: Agenda
  readonly #random: Random
  readonly #optOuts = new OptOuts()
  #watcher: (news: MessageNews) => void = () => {}

  constructor(numbers: Numbers, clock: Clock, agenda: Agenda, random: Random) {
    this.#numbers = numbers
    this.#clock = clock
    this.#agenda = agenda
    this.#random = random
  }

  /** Has the watcher told of news when it is due; there is one watcher. */
  watch(watcher: (news: MessageNews) => void): void {
    this.#watcher = watcher
  }

  /** Sends; a message to one of the account's own numbers arrives there too. */
  send(message: OutgoingMessage): MessageRecord {
    const at = this.#now()
    const { number: from, numberType } = message.from.listing
    const { to, dlrCallback } = message
    if (this.#optOuts.has(from, to, at)) throw optedOut()
    const content = this.#content(message, message.isMms)
    const common = { from, to, messageType: numberType, ...content }
    const sent = this.#add({ ...common, direction: 'outbound', at, receipts: receiptsFrom(at), dlrCallback })
    for (const receipt of sent.receipts) {
      this.#tell({ kind: 'receipt', at: receipt.at, record: sent, receipt })
    }
    if (this.#numbers.find(to) !== undefined) this.#arrive({ ...common, at: at + acceptanceDelay })
    return sent
  }

  /** Takes in a message from outside, now. */
  receive(message: IncomingMessage): MessageRecord {
    const { number: to, numberType } = message.to.listing
    const content = this.#content(message, false)
    const arrived = this.#arrive({
      from: message.from,
      to,
      messageType: numberType,
      ...content,
      at: this.#now(),
    })
    this.#agenda.run()
    return arrived
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

  #content(
    { body, mediaUrls }: Pick<IncomingMessage, 'body' | 'mediaUrls'>,
    forceMms: boolean,
  ): MessageContent {
    const isMms = forceMms || mediaUrls.length > 0
    const { encoding, segments } = segment(body ?? '')
    return {
      body,
      isMms,
      encoding,
      segments: isMms ? 1 : segments,
      segmentPrice: isMms ? mmsPrice : smsSegmentPrice,
      media: mediaUrls.map((url) => createMedia(url, this.#clock.now(), this.#random)),
    }
  }

  #arrive(message: Omit<MessageRecord, 'id' | 'direction' | 'receipts' | 'dlrCallback'>): MessageRecord {
    const record = this.#add({ ...message, direction: 'inbound', receipts: [], dlrCallback: undefined })
    this.#optOuts.read(record)
    this.#tell({ kind: 'arrival', at: record.at, record })
    return record
  }

  #tell(news: MessageNews): void {
    this.#agenda.add(news.at, () => this.#watcher(news))
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

function optedOut(): Problem {
  const code = 1110
  return new Problem(400, `The recipient has opted out of messages from this number (${code}).`, { code })
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
