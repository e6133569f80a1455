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

/** A message detail record as one flat object, under the API's names. */
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
}

/** The messages between a number of the account and somebody else. */
export interface WireConversation {
  readonly ours: string
  readonly theirs: string
  readonly count: number
  readonly last: WireMessage
}

/** One attempt at a webhook. */
export interface WireAttempt {
  readonly at: string
  readonly status: number | null
  readonly error?: string
  readonly resent?: boolean
}

/** A webhook and what came of it. */
export interface WireDelivery {
  readonly id: string
  readonly url: string
  readonly payload: unknown
  readonly attempts: readonly WireAttempt[]
  readonly state: 'pending' | 'delivered' | 'given-up'
}

/** A body as far as it was kept. */
export interface WireBody {
  readonly text: string
  readonly truncated: boolean
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
}

/** A call of the API with all that was kept of it. */
export interface WireRequest extends WireCall {
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
 * @example const [{ id, status, comment }] = emulator.portOrders.list()
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
 * @example const [{ id, status, calls }] = emulator.cdrExports.list()
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

/** The webhook addresses of the account, or of one number, by their kind. */
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
  message: { readonly message: WireMessage }
  receipt: { readonly message: WireMessage }
  delivery: { readonly delivery: WireDelivery }
  request: { readonly request: WireCall }
  /** A number, route, address, caller name, webhook address, port order or export is different. */
  'account-changed': object
  clock: { readonly now: string; readonly running: boolean }
}
