import type { Open, PageOptions } from '@flowroute/core'
import type { LoaDetails, PortPresets } from './entities.ts'
import type { PortOrderState } from './states.ts'
import type { Content } from './storage/content.ts'
import type { Fetch } from './storage/storage.ts'

/**
 * Options of the class.
 *
 * @example new Porting(client, { fetch: (request) => fetch(request, { cache: 'no-store' }) })
 */
export interface PortingOptions {
  /** Makes the uploads and downloads by signed URL, which are not requests to the API. Default: the platform's. */
  fetch?: Fetch | undefined
}

/**
 * A port order: its id, or an object with it. A `status` that comes along is checked before a change is sent, so that
 * `porting.cancel(order)` fails without a request where the state does not allow it.
 *
 * @example porting.cancel('42361')
 * @example porting.cancel(await porting.get('42361'))
 */
export type OrderReference = string | { readonly id: string; readonly status?: string | undefined }

/**
 * Filters of port orders. Times are a `Date`, or text such as `2026-01-31`.
 *
 * @example porting.list({ status: 'rejected', modifiedAfter: '2026-01-01' })
 * @see https://developer.flowroute.com/api/porting/v2.0/searching-for-port-orders/
 */
export interface ListOptions extends PageOptions {
  /** Orders with any of these numbers, in any way of writing. Default: any. */
  numbers?: readonly string[] | undefined
  /** Default: any. */
  status?: Open<PortOrderState> | undefined
  /** The whole alias. Default: any. */
  alias?: string | undefined
  /** Day the numbers move, `YYYY-MM-DD`. Default: any. */
  completionDate?: string | undefined
  createdAfter?: Date | string | undefined
  createdBefore?: Date | string | undefined
  modifiedAfter?: Date | string | undefined
  modifiedBefore?: Date | string | undefined
  completedAfter?: Date | string | undefined
  completedBefore?: Date | string | undefined
}

/**
 * The address at which the losing carrier serves the numbers: no PO box.
 *
 * @example const address: ServiceAddress = { street: '1 Sample St', city: 'Seattle', state: 'WA', zip: '98101', country: 'US' }
 * @see https://developer.flowroute.com/api/porting/v2.0/create-a-port-order/
 */
export interface ServiceAddress {
  /** Street and house number. */
  street: string
  /** Suite, floor and the like. Default none. */
  street2?: string | undefined
  city: string
  /** US state or Canadian province: two letters, in any case. */
  state: string
  /** ZIP or postal code. */
  zip: string
  /** In any case. */
  country: Open<'US' | 'CA'>
}

/**
 * A port order to create. Name, address and account must be those that the losing carrier has: a difference is the most
 * frequent reason of a rejection.
 *
 * @example
 * const order: NewPortOrder = {
 *   numbers: ['(206) 555-0100', '(206) 555-0101'],
 *   billingName: 'Ada Example',
 *   street: '1 Sample St',
 *   city: 'Seattle',
 *   state: 'WA',
 *   zip: '98101',
 *   country: 'US',
 *   provider: 'Old Carrier',
 *   providerAccount: '123ABC',
 * }
 * @see https://developer.flowroute.com/api/porting/v2.0/create-a-port-order/
 */
export interface NewPortOrder extends ServiceAddress {
  /** Local or toll-free numbers of one account at one carrier, in any way of writing; one at least. */
  numbers: readonly string[]
  /** First and last name of the person who is authorised at the losing carrier. */
  billingName: string
  /** The losing carrier. */
  provider: string
  /** Account number at the losing carrier. */
  providerAccount?: string | undefined
  /** PIN of that account, which mobile numbers need. */
  pin?: string | undefined
  /** Last four digits of the person's US social security number. */
  last4Ssn?: string | undefined
  company?: string | undefined
  /** Kind of use. */
  usageType?: Open<'Business' | 'Residential'> | undefined
  /** Main number of the account at the losing carrier, in any way of writing. */
  billingNumber?: string | undefined
  /** Address of the bills, where it is not the service address. */
  billingAddress?: Partial<ServiceAddress> | undefined
  /** Day the numbers should move, `YYYY-MM-DD`; at most 30 days after the order is signed. Default: as soon as possible. */
  desiredCompletionDate?: string | undefined
  /** Look callers' names up once the order completes; each look-up is charged. Default false. */
  enableCnamLookups?: boolean | undefined
  /** Mail addresses for the LOA, which the service does not use yet. */
  loaDetails?: Pick<LoaDetails, 'email' | 'cc'> | undefined
  /** Settings that all numbers get when the order completes. */
  presets?: PresetIds | undefined
  /** URL that Flowroute posts each change of state to. */
  statusUrl?: string | undefined
  /** Friendly name of the order. Default: one with the date. */
  alias?: string | undefined
}

