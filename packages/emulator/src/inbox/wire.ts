// Types only, and no imports: the inbox page is compiled with them, for browsers.

/** A part of a listing, and whether more follows it. */
export type Listed<Name extends string, Item> = { readonly [K in Name]: readonly Item[] } & {
  readonly more: boolean
}

/** A delivery receipt under the API's names. */
export interface WireReceipt {
  readonly level: 1 | 2
  readonly status: string
  readonly status_code: number | null
  readonly status_code_description: string
  readonly timestamp: string
}

/** A file of an MMS under the API's names. */
export interface WireMedia {
  readonly url: string
  readonly file_name: string
  readonly mime_type: string
}

/**
 * A message detail record as one flat object, under the API's names.
 *
 * @example const sent: WireMessage[] = await control.messages().toArray()
 */
export interface WireMessage {
  readonly id: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  readonly body: string | null
  readonly media_urls: readonly string[]
  readonly media: readonly WireMedia[]
  readonly is_mms: boolean
  /** 0 is ASCII, 8 is UCS-2. */
  readonly message_encoding: number
  readonly message_type: string
  readonly segment_count: number
  readonly amount_display: string
  readonly amount_nanodollars: number
  readonly status: string
  /** The latest one first. */
  readonly delivery_receipts: readonly WireReceipt[]
  readonly timestamp: string
  /**
   * The id of the API call that sent it, or tried to; null when it came from outside, when the call is no longer
   * remembered, and in the event `message`, which comes before the call has ended: see `WireCall.message`.
   */
  readonly request: string | null
  /** The ids of the webhooks about it that are remembered, the first one first. */
  readonly deliveries: readonly string[]
  /**
   * Why it was not sent; null when it was. Refused messages are in conversations, the search and the event `refused`
   * only: the API has no record of them, `amount_nanodollars` is what it would have cost.
   */
  readonly refused: WireRefusal | null
}

/** Why a message was not sent. */
export interface WireRefusal {
  /** The answer's status. */
  readonly status: number
  /** Flowroute's own words; an empty text when it gave none. */
  readonly reason: string
}

/** The messages between a number of the account and somebody else. */
export interface WireConversation {
  readonly ours: string
  readonly theirs: string
  /** The name of the account's number: its alias. */
  readonly oursName: string | null
  /** The name that was given to the other number. */
  readonly theirsName: string | null
  /** Whether the other party wants no messages from the account's number: STOP. */
  readonly optedOut: boolean
  /** How many messages there are, refused ones included. */
  readonly count: number
  readonly last: WireMessage
}

/**
 * What `GET /__emulator/conversations/{ours}/{theirs}` answers: a page of its messages, newest first. With
 * `around={message}` it is the page in the middle of which that message is.
 */
export interface WireThread extends Pick<WireConversation, 'oursName' | 'theirsName' | 'optedOut'> {
  readonly messages: readonly WireMessage[]
  readonly more: boolean
  /** How many messages are newer than those of the page. */
  readonly offset: number
}

/** What the other side answered to a webhook. */
export interface WireAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly body: WireBody
}

/** One attempt at a webhook. */
export interface WireAttempt {
  readonly at: string
  readonly status: number | null
  readonly error?: string
  readonly resent?: boolean
  /** Missing when there was no answer. The body may still come in; another event `delivery` tells. */
  readonly answer?: WireAnswer
}

/** What a webhook is about. */
export interface WireSubject {
  readonly kind: 'message' | 'receipt' | 'port-order' | 'cdr-export' | 'provisioning'
  /** The id of the message, for receipts too, or of the port order, export or task. */
  readonly id: string
  /** Null unless it is about a message that is known. */
  readonly from: string | null
  readonly to: string | null
  /** The beginning of the message's text, at most 100 characters, or what has changed. */
  readonly text: string | null
  /** The id of the API call that sent the message, while it is remembered. */
  readonly request: string | null
}

/** A webhook and what came of it. */
export interface WireDelivery {
  readonly id: string
  readonly url: string
  readonly payload: unknown
  readonly attempts: readonly WireAttempt[]
  readonly state: 'pending' | 'delivered' | 'given-up'
  /** When it is tried again by itself, on the emulator's clock; null when it is under way or not tried again. */
  readonly nextAttempt: string | null
  readonly about: WireSubject
}

/** A body as far as it was kept. */
export interface WireBody {
  readonly text: string
  readonly truncated: boolean
}

/** What a call sends, or tries to: null where the request does not say it. */
export interface WireSend {
  readonly from: string | null
  readonly to: string | null
  /** The beginning of its text, at most 100 characters. */
  readonly text: string | null
}

