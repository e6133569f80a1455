import type { Open } from '@flowroute/core'
import type { PortGroupState, PortOrderState } from './states.ts'

/**
 * An address of a port order.
 *
 * @example const address: PortAddress | null | undefined = order.billingAddress
 * @see https://developer.flowroute.com/api/porting/v2.0/create-a-port-order/
 */
export interface PortAddress {
  /** Street and house number. */
  street?: string | null | undefined
  /** Suite, floor and the like. */
  street2?: string | null | undefined
  city?: string | null | undefined
  /** US state or Canadian province: two letters. */
  state?: string | null | undefined
  /** ZIP or postal code. */
  zip?: string | null | undefined
  /** `US` or `CA`. */
  country?: string | null | undefined
}

/**
 * Settings that the numbers of an order get when it completes. Null: not set.
 *
 * @example const presets: PortPresets | null | undefined = order.presets
 * @see https://developer.flowroute.com/api/porting/v2.0/update-port-order-presets/
 */
export interface PortPresets {
  /** Id of a caller name record; for local numbers only. */
  cnamId?: string | null | undefined
  /** Id of an emergency address. */
  e911Id?: string | null | undefined
  /** Id of the inbound route that is used first. */
  primaryRouteId?: string | null | undefined
  /** Id of the inbound route that is used when the first fails. */
  failoverRouteId?: string | null | undefined
  /** Friendly name of the numbers. */
  alias?: string | null | undefined
}

/**
 * A document of a port order, such as a carrier's bill.
 *
 * @example const failed = (await porting.listDocuments(orderId)).filter(({ status }) => status === 'failed')
 * @see https://developer.flowroute.com/api/porting/v2.0/doc-upload-overview/
 */
export interface PortDocument {
  /** Id of the document within its order, such as `0`; null where an older answer has none. */
  id: string | null
  /** Name of the file, or the URL it was taken from. */
  filename?: string | null | undefined
  /** `pending` and `processing` go on; `uploaded` and `failed` are final. */
  status?: Open<'pending' | 'processing' | 'uploaded' | 'failed'> | undefined
  /** Name the file is stored under, for one that Flowroute took from a URL. */
  file?: string | null | undefined
  /** The URL that Flowroute took it from. */
  originalUrl?: string | null | undefined
}

/**
 * The state of a port order.
 *
 * @example const { status, statusUpdatedAt }: PortOrderStatus = await porting.getStatus('42361')
 * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-status/
 */
export interface PortOrderStatus {
  id: string
  /** State in the one spelling of {@link PortOrderState}. */
  status: Open<PortOrderState>
  /** When the state changed last; null while the order is `pending` for the first time. */
  statusUpdatedAt?: Date | null | undefined
}

/**
 * A port order. What an answer does not say is absent: a list says less than {@link Porting.get}.
 *
 * @example const { id, status, numbers, cost }: PortOrder = await porting.get('42361')
 * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-details/
 */
export interface PortOrder extends PortOrderStatus, PortAddress {
  /** The numbers, as Flowroute writes them: `+12065550100`. */
  numbers: string[]
  /** Friendly name of the order. */
  alias?: string | null | undefined
  /** Id of the group of orders that one request was split into. */
  groupId?: string | null | undefined
  /** Summary of the states of that group's orders. */
  groupStatus?: Open<PortGroupState> | null | undefined
  /** USD per number, as text: `7.5`. It is charged when the order goes to the losing carrier. */
  cost?: string | null | undefined
  /** First and last name of the person who is authorised at the losing carrier. */
  billingName?: string | null | undefined
  /** Main number of the account at the losing carrier; empty when unset. */
  billingNumber?: string | null | undefined
  billingAddress?: PortAddress | null | undefined
  company?: string | null | undefined
  /** The losing carrier. */
  provider?: string | null | undefined
  /** Account number at the losing carrier. */
  providerAccount?: string | null | undefined
  /** PIN of that account. */
  pin?: string | null | undefined
  /** Last four digits of a US social security number; empty when unset. */
  last4Ssn?: string | null | undefined
  /** Kind of use, such as `residential` or `Business`. */
  usageType?: string | null | undefined
  /** Day the numbers should move, `YYYY-MM-DD`. */
  desiredCompletionDate?: string | null | undefined
  /** Day the numbers move or have moved, as Flowroute writes it. */
  completionDate?: string | null | undefined
  createdDate?: Date | null | undefined
  modifiedDate?: Date | null | undefined
  /** Whether callers' names are looked up once the order completes; each look-up is charged. */
  enableCnamLookups?: boolean | null | undefined
  /** Where the LOA is to be sent, which the service does not do yet. */
  loaDetails?: LoaDetails | null | undefined
  presets?: PortPresets | null | undefined
  /** Remarks of Flowroute; their form is not documented. */
  comments?: unknown[] | null | undefined
  businessDocuments?: PortDocument[] | undefined
  /** URL that Flowroute posts each change of state to. */
  statusUrl?: string | null | undefined
}

