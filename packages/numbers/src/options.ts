import type { Open, PageOptions } from '@flowroute/core'

/**
 * Filters of area codes.
 *
 * @example numbers.listAreaCodes({ maxSetupCost: 1 })
 */
export interface AreaCodeOptions extends PageOptions {
  /** Only codes that have a number with a setup cost of at most so many USD. */
  maxSetupCost?: number | undefined
}

/**
 * Filters of exchanges.
 *
 * @example numbers.listExchanges({ areaCode: '206' })
 */
export interface ExchangeOptions extends AreaCodeOptions {
  /** Three digits. */
  areaCode?: string | undefined
}

/**
 * Filters of numbers by their digits.
 *
 * @example numbers.list({ startsWith: '1206' })
 */
export interface DigitFilters {
  /** First digits; country code 1 is assumed unless they begin with `+`. */
  startsWith?: string | undefined
  /** Digits anywhere in the number. */
  contains?: string | undefined
  /** Last digits. */
  endsWith?: string | undefined
}

/**
 * Filters and order of the numbers for sale.
 *
 * @example numbers.search({ state: 'WA', rateCenter: 'seattle', contains: '77', orderBy: 'monthly_cost' })
 */
export interface SearchOptions extends DigitFilters, PageOptions {
  /** Abbreviated rate center, in any case, such as `seattle`. */
  rateCenter?: string | undefined
  /** US state or Canadian province: two letters, in any case. */
  state?: string | undefined
  /** Kind of number. */
  numberType?: Open<'longcode' | 'toll-free'> | undefined
  /** ISO 3166-1 alpha-2 country, such as `US`. */
  isoCountry?: string | undefined
  /** What to order by, see {@link OrderKey}. */
  orderBy?: Open<OrderKey> | undefined
}

/**
 * What the numbers for sale can be ordered by; `number`, `value` and `tn` all mean the phone number.
 *
 * @example numbers.search({ state: 'WA', orderBy: 'rate_center' })
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
 */
export interface ListOptions extends DigitFilters, PageOptions {
  /** The whole alias, at most 64 characters. */
  alias?: string | undefined
}

/**
 * Settings a number is bought with.
 *
 * @example numbers.purchase('12065550100', { messagingEnabled: true })
 */
export interface PurchaseOptions {
  /** Look callers' names up; each look-up is charged. Default: the account's preference. */
  cnamLookupsEnabled?: boolean | undefined
  /** Start to provision the number for messages. Default false. */
  messagingEnabled?: boolean | undefined
}

/**
 * Settings of a number to change; what is left out stays as it is.
 *
 * @example numbers.update('12065550100', { alias: 'front desk' })
 */
export interface UpdateOptions {
  /** Friendly name of at most 64 characters, not unique; null removes it. */
  alias?: string | null | undefined
  /** Look callers' names up; each look-up is charged. */
  cnamLookupsEnabled?: boolean | undefined
  /** Provision the number for messages, or end that. */
  messagingEnabled?: boolean | undefined
  /** Send a mail when provisioning ends; goes with `messagingEnabled`. */
  messagingEmail?: boolean | undefined
  /** URL to be told when provisioning ends; goes with `messagingEnabled`. */
  messagingCallbackUrl?: string | undefined
}

/**
 * What a number's callback is for: inbound messages or delivery receipts. `dlr_callback` is the deprecated name of
 * `sms_dlr_callback`.
 *
 * @example numbers.setCallback('12065550100', 'sms_callback', 'https://example.com/inbound')
 */
export type CallbackKind =
  | 'sms_callback'
  | 'mms_callback'
  | 'sms_dlr_callback'
  | 'mms_dlr_callback'
  | 'dlr_callback'
