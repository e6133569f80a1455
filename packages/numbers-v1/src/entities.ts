import type { Open } from '@flowroute/core'
import type { BillingMethod, RouteType } from './options.ts'

/**
 * An area code (NPA) with numbers for sale.
 *
 * @example const npas: Npa[] = await numbers.listNpas().toArray()
 */
export interface Npa {
  /** Three digits, such as `206`. */
  id: string
}

/**
 * An exchange (NPANXX) with numbers for sale.
 *
 * @example const exchanges: NpaNxx[] = await numbers.listNpaNxxs({ npa: '206' }).take(5)
 */
export interface NpaNxx {
  /** Area code and exchange: six digits, such as `206641`. */
  id: string
}

/**
 * A number for sale.
 *
 * @example const [offer]: AvailableNumber[] = await numbers.search({ npa: '206' }).take(1)
 */
export interface AvailableNumber {
  /** The number: 11 digits, country code first. */
  id: string
  /** USD charged for the purchase. */
  initialCost: number
  /** USD per month. */
  monthlyCost: number
  /** The billing methods it can be bought with. */
  billingMethods: Open<BillingMethod>[]
  /** Abbreviated rate center in upper case, such as `SEATTLE`. */
  ratecenter?: string | null | undefined
  /** US state or Canadian province: two letters in upper case. */
  state?: string | null | undefined
}

/**
 * A number of the account.
 *
 * @example const { billingMethod, routes }: PhoneNumber = await numbers.get('12066417607')
 */
export interface PhoneNumber {
  /** The number: 11 digits, country code first. */
  id: string
  /** How it is billed. */
  billingMethod: Open<BillingMethod>
  /** Where its calls go: the primary route, then the failover route. */
  routes: NumberRoute[]
}

/**
 * A route of a number.
 *
 * @example const [primary, failover]: NumberRoute[] = (await numbers.get('12066417607')).routes
 */
export interface NumberRoute {
  /** The name of the route; `sip-reg` is built in. */
  name: string
  /** What the route leads to. */
  type?: Open<RouteType | 'SIP-REG'> | undefined
  /** The host, phone number or SIP URI; none for `sip-reg`. */
  value?: string | null | undefined
}

/**
 * An inbound route of the account.
 *
 * @example const [first]: Route[] = await numbers.listRoutes().take(1)
 */
export interface Route {
  /** The name of the route; `sip-reg` is built in. */
  id: string
  /** What the route leads to. */
  type: Open<RouteType | 'SIP-REG'>
  /** The host, phone number or SIP URI; none, or `sip-reg`, for the built-in route. */
  value?: string | null | undefined
}
