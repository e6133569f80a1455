import type { Open } from '@flowroute/core'

/** What every response says of a number, whether it is on the account or for sale. */
interface CommonAttributes {
  /** The number itself: digits, country code first, 11 of them in North America. */
  id: string
  /** The number again, under its attribute's name. */
  value: string
  /** Kind of number. Older responses have `standard` for `longcode`, and `tollfree`. */
  numberType?: Open<'longcode' | 'toll-free' | 'standard' | 'tollfree'> | undefined
  /** Abbreviated rate center in lower case, such as `seattle`; null or empty for toll-free numbers. */
  rateCenter?: string | null | undefined
  /** US state or Canadian province, two letters in lower case; null or empty for toll-free numbers. */
  state?: string | null | undefined
  /** ISO 3166-1 alpha-2 country, such as `US`. */
  isoCountry?: string | undefined
  /** Cost per month in USD. */
  monthlyCost?: number | undefined
  /** Cost of the purchase in USD. */
  setupCost?: number | undefined
}

/**
 * A phone number of the account. What a list does not say is missing; {@link Numbers.get} has all of it.
 *
 * @example const { id, alias, primaryRoute }: PhoneNumber = await numbers.get('12065550100')
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
 */
export interface PhoneNumber extends CommonAttributes {
  /** Friendly name, not unique; null when it has none. */
  alias: string | null
  /** Whether callers' names are looked up; each lookup is charged. */
  cnamLookupsEnabled: boolean
  /** Whether the number is provisioned for messages; false while a provisioning task runs. */
  messagingEnabled?: boolean | undefined
  /** State of the number; only `PURCHASED` is known. */
  status?: Open<'PURCHASED'> | undefined
  /** A note of the account's; null when there is none. */
  note?: string | null | undefined
  /** Cost of an inbound minute in USD. */
  inboundRate?: number | undefined
  /** Kind of rate; only `local` is known. */
  rateType?: Open<'local'> | undefined
  /** Price tier, such as `Standard`. */
  tier?: Open<'Standard'> | undefined
  /** Where calls to the number go; null when it has no primary route. */
  primaryRoute?: NumberRoute | null | undefined
  /** Where calls go when the primary route fails; null when it has no failover route. */
  failoverRoute?: NumberRoute | null | undefined
  /** Its emergency address; null when it has none. */
  e911Address?: NumberEmergencyAddress | null | undefined
  /** Its caller name; null when it has none. */
  cnamPreset?: NumberCallerName | null | undefined
}

/**
 * The route of a phone number. Its attributes are missing where the response has the id alone.
 *
 * @example const { id, alias }: NumberRoute = (await numbers.get('12065550100')).primaryRoute ?? { id: '0' }
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
 */
export interface NumberRoute {
  /** Flowroute's id of the route, such as `98396`; that of the built-in `sip-reg` is `0`. */
  id: string
  /** Friendly name of the route. */
  alias?: string | null | undefined
  /** Kind of destination. */
  routeType?: Open<'sip-reg' | 'host' | 'number' | 'uri'> | undefined
  /** The destination; null for `sip-reg`. */
  value?: string | null | undefined
}

/**
 * The emergency address of a phone number, with the attributes of `EmergencyAddress` of `@flowroute/e911`. They are
 * missing where the response has the id alone.
 *
 * @example const address: NumberEmergencyAddress | null | undefined = (await numbers.get('12065550100')).e911Address
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
 */
export interface NumberEmergencyAddress {
  /** Flowroute's id of the address, such as `20930`. */
  id: string
  /** Friendly name of the address. */
  label?: string | undefined
  /** First name of the person to find there. */
  firstName?: string | undefined
  /** Last name of the person to find there. */
  lastName?: string | undefined
  /** House number, such as `7742`. */
  streetNumber?: string | undefined
  /** Street without the house number, such as `20th Ave SW`. */
  streetName?: string | undefined
  /** City. */
  city?: string | undefined
  /** US state or Canadian province: two letters. */
  state?: string | undefined
  /** `US` or `CA`. */
  country?: string | undefined
  /** US ZIP code or Canadian postal code. */
  zip?: string | undefined
  /** What `addressTypeNumber` counts, such as `Suite`; null or empty when the address has neither. */
  addressType?: string | null | undefined
  /** Which suite, floor, …; null or empty when the address has none. */
  addressTypeNumber?: string | null | undefined
}

/**
 * The caller name of a phone number, with the attributes of `CnamRecord` of `@flowroute/cnam`. They are missing where the
 * response has the id alone.
 *
 * @example const name: NumberCallerName | null | undefined = (await numbers.get('12065550100')).cnamPreset
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
 */
export interface NumberCallerName {
  /** Flowroute's id of the record, such as `23454`. */
  id: string
  /** The name: 1 to 15 characters. */
  value?: string | undefined
  /** Whether Flowroute has approved it. */
  isApproved?: boolean | undefined
  /** When it was approved; null while it is not. */
  approvalDatetime?: Date | null | undefined
  /** When it was created; null for old records. */
  creationDatetime?: Date | null | undefined
  /** Why it was rejected; null or empty when it was not. */
  rejectionReason?: string | null | undefined
}

/**
 * A phone number for sale, with its costs in USD.
 *
 * @example const [offer]: AvailableNumber[] = await numbers.search({ state: 'WA' }).take(1)
 * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
 */
export interface AvailableNumber extends CommonAttributes {}

/**
 * An area code (NPA) with numbers for sale.
 *
 * @example const codes: AreaCode[] = await numbers.listAreaCodes().toArray()
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-area-codes/
 */
export interface AreaCode {
  /** Three digits, such as `206`. */
  id: string
}

/**
 * An exchange (NPANXX) with numbers for sale.
 *
 * @example const exchanges: Exchange[] = await numbers.listExchanges({ areaCode: '206' }).take(5)
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-exchanges/
 */
export interface Exchange {
  /** Six digits, such as `206501`. */
  id: string
}

/**
 * A price tier of numbers for sale.
 *
 * @example const tiers: Tier[] = await numbers.listTiers().toArray()
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-tiers/
 */
export interface Tier {
  /** Its name, such as `Standard` or `US Promo $0.0/$0.50/$0.005` (setup, month, minute). */
  id: string
}

/**
 * A task that provisions numbers for messages, or ends that.
 *
 * @example const task: Provisioning = await numbers.getProvisioning('b1c2')
 * @see https://developer.flowroute.com/api/message-provision/v2.0/look-up-a-message-provision-task/
 */
export interface Provisioning {
  /** Flowroute's id of the task. */
  id: string
  /** State of the task, in words that are not documented. */
  status: Open<'processing' | 'successful' | 'failed'> | null
  /** More about the state; null or missing when there is nothing more. */
  message?: string | null | undefined
  /** The numbers by state. A task is done when none is processing. */
  numbers: ProvisionedNumbers
}

/**
 * The numbers of a provisioning task by state: digits, country code first.
 *
 * @example const { successful, failed }: ProvisionedNumbers = (await numbers.getProvisioning('b1c2')).numbers
 * @see https://developer.flowroute.com/api/message-provision/v2.0/look-up-a-message-provision-task/
 */
export interface ProvisionedNumbers {
  /** Done. */
  successful: string[]
  /** Still to be done. */
  processing: string[]
  /** Not possible. */
  failed: string[]
}
