/** A number that Flowroute has for sale. */
export interface AvailableNumber {
  /** 11 digits, country code first: `12065550100`. */
  number: string
  /** Lower-case abbreviated rate center, such as `seattle`; null for toll-free numbers. */
  rateCenter: string | null
  /** Lower-case state or province, such as `wa`; null for toll-free numbers. */
  state: string | null
  /** USD a month. */
  monthlyCost: number
  /** USD, once. */
  setupCost: number
  numberType: 'longcode' | 'toll-free'
  isoCountry: 'US' | 'CA'
}

/** What the purchasable numbers can be ordered by. */
export type OrderKey = 'number' | 'monthly_cost' | 'iso_country' | 'number_type' | 'state' | 'rate_center'

/** A search whose filters are already normalised: digits with country code, lower-case names. */
export interface InventoryQuery {
  /** Digits from the country code on, such as `1206`. */
  startsWith?: string
  contains?: string
  endsWith?: string
  /** Digits that the area code (NPA) has in it: all three, or fewer. */
  areaCodeContains?: string
  /** Digits that the exchange (NXX) has in it. */
  exchangeContains?: string
  rateCenter?: string
  state?: string
  numberType?: 'longcode' | 'toll-free'
  /** Upper case: `US`. */
  isoCountry?: string
  /** The price tier. */
  tier?: string
  /**
   * By `number` if absent. Ties go by number; null comes before all names. `descending` is the exact reverse,
   * ties and nulls included.
   */
  orderBy?: { key: OrderKey; descending: boolean }
  limit: number
  offset: number
}

/** What a listing of area codes or exchanges takes. */
export interface CodeQuery {
  /** USD: only codes with at least one number whose setup cost is no higher. */
  maxSetupCost?: number
  limit: number
  offset: number
}

/** What a listing of exchanges takes. */
export interface ExchangeQuery extends CodeQuery {
  areaCode?: string
  /** Digits that the area code has in it: all three, or fewer. */
  areaCodeContains?: string
}
