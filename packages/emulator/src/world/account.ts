import { unprocessable } from '../problem.ts'
import type { SavedAccount } from '../saved/settings.ts'

const nanodollarsPerDollar = 1e9

/** Dollars; nanodollars have to stay exact integers. */
const highestBalance = 9_000_000

/**
 * The account's funds. Without a limit nothing is charged.
 *
 * @example
 * emulator.account.setBalance(5) // USD
 * await numbers.purchase(id) // setup and first month
 * emulator.account.balance // 2.75
 */
export interface AccountControl {
  /** USD; null when there is no limit. Below zero when inbound messages have cost more than there was. */
  readonly balance: number | null
  /**
   * Sets the balance, in USD, or with null takes the limit away.
   *
   * @throws {TypeError} it is neither a number nor null
   * @throws {RangeError} it is not from 0 to 9,000,000
   */
  setBalance(balance: number | null): void
}

/** The account's funds, in whole nanodollars so that no cent is lost. */
export class Account implements AccountControl {
  #nanodollars: number | null = null

  constructor(balance: number | null) {
    this.setBalance(balance)
  }

  get balance(): number | null {
    return this.#nanodollars === null ? null : this.#nanodollars / nanodollarsPerDollar
  }

  setBalance(balance: number | null): void {
    this.#nanodollars = balance === null ? null : checkBalance(balance)
  }

  /** Takes the price of something off the balance, or refuses when there is less. */
  pay(nanodollars: number, what: string): void {
    if (this.#nanodollars !== null && this.#nanodollars < nanodollars) {
      const [price, left] = [format(nanodollars), format(this.#nanodollars)]
      throw unprocessable(`Insufficient funds: ${what} costs ${price}, and the balance is ${left}.`)
    }
    this.charge(nanodollars)
  }

  /** Takes the price of something off the balance, which may go below zero. */
  charge(nanodollars: number): void {
    if (this.#nanodollars !== null) this.#nanodollars -= nanodollars
  }

  save(): SavedAccount {
    return { nanodollars: this.#nanodollars }
  }

  restore({ nanodollars }: SavedAccount): void {
    this.#nanodollars = nanodollars
  }
}

/** Dollars as whole nanodollars. */
export function nanodollarsOf(dollars: number): number {
  return Math.round(dollars * nanodollarsPerDollar)
}

/** Whether it is an amount of dollars that a balance can be set to. */
export function isBalance(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= highestBalance
}

function checkBalance(balance: unknown): number {
  if (typeof balance !== 'number') throw new TypeError('balance must be a number of dollars, or null')
  if (!isBalance(balance)) throw new RangeError(`balance must be from 0 to ${highestBalance} dollars`)
  return nanodollarsOf(balance)
}

/** With cents, and whatever is smaller where there is something: `$2.25`, `$0.004`. */
function format(nanodollars: number): string {
  const amount = (Math.abs(nanodollars) / nanodollarsPerDollar).toFixed(9).replace(/0{1,7}$/, '')
  return `${nanodollars < 0 ? '-' : ''}$${amount}`
}
