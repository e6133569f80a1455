import { foreignNumber } from '../inventory/foreign-numbers.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { pageOfMatching } from '../inventory/page-of-matching.ts'
import type { TakenNumbers } from '../inventory/taken-numbers.ts'
import { tierOf } from '../inventory/tiers.ts'
import type { AvailableNumber } from '../inventory/types.ts'
import { notOnAccount, Problem, unprocessable } from '../problem.ts'
import type { BillingMethod, SavedNumber } from '../saved/numbers.ts'
import { firstIndex } from '../values/first-index.ts'
import type { Page, PageRequest } from '../values/page.ts'
import { type Account, nanodollarsOf } from './account.ts'
import { CallbackUrls } from './callbacks.ts'
import type { Clock } from './clock.ts'
import { isProvisionable, type Provisioning, startProvisioning } from './provisioning.ts'
import type { Random } from './random.ts'
import { builtInRouteId } from './routes.ts'

/** A number on the account. */
export interface AccountNumber {
  /** What the inventory says of it: costs, place, type. */
  readonly listing: AvailableNumber
  /** Whether it comes from another carrier, and not from the inventory. */
  readonly ported: boolean
  alias: string | null
  cnamLookupsEnabled: boolean
  /** Null while messaging is off. */
  provisioning: Provisioning | null
  primaryRouteId: string | null
  failoverRouteId: string | null
  /** How its calls are paid for; only the v1 API shows and chooses it. */
  billingMethod: BillingMethod
  emergencyAddressId: string | null
  cnamId: string | null
  readonly callbacks: CallbackUrls
}

/** What a purchase may ask for. */
export interface PurchaseOptions {
  cnamLookupsEnabled: boolean | undefined
  messagingEnabled: boolean | undefined
}

/** What an update may change; what is undefined stays. */
export interface NumberChanges extends PurchaseOptions {
  alias: string | null | undefined
  /** Told when provisioning ends; only with `messagingEnabled`. */
  notify: Provisioning['notify']
}

/** What a listing of the account's numbers may be narrowed by: digits with country code. */
export interface NumberFilter {
  startsWith?: string | undefined
  contains?: string | undefined
  endsWith?: string | undefined
  alias?: string | undefined
  tier?: string | undefined
}

/** The account's numbers. */
export class Numbers {
  /** The numbers that have left the inventory. */
  readonly taken: TakenNumbers
  readonly #owned = new Map<string, AccountNumber>()
  /** In the order of their digits. */
  readonly #inOrder: AccountNumber[] = []
  readonly #inventory: Inventory
  readonly #clock: Clock
  readonly #taskIds: Random
  readonly #account: Account

  constructor(inventory: Inventory, clock: Clock, taskIds: Random, account: Account) {
    this.#inventory = inventory
    this.taken = inventory.noneTaken()
    this.#clock = clock
    this.#taskIds = taskIds
    this.#account = account
  }

  find(id: string): AccountNumber | undefined {
    return this.#owned.get(id)
  }

