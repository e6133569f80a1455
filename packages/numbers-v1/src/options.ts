import type { PageOptions } from '@flowroute/core'

/**
 * How a number is billed. Which of the two it can have, the `billingMethods` of its offer tell.
 *
 * @example const billingMethod: BillingMethod = 'METERED'
 */
export type BillingMethod = 'VPRI' | 'METERED'

/**
 * Where a route of your own leads: to a host, to a phone number or to a SIP URI.
 *
 * @example const type: RouteType = 'HOST'
 */
export type RouteType = 'HOST' | 'PSTN' | 'URI'

/**
 * A route by its name, or something that has that name, such as a route of a number.
 *
 * @example const routes: [RouteReference, RouteReference] = ['office', { name: 'sip-reg' }]
 */
export type RouteReference = string | { readonly name: string }

/**
 * Filter of exchanges.
 *
 * @example numbers.listNpaNxxs({ npa: '206' })
 */
export interface NpaNxxOptions extends PageOptions {
  /** Area code: three digits. Default: all. */
  npa?: string | undefined
}

/**
 * Filters of the numbers for sale.
 *
 * @example numbers.search({ npa: '206', nxx: '641', ratecenter: 'seattle', state: 'wa' })
 */
export interface SearchOptions extends PageOptions {
  /** Area code: three digits. Default: all. */
  npa?: string | undefined
  /** Exchange: three digits; needs `npa`. Default: all. */
  nxx?: string | undefined
  /** Abbreviated rate center, in any case, such as `seattle`; needs `state`. Default: all. */
  ratecenter?: string | undefined
  /** US state or Canadian province: two letters, in any case. Default: all. */
  state?: string | undefined
  /** A number or its first digits, country code first, such as `1206`. Default: all. */
  tn?: string | undefined
}

/**
 * Filter of the account's numbers.
 *
 * @example numbers.list({ pattern: '1206' })
 */
export interface ListOptions extends PageOptions {
  /** A number or its first digits. Default: all numbers. */
  pattern?: string | undefined
}

/**
 * What a number is bought with.
 *
 * @example numbers.purchase('12066417607', { billingMethod: 'VPRI' })
 */
export interface PurchaseOptions {
  /** How it is billed; one of the `billingMethods` of its offer. */
  billingMethod: BillingMethod
}

/**
 * A route to create.
 *
 * @example numbers.createRoute({ name: 'office', type: 'HOST', value: '24.239.23.40:5060' })
 */
export interface CreateRouteOptions {
  /** What it is called; the documentation speaks of letters and digits. */
  name: string
  /** Where it leads. */
  type: RouteType
  /**
   * The destination, by type:
   *
   * - `HOST`: host name or IP address, with a port if wanted: `sip.example.com`, `24.239.23.40:5060`.
   * - `PSTN`: a phone number in any way of writing; it is sent as 11 digits.
   * - `URI`: `sip:` or `sips:`, user, domain, with a port if wanted: `sip:alice@example.com:5060`.
   *
   * The parameters of today's routes, `;transport=` and `;weight=`, may stand behind it.
   */
  value: string
}
