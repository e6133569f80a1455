import type { PageOptions } from '@flowroute/core'

/**
 * How a number is billed. The `billingMethods` of an offer say which ones it has.
 *
 * @example const billingMethod: BillingMethod = 'METERED'
 */
export type BillingMethod = 'VPRI' | 'METERED'

/**
 * What a route leads to: a host, a phone number or a SIP URI.
 *
 * @example const type: RouteType = 'HOST'
 */
export type RouteType = 'HOST' | 'PSTN' | 'URI'

/**
 * The name of a route, or an object with that name, such as a route of a number.
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
  /** Area code: three digits. Default: any. */
  npa?: string | undefined
}

/**
 * Filters of the numbers for sale.
 *
 * @example numbers.search({ npa: '206', nxx: '641', ratecenter: 'seattle', state: 'wa' })
 */
export interface SearchOptions extends PageOptions {
  /** Area code: three digits. Default: any. */
  npa?: string | undefined
  /** Exchange: three digits; needs `npa`. Default: any. */
  nxx?: string | undefined
  /** Abbreviated rate center, in any case, such as `seattle`; needs `state`. Default: any. */
  ratecenter?: string | undefined
  /** US state or Canadian province: two letters, in any case. Default: any. */
  state?: string | undefined
  /** A number or its first digits, country code first, such as `1206`. Default: any. */
  tn?: string | undefined
}

/**
 * Filter of the account's numbers.
 *
 * @example numbers.list({ pattern: '1206' })
 */
export interface ListOptions extends PageOptions {
  /** A number or its first digits. Default: any. */
  pattern?: string | undefined
}

/**
 * How a number is bought.
 *
 * @example numbers.purchase('12066417607', { billingMethod: 'VPRI' })
 */
export interface PurchaseOptions {
  /** How it is billed: one of the `billingMethods` of its offer. */
  billingMethod: BillingMethod
}

/**
 * A route to create.
 *
 * @example numbers.createRoute({ name: 'office', type: 'HOST', value: '24.239.23.40:5060' })
 */
export interface CreateRouteOptions {
  /** Its name; the documentation speaks of letters and digits. */
  name: string
  /** What it leads to. */
  type: RouteType
  /**
   * The destination, by type:
   *
   * - `HOST`: host name or IP address, with an optional port: `sip.example.com`, `24.239.23.40:5060`.
   * - `PSTN`: a phone number in any notation; sent as 11 digits.
   * - `URI`: `sip:` or `sips:`, user, domain, with an optional port: `sip:alice@example.com:5060`.
   *
   * The parameters of v2 routes, `;transport=` and `;weight=`, may follow.
   */
  value: string
}
