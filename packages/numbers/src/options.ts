import type { Open, PageOptions } from '@flowroute/core'

/**
 * Filters of area codes.
 *
 * @example numbers.listAreaCodes({ maxSetupCost: 1 })
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-area-codes/
 */
export interface AreaCodeOptions extends PageOptions {
  /** Highest setup cost in USD that a number of the code may have. Default: any. */
  maxSetupCost?: number | undefined
}

/**
 * Filters of exchanges.
 *
 * @example numbers.listExchanges({ areaCode: '206' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-exchanges/
 */
export interface ExchangeOptions extends AreaCodeOptions {
  /** Three digits, such as `206`. Default: any. */
  areaCode?: string | undefined
}

/**
 * Filters of numbers by their digits and their price tier.
 *
 * @example numbers.list({ startsWith: '1206' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-phone-numbers/
 */
export interface DigitFilters {
  /** First digits, at most 15; country code 1 is assumed unless they begin with `+`. Default: any. */
  startsWith?: string | undefined
  /** Digits anywhere in the number, at most 15. Default: any. */
  contains?: string | undefined
  /** Last digits, at most 15. Default: any. */
  endsWith?: string | undefined
  /** Price tier, as {@link Numbers.listTiers} has them, such as `Standard`. Default: any. */
  tier?: string | undefined
}

/**
 * Filters and order of the numbers for sale.
 *
 * @example numbers.search({ state: 'WA', rateCenter: 'seattle', contains: '77', orderBy: 'monthly_cost' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
 */
export interface SearchOptions extends DigitFilters, PageOptions {
  /** Abbreviated rate center, in any case, such as `seattle`. Default: any. */
  rateCenter?: string | undefined
  /** US state or Canadian province: two letters, in any case. Default: any. */
  state?: string | undefined
  /** Kind of number. Default: any. */
  numberType?: Open<'longcode' | 'toll-free'> | undefined
  /** ISO 3166-1 alpha-2 country, such as `US`. Default: any. */
  isoCountry?: string | undefined
  /** What to order by, see {@link OrderKey}. Default: the service's own order. */
  orderBy?: Open<OrderKey> | undefined
}

/**
 * What the numbers for sale can be ordered by; `number`, `value` and `tn` all mean the phone number.
 *
 * @example numbers.search({ state: 'WA', orderBy: 'rate_center' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
 */
export type OrderKey =
  | 'monthly_cost'
  | 'iso_country'
  | 'number_type'
  | 'state'
  | 'rate_center'
  | 'number'
  | 'value'
  | 'tn'

/**
 * Filters of the account's numbers.
 *
 * @example numbers.list({ alias: 'front desk' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-account-phone-numbers/
 */
export interface ListOptions extends DigitFilters, PageOptions {
  /** The whole alias, at most 64 characters. Default: any. */
  alias?: string | undefined
}

/**
 * Settings of a number that is bought.
 *
 * @example numbers.purchase('12065550100', { messagingEnabled: true })
 * @see https://developer.flowroute.com/api/numbers/v2.0/purchase-a-phone-number/
 */
export interface PurchaseOptions {
  /** Whether to look up callers' names; each lookup is charged. Default: the account's preference. */
  cnamLookupsEnabled?: boolean | undefined
  /** Whether to provision the number for messages. Default: false. */
  messagingEnabled?: boolean | undefined
}

/**
 * Changes to a number's settings. A setting that is left out does not change.
 *
 * @example numbers.update('12065550100', { alias: 'front desk' })
 * @see https://developer.flowroute.com/api/numbers/v2.0/update-phone-number-details/
 */
export interface UpdateOptions {
  /** Friendly name of at most 64 characters, not unique; null removes it. */
  alias?: string | null | undefined
  /** Whether to look up callers' names; each lookup is charged. */
  cnamLookupsEnabled?: boolean | undefined
  /** True to provision the number for messages, false to end that. */
  messagingEnabled?: boolean | undefined
  /** Whether to send an email when provisioning is done; requires `messagingEnabled`. */
  messagingEmail?: boolean | undefined
  /** URL that Flowroute posts to when provisioning is done; requires `messagingEnabled`. */
  messagingCallbackUrl?: string | undefined
}

/**
 * How to learn that a provisioning task is done.
 *
 * @example numbers.provisionMessaging(['12065550100'], 'enable', { callbackUrl: 'https://example.com/provisioned' })
 * @see https://developer.flowroute.com/api/message-provision/v2.0/enable-disable-message-provisioning/
 */
export interface ProvisioningOptions {
  /** URL that Flowroute posts to when the task is done. Default: none. */
  callbackUrl?: string | undefined
  /** Whether to send an email when the task is done. Default: false. */
  email?: boolean | undefined
}
