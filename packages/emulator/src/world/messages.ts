import { notOnAccount, Problem } from '../problem.ts'
import type { SavedMessages } from '../saved/messages.ts'
import type { Page, PageRequest } from '../values/page.ts'
import type { Account } from './account.ts'
import type { Agenda } from './agenda.ts'
import type { Carrier } from './carrier.ts'
import type { Clock } from './clock.ts'
import type { Conversation } from './conversations.ts'
import { type DeliveryReceipt, receiptsFrom } from './delivery-receipts.ts'
import { checkMedia, createMedia, type Media } from './media.ts'
import { MessageLog } from './message-log.ts'
import { type MessageRecord, restoreRecord, saveRecord } from './message-record.ts'
import type { AccountNumber, Numbers } from './numbers.ts'
import { OptOuts } from './opt-outs.ts'
import { acceptanceDelay, isDelivered, optedOutCode, outcomeAskedFor, usualOutcome } from './outcomes.ts'
import { segmentPrice } from './prices.ts'
import type { Random } from './random.ts'
import type { RateLimits, SendingVersion } from './rate-limits.ts'
import { RefusedMessages } from './refused-messages.ts'
import { segment } from './segments.ts'

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
  /** The version of the API over which it is sent. */
  version: SendingVersion
  /** Milliseconds until its record is found. */
  recordDelay: number
}

/** A message from outside. */
export interface IncomingMessage {
  from: string
  to: AccountNumber
  body: string | null
  mediaUrls: readonly string[]
}

/** A message that was sent or received before there was an emulator. */
export interface PastMessage {
  direction: MessageRecord['direction']
  number: AccountNumber
  /** The other party. */
  other: string
  body: string | null
  mediaUrls: readonly string[]
  /** Milliseconds since the epoch, by now. */
  at: number
}

/** What becomes known of a message at a moment, in milliseconds since the epoch. */
export type MessageNews =
  | { kind: 'sent'; at: number; record: MessageRecord }
  | { kind: 'arrival'; at: number; record: MessageRecord }
  | { kind: 'receipt'; at: number; record: MessageRecord; receipt: DeliveryReceipt }

/** What may be sent, and what it is paid from. */
interface SendingTerms {
  account: Account
  rateLimits: RateLimits
  /** What becomes of what is sent. */
  carrier: Carrier
}

/** The account's message detail records. */
export class Messages {
  /** Those that were not sent. */
  readonly refused: RefusedMessages
  readonly #log = new MessageLog()
  readonly #numbers: Numbers
  readonly #clock: Clock
  readonly #agenda: Agenda
  readonly #random: Random
  readonly #terms: SendingTerms
  readonly #optOuts = new OptOuts()
  readonly #watchers: ((news: MessageNews) => void)[] = []