/**
 * Mail addresses for the LOA. The service takes them and does not use them yet.
 *
 * @example const details: LoaDetails | null | undefined = order.loaDetails
 * @see https://developer.flowroute.com/api/porting/v2.0/create-a-port-order/
 */
export interface LoaDetails {
  email?: string | null | undefined
  /** Gets a copy. */
  cc?: string | null | undefined
}

/**
 * The orders that one request was split into.
 *
 * @example const { groupId, orders }: PortOrderGroup = await porting.create(details)
 * @see https://developer.flowroute.com/api/porting/v2.0/view-a-port-order-group-status/
 */
export interface PortOrderGroup {
  /** Null where the answer does not say. */
  groupId: string | null
  /** The orders that the answer contains; {@link Porting.getGroupStatus} names all. */
  orders: PortOrder[]
}

/**
 * The states of all orders of a group.
 *
 * @example const { status, orders }: PortGroupStatus = await porting.getGroupStatus('38697')
 * @see https://developer.flowroute.com/api/porting/v2.0/view-a-port-order-group-status/
 */
export interface PortGroupStatus {
  /** Id of the group. */
  id: string
  /** Summary of the orders' states. */
  status: Open<PortGroupState>
  orders: PortOrderStatus[]
}

/**
 * Which numbers can be ported. Numbers are as Flowroute writes them: `+12065550100`.
 *
 * @example const { nonportable }: Portability = await porting.checkPortability(numbers)
 * @see https://developer.flowroute.com/api/porting/v2.0/check-number-portability/
 */
export interface Portability {
  portable: string[]
  nonportable: string[]
  /** Those that Flowroute's HyperNetwork carries; they are in `portable` too. */
  hypernetworkEnabled: string[]
  /** The portable numbers by losing carrier, where the answer says so (an older form of it). */
  groups: PortabilityGroup[]
}

/**
 * Numbers of one losing carrier.
 *
 * @example const { groups }: { groups: PortabilityGroup[] } = await porting.checkPortability(numbers)
 * @see https://developer.flowroute.com/api/portorders/check-portability/
 */
export interface PortabilityGroup {
  currentServiceProviderName?: string | null | undefined
  currentServiceProviderId?: string | null | undefined
  gainingServiceProviderName?: string | null | undefined
  gainingServiceProviderId?: string | null | undefined
  numbers: string[]
}

/**
 * The letter of agency (LOA) of a port order: what is signed to submit the order.
 *
 * @example const { loaCopy }: LetterOfAgency = await porting.getLoa('42361')
 * @see https://developer.flowroute.com/api/porting/v2.0/working-with-an-loa-letter-of-agency/
 */
export interface LetterOfAgency extends PortAddress {
  /** Id of the order. */
  id: string
  /** The numbers, as the letter writes them: ten digits. */
  numbers: string[]
  billingName?: string | null | undefined
  company?: string | null | undefined
  /** The losing carrier. */
  provider?: string | null | undefined
  usageType?: string | null | undefined
  /** Empty until it is signed. */
  signatureName?: string | null | undefined
  /** Empty until it is signed. */
  signatureTitle?: string | null | undefined
  /** The text of the letter. */
  loaCopy?: string | null | undefined
}

/**
 * A document that was uploaded.
 *
 * @example const { id }: UploadedDocument = await porting.uploadDocument(orderId, {
 *   filename: 'bill.pdf',
 *   content: await readFile('bill.pdf'),
 * })
 * @see https://developer.flowroute.com/api/porting/v2.0/add-an-additional-document-to-an-existing-port-order/
 */
export interface UploadedDocument {
  /** Id that Flowroute gave the upload. */
  id: string
  filename: string
}

/**
 * A document to read, once: as a stream or as bytes.
 *
 * @example
 * const document: DownloadedDocument = await porting.downloadDocument('42361', '0')
 * await writeFile('bill.pdf', await document.bytes())
 * @see https://developer.flowroute.com/api/porting/v2.0/download-a-document-from-an-existing-port-order/
 */
export interface DownloadedDocument {
  id: string
  /** Media type, such as `application/pdf`; null where the storage does not say. */
  contentType: string | null
  /** Bytes; null where the storage does not say. */
  size: number | null
  /** The content as it arrives. Cancel it if you do not read it. */
  stream: ReadableStream<Uint8Array>
  /** Reads the whole content. */
  bytes(): Promise<Uint8Array>
}

/**
 * A port order at a change of its state, as `watch` sees it.
 *
 * @example for await (const { status, reason } of porting.watch('42361')) console.log(status, reason)
 */
export interface PortOrderChange {
  id: string
  status: Open<PortOrderState>
  /** The state before; undefined for the first one seen. */
  previous: Open<PortOrderState> | undefined
  /** Flowroute's last comment on the order where it has one, otherwise what the state means. */
  reason: string
  /** The whole order. */
  order: PortOrder
}