/** A call of the API without its bodies. */
export interface WireCall {
  readonly id: string
  readonly at: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number | null
  readonly error?: string
  readonly milliseconds: number
  /** Flowroute's reason when the call was refused, in one line; null when it was not, or gave none. */
  readonly reason: string | null
  /** The id of the message that it sent, or of the refused message in its conversation. */
  readonly message: string | null
  /** There when the call is one that sends a message. */
  readonly send: WireSend | null
}

/** A call of the API with all that was kept of it. */
export interface WireRequest extends WireCall {
  /** The ids of the webhooks about the message that it sent, the first one first. */
  readonly deliveries: readonly string[]
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: WireBody
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: WireBody
}

/** A number of the account, and the names of what it is related to. */
export interface WireNumber {
  readonly number: string
  readonly alias: string | null
  readonly place: string | null
  readonly type: string
  readonly monthlyCost: number
  readonly messaging: 'off' | 'processing' | 'on'
  readonly primaryRoute: string | null
  readonly failoverRoute: string | null
  readonly emergencyAddress: string | null
  readonly cnam: string | null
  readonly primaryRouteId: string | null
  readonly failoverRouteId: string | null
  readonly emergencyAddressId: string | null
  readonly cnamId: string | null
}

/**
 * What `GET /__emulator/names` answers: the names of phone numbers, by their digits. The name of a number of the
 * account is its alias. `PUT /__emulator/names/{number}` with `{"name"}` sets one, null takes it away (204).
 */
export interface WireNames {
  readonly names: Readonly<Record<string, string>>
}

/** An inbound voice route. */
export interface WireRoute {
  readonly id: string
  readonly alias: string
  readonly type: string
  readonly value: string | null
}

/** An emergency address. */
export interface WireAddress {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly lines: readonly string[]
  readonly numbers: readonly string[]
}

/** A caller name. */
export interface WireCnam {
  readonly id: string
  readonly value: string
  readonly state: 'pending' | 'approved' | 'rejected'
  readonly rejectionReason: string | null
  readonly numbers: readonly string[]
}

/**
 * A port order at a glance.
 *
 * @example for (const { id, status, comment } of emulator.portOrders.list()) console.log(id, status, comment)
 */
export interface PortOrderSummary {
  readonly id: string
  readonly groupId: string
  readonly alias: string
  /** As the API writes it, such as `submitted`. */
  readonly status: string
  /** Digits with country code. */
  readonly numbers: readonly string[]
  /** The latest comment, such as the reason of a rejection. */
  readonly comment: string | null
  readonly documents: readonly { readonly id: string; readonly filename: string; readonly status: string }[]
  /** ISO; null while it is pending for the first time. */
  readonly statusUpdatedAt: string | null
}

/**
 * An export of call records at a glance.
 *
 * @example for (const { id, status, calls } of emulator.cdrExports.list()) console.log(id, status, calls)
 */
export interface CdrExportSummary {
  readonly id: string
  readonly status: 'processing' | 'completed' | 'failed'
  /** The window, ISO: its end is not in it. */
  readonly from: string
  readonly to: string
  /** Null until it is completed. */
  readonly calls: number | null
  /** USD, with eight decimals; null until it is completed. */
  readonly cost: string | null
  /** ISO; null while there is no file. */
  readonly expiresAt: string | null
}

/**
 * The webhook addresses of the account, or of one number, by their kind. `PUT /__emulator/callbacks` with `{"url"}` sets
 * all of the account to one URL, null removes them all (204); `PUT /__emulator/callbacks/{number}` those of a number.
 */
export interface WireCallbacks {
  /** Null for those of the account. */
  readonly number: string | null
  readonly urls: Readonly<Record<string, string>>
}

/** The events of the live feed, by name. */
export interface WireEvents {
  /** The first one of each connection. */
  open: { readonly now: string; readonly running: boolean }
  /** Something was missed, or everything is different: read again. */
  resync: object
  /** Sent or received; without its conversation while a fault hides its record. */
  message: { readonly message: WireMessage; readonly conversation: WireConversation | null }
  /** A message that the API refused to send. */
  refused: { readonly message: WireMessage; readonly conversation: WireConversation | null }
  receipt: { readonly message: WireMessage }
  delivery: { readonly delivery: WireDelivery }
  request: { readonly request: WireCall }
  /**
   * A number, its name or that of another number, route, address, caller name, webhook address, port order, export, fault
   * rule, rate limit, failure at the carriers or the balance is different.
   */
  'account-changed': object
  clock: { readonly now: string; readonly running: boolean }
}