type PresetIds = { [Name in keyof PortPresets]?: string | undefined }

/**
 * Details to change; what is left out stays as it is.
 *
 * @example porting.updateDetails('42361', { billingName: 'Ada B. Example' })
 * @see https://developer.flowroute.com/api/porting/v2.0/update-port-order-details/
 */
export type DetailChanges = Partial<Omit<NewPortOrder, 'numbers' | 'presets'>>

/**
 * Presets to change; what is left out stays as it is, null removes one.
 *
 * @example porting.updatePresets('42361', { primaryRouteId: '98396', failoverRouteId: null })
 * @see https://developer.flowroute.com/api/porting/v2.0/update-port-order-presets/
 */
export interface PresetChanges {
  /** Id of an approved caller name; for local numbers only, and takes 5 to 7 business days after completion. */
  cnamId?: string | null | undefined
  /** Id of an emergency address. */
  e911Id?: string | null | undefined
  /** Id of the inbound route to use first. */
  primaryRouteId?: string | null | undefined
  /** Id of the inbound route to use when the first fails. */
  failoverRouteId?: string | null | undefined
  /** Friendly name of the order. */
  alias?: string | null | undefined
}

/**
 * Numbers to add to an order and to remove from it, in any way of writing; one at least.
 *
 * @example porting.changeNumbers('42361', { add: ['12065550102'], remove: ['12065550100'] })
 * @see https://developer.flowroute.com/api/porting/v2.0/modify-the-phone-numbers-on-a-port-order/
 */
export interface NumberChanges {
  /** Numbers of the same losing carrier. Default none. */
  add?: readonly string[] | undefined
  /** Default none. */
  remove?: readonly string[] | undefined
}

/**
 * Who signs an LOA.
 *
 * @example porting.signLoa(orderId, loa, { signatureName: 'Ada Example', signatureTitle: 'Owner' })
 * @see https://developer.flowroute.com/api/porting/v2.0/submit-a-loa/
 */
export interface Signature {
  /** First and last name. */
  signatureName: string
  signatureTitle: string
}

/**
 * A document to upload.
 *
 * @example porting.uploadDocument(orderId, { filename: 'bill.pdf', content: await readFile('bill.pdf') })
 * @example porting.uploadDocument(orderId, { filename: 'bill.pdf', content: await openAsBlob('bill.pdf') })
 * @see https://developer.flowroute.com/api/porting/v2.0/add-an-additional-document-to-an-existing-port-order/
 */
export interface DocumentUpload {
  /** Name of the file, such as `bill.pdf`. */
  filename: string
  /**
   * The file's bytes. A `Blob` (in Node.js `openAsBlob` of `node:fs`) is sent as it is read, and again if an attempt
   * fails. A stream is sent once, as it is read where its `size` is given and the platform can (Node.js, Bun, Workers),
   * and is read into memory elsewhere.
   */
  content: Content
  /** Bytes of the content. Default: what it has; a stream without it is read into memory, 32 MiB at most. */
  size?: number | undefined
}

/**
 * Options of a download.
 *
 * @example porting.downloadDocument(orderId, '0', { maxBytes: 1_000_000 })
 */
export interface DownloadOptions {
  /** The most bytes to read. Default 33 554 432 (32 MiB). */
  maxBytes?: number | undefined
}

/**
 * Options of a document that Flowroute takes from a URL.
 *
 * @example porting.addDocumentFromUrl(orderId, 'https://example.com/f?id=1', { filename: 'bill.pdf' })
 * @see https://developer.flowroute.com/api/porting/v2.0/pull-an-additional-document-to-an-existing-port-order/
 */
export interface PullOptions {
  /** Name to store it under. Default: derived from the URL. */
  filename?: string | undefined
}

/**
 * Options of `watch`.
 *
 * @example await porting.watch(orderId, { until: ['accepted', 'rejected'], timeout: 3_600_000 })
 */
export interface WatchOptions {
  /**
   * States that end the watch, or a function that says whether one does. Those from which nothing changes any more end
   * it always. Default: `rejected`, which waits for you.
   */
  until?: readonly Open<PortOrderState>[] | ((status: string) => boolean) | undefined
  /** Milliseconds to watch at most. Default: no limit. */
  timeout?: number | undefined
  /** Ends the watch with an `AbortedError`. */
  signal?: AbortSignal | undefined
  /**
   * Milliseconds between two requests: `base` after each change, doubled each time up to `max`. Default
   * `{ base: 10_000, max: 900_000 }`.
   */
  interval?: { base?: number | undefined; max?: number | undefined } | undefined
  /**
   * How many requests in a row may fail for want of an answer (no connection, 429, 5xx), each with its own retries,
   * before the watch does. Default 5.
   */
  maxFailures?: number | undefined
}