  constructor(numbers: Numbers, clock: Clock, agenda: Agenda, random: Random, terms: SendingTerms) {
    this.#numbers = numbers
    this.#clock = clock
    this.#agenda = agenda
    this.#random = random
    this.#terms = terms
    this.refused = new RefusedMessages(() => this.#upToNow().conversations, numbers)
    agenda.handle({
      arrival: ({ message }, at) => {
        const record = this.#known(message)
        terms.account.charge(priceOf(record))
        this.#tell({ kind: 'arrival', at, record })
      },
      receipt: (event, at) => this.#receiptArrives(this.#known(event.message), event.receipt, at),
    })
  }

  /** Has the watcher told of news when it is due, after the watchers that were there before. */
  watch(watcher: (news: MessageNews) => void): void {
    this.#watchers.push(watcher)
  }

  /** Sends; a message to one of the account's own numbers arrives there too. */
  send(message: OutgoingMessage): MessageRecord {
    const at = this.#now()
    const { number: from, numberType } = message.from.listing
    const { to, dlrCallback } = message
    checkMedia(message.mediaUrls)
    const { account, rateLimits, carrier } = this.#terms
    const asked = outcomeAskedFor(to, message.body)
    const outcome = asked ?? carrier.outcome
    if (outcome.code === optedOutCode || this.#optOuts.has(from, to, at)) throw optedOut()
    const content = this.#content(message, message.isMms)
    rateLimits.check(message.version, content.isMms)
    account.pay(priceOf(content), 'this message')
    rateLimits.count(message.version, content.isMms)
    if (asked === undefined) carrier.count()
    const common = { from, to, messageType: numberType, ...content }
    const prefix = message.version === 'v2' ? 'mdr1' : 'mdr2'
    const sent = this.#add(prefix, {
      ...common,
      direction: 'outbound',
      at,
      shownAt: at + message.recordDelay,
      receipts: receiptsFrom(at, outcome),
      dlrCallback,
    })
    for (const [index, receipt] of sent.receipts.entries()) {
      this.#agenda.add(receipt.at, { kind: 'receipt', message: sent.id, receipt: index })
    }
    const isOurs = this.#numbers.find(to) !== undefined
    if (isOurs && isDelivered(outcome)) this.#arrive({ ...common, at: at + acceptanceDelay })
    this.#tell({ kind: 'sent', at, record: sent })
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

  /** Takes in a message with all that came of it. Nothing is charged and nobody told; a STOP counts. */
  addPast({ direction, number, other, body, mediaUrls, at }: PastMessage): void {
    const { number: own, numberType } = number.listing
    const isSent = direction === 'outbound'
    const receipts = isSent ? receiptsFrom(at, outcomeAskedFor(other, body) ?? usualOutcome) : []
    const record = this.#add('mdr2', {
      ...{ direction, from: isSent ? own : other, to: isSent ? other : own, messageType: numberType },
      ...this.#content({ body, mediaUrls }, false),
      ...{ at, shownAt: at, dlrCallback: undefined },
      receipts: receipts.map((receipt) => ({ ...receipt, arrived: true })),
    })
    if (!isSent) this.#optOuts.read(record)
  }

  /** Somebody wants, from now on, no messages from a number of the account. */
  optOut(ours: string, theirs: string): void {
    this.#optOuts.read({ from: theirs, to: ours, body: 'STOP', at: this.#now() })
  }

  get(id: string): MessageRecord {
    const found = this.#log.get(id)
    if (found === undefined || !this.#upToNow().isRevealed(found)) throw notOnAccount()
    return found
  }

  /** A file of an MMS whose record is found. */
  media(id: string): Media {
    const found = this.#log.media(id)
    if (found === undefined || !this.#upToNow().isRevealed(found.record)) throw notOnAccount()
    return found.media
  }

  /** The records from `start` to `end`, both included, in milliseconds since the epoch; newest first. */
  list(start: number, end: number, page: PageRequest): Page<MessageRecord> {
    return this.#upToNow().list(start, end, page)
  }

  /** Who the account's numbers write with, the one with the latest message first. */
  conversations(page: PageRequest): Page<Conversation> {
    return this.#upToNow().conversations.list(page)
  }

  /** All conversations, the one with the latest message first. */
  everyConversation(): Iterable<Conversation> {
    return this.#upToNow().conversations.every()
  }

  /** All records, newest first. */
  newestFirst(): Iterable<MessageRecord> {
    return this.#upToNow().newestFirst()
  }

  /** The conversation of two numbers, if they have one. */
  conversation(ours: string, theirs: string): Conversation | undefined {
    return this.#upToNow().conversations.find(ours, theirs)
  }

  /** Whether somebody wants, now, no messages from a number of the account. */
  isOptedOut(ours: string, theirs: string): boolean {
    return this.#optOuts.has(ours, theirs, this.#now())
  }

  /** A record by its id, whether its moment has come or not. */
  find(id: string): MessageRecord | undefined {
    return this.#log.get(id)
  }

  /** The messages between a number of the account and somebody else, newest first. */
  thread(ours: string, theirs: string, page: PageRequest): Page<MessageRecord> {
    return this.#upToNow().conversations.thread(ours, theirs, page)
  }

  /** The receipts that have come in by now, latest first. */
  receiptsOf(record: MessageRecord): DeliveryReceipt[] {
    return record.receipts.filter(({ arrived, at }) => arrived || at <= this.#now()).reverse()
  }

  /** Keeps what was known before the clock was set back to `now`. */
  settle(before: number, now: number): void {
    this.#log.settle(before, now)
    this.#optOuts.settle(before, now)
  }

  save(): SavedMessages {
    return { records: this.#log.inOrder().map(saveRecord), optOuts: this.#optOuts.save() }
  }

  /** What is still to become known of them is the agenda's to restore. */
  restore({ records, optOuts }: SavedMessages): void {
    for (const record of records) this.#log.add(restoreRecord(record))
    this.#upToNow()
    this.#optOuts.restore(optOuts)
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
      segmentPrice: segmentPrice(isMms),
      media: mediaUrls.map((url) => createMedia(url, this.#clock.now(), this.#random)),
    }
  }

  #arrive(
    message: Omit<MessageRecord, 'id' | 'direction' | 'shownAt' | 'receipts' | 'dlrCallback'>,
  ): MessageRecord {
    const inbound = {
      direction: 'inbound',
      shownAt: message.at,
      receipts: [],
      dlrCallback: undefined,
    } as const
    const record = this.#add('mdr2', { ...message, ...inbound })
    this.#optOuts.read(record)
    this.#agenda.add(record.at, { kind: 'arrival', message: record.id })
    return record
  }

  #tell(news: MessageNews): void {
    for (const watcher of this.#watchers) watcher(news)
  }

  #receiptArrives(record: MessageRecord, index: number, at: number): void {
    const receipt = record.receipts[index]
    if (receipt === undefined) return
    receipt.arrived = true
    this.#tell({ kind: 'receipt', at, record, receipt })
  }

  #known(id: string): MessageRecord {
    const record = this.#log.get(id)
    if (record === undefined) throw new Error(`there is no message ${id}`)
    return record
  }

  #upToNow(): MessageLog {
    this.#log.reveal(this.#now())
    return this.#log
  }

  #add(prefix: 'mdr1' | 'mdr2', record: Omit<MessageRecord, 'id'>): MessageRecord {
    const added = { ...record, id: `${prefix}-${this.#random.hex(32)}` }
    // Now and not at the next listing, which would have to do for all that have come since the last one.
    this.#upToNow().add(added)
    return added
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

/** Nanodollars. */
function priceOf({ segments, segmentPrice }: Pick<MessageRecord, 'segments' | 'segmentPrice'>): number {
  return segments * segmentPrice
}

function optedOut(): Problem {
  const code = optedOutCode
  return new Problem(400, `The recipient has opted out of messages from this number (${code}).`, { code })
}