  get(id: string): AccountNumber {
    const found = this.find(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  /** All of them, in the order of their digits. */
  all(): Iterable<AccountNumber> {
    return this.#inOrder
  }

  /** The account's numbers in the order of their digits. */
  list(filter: NumberFilter, page: PageRequest): Page<AccountNumber> {
    const { startsWith = '', contains = '', endsWith = '', alias, tier } = filter
    const matches = ({ listing, listing: { number: id }, alias: given }: AccountNumber): boolean =>
      (tier === undefined || tierOf(listing) === tier) &&
      id.startsWith(startsWith) &&
      id.includes(contains) &&
      id.endsWith(endsWith) &&
      (alias === undefined || given === alias)
    return pageOfMatching(this.#inOrder, matches, page)
  }

  purchase(id: string, options: PurchaseOptions): AccountNumber {
    if (this.#owned.has(id)) throw unprocessable(`${id} is already on your account.`)
    const listing = this.#inventory.find(id)
    if (listing === undefined) throw new Problem(404, `${id} is not available for purchase.`)
    // Setup, and the first month.
    this.#account.pay(nanodollarsOf(listing.setupCost) + nanodollarsOf(listing.monthlyCost), `buying ${id}`)
    const number = newNumber(listing, false, options.cnamLookupsEnabled ?? true)
    this.#setMessaging(number, options.messagingEnabled, {})
    this.#own(number)
    return number
  }

  /**
   * A number that the account has from the start, at no cost: one for sale, or one of another carrier. Undefined when it
   * is of no known area code.
   */
  grant(id: string, messagingEnabled: boolean): AccountNumber | undefined {
    const listing = this.#inventory.find(id)
    const found = listing ?? foreignNumber(id)
    if (found === undefined) return undefined
    const number = newNumber(found, listing === undefined, true)
    this.#setMessaging(number, messagingEnabled, {})
    if (number.provisioning !== null) number.provisioning.readyAt = this.#clock.now().getTime()
    this.#own(number)
    return number
  }

  /** Takes in a number of another carrier, which costs nothing. */
  portIn(listing: AvailableNumber, cnamLookupsEnabled: boolean): AccountNumber {
    const number = newNumber(listing, true, cnamLookupsEnabled)
    this.#own(number)
    return number
  }

  update(id: string, changes: NumberChanges): AccountNumber {
    const number = this.get(id)
    if (changes.alias !== undefined) number.alias = changes.alias
    if (changes.cnamLookupsEnabled !== undefined) number.cnamLookupsEnabled = changes.cnamLookupsEnabled
    this.#setMessaging(number, changes.messagingEnabled, changes.notify)
    return number
  }

  /** Gives the number back to the inventory, with all its settings forgotten. */
  release(id: string): void {
    if (!this.#owned.delete(id)) throw notOnAccount({ title: null })
    this.#inOrder.splice(this.#placeOf(id), 1)
    this.taken.delete(id)
  }

  /** The number that a task enables for messages. */
  byTask(taskId: string): AccountNumber | undefined {
    return this.#inOrder.find(({ provisioning }) => provisioning?.taskId === taskId)
  }

  /** Whether calls to any number go to that route, first or as failover. */
  useRoute(routeId: string): boolean {
    return this.#inOrder.some(
      (number) => number.primaryRouteId === routeId || number.failoverRouteId === routeId,
    )
  }

  /** The numbers that an emergency address or a caller name is assigned to, in the order of their digits. */
  having(property: 'emergencyAddressId' | 'cnamId', id: string): AccountNumber[] {
    return this.#inOrder.filter((number) => number[property] === id)
  }

  /** Keeps enabled what was enabled before the clock was set back to `now`. */
  settle(before: number, now: number): void {
    for (const { provisioning } of this.#inOrder) {
      if (provisioning !== null && provisioning.readyAt <= before) {
        provisioning.readyAt = Math.min(provisioning.readyAt, now)
      }
    }
  }

  save(): SavedNumber[] {
    return this.#inOrder.map(({ listing, provisioning, callbacks, ...settings }) => ({
      number: listing.number,
      ...settings,
      provisioning: provisioning && { ...provisioning, notify: { ...provisioning.notify } },
      callbacks: callbacks.save(),
    }))
  }

  /** All of them have to be this inventory's, or ported. */
  restore(saved: readonly SavedNumber[]): void {
    for (const { number: id, callbacks: urls, ...settings } of saved) {
      const listing = settings.ported ? foreignNumber(id) : this.#inventory.find(id)
      if (listing === undefined) throw new Error(`${id} is not in the inventory`)
      const callbacks = new CallbackUrls()
      callbacks.restore(urls)
      this.#own({ listing, ...settings, callbacks })
    }
  }

  #own(number: AccountNumber): void {
    const id = number.listing.number
    this.#inOrder.splice(this.#placeOf(id), 0, number)
    this.#owned.set(id, number)
    this.taken.add(id)
  }

  /** Where the number is among those in order, or where it belongs. */
  #placeOf(id: string): number {
    const isAtOrAfter = (index: number): boolean => (this.#inOrder[index]?.listing.number ?? id) >= id
    return firstIndex(this.#inOrder.length, isAtOrAfter)
  }

  #setMessaging(number: AccountNumber, on: boolean | undefined, notify: Provisioning['notify']): void {
    if (on === false) number.provisioning = null
    // Asking again does not start over: a number that can message stays so.
    if (on === true && isProvisionable(number.listing.number))
      number.provisioning ??= startProvisioning(this.#taskIds, this.#clock, notify)
  }
}

function newNumber(listing: AvailableNumber, ported: boolean, cnamLookupsEnabled: boolean): AccountNumber {
  return {
    listing,
    ported,
    alias: null,
    cnamLookupsEnabled,
    provisioning: null,
    primaryRouteId: builtInRouteId,
    failoverRouteId: null,
    billingMethod: 'METERED',
    emergencyAddressId: null,
    cnamId: null,
    callbacks: new CallbackUrls(),
  }
}
