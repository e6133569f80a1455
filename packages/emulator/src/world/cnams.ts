import { notOnAccount, Problem, unprocessable } from '../problem.ts'
import type { SavedCnams } from '../saved/records.ts'
import { type Page, type PageRequest, pageOf } from '../values/page.ts'
import type { Clock } from './clock.ts'
import type { AccountNumber } from './numbers.ts'
import type { Random } from './random.ts'

/** How long a name is looked at before it is approved. */
const reviewMilliseconds = 48 * 3_600_000

/** A caller name. */
export interface CnamRecord {
  readonly id: string
  value: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The moment of approval, in milliseconds since the epoch: to come while it is pending, null when rejected. */
  approvedAt: number | null
  rejectionReason: string | null
}

/** What a listing may be narrowed by; texts in any case. */
export interface CnamFilter {
  isApproved: boolean | undefined
  value: string | undefined
  startsWith: string | undefined
  contains: string | undefined
  endsWith: string | undefined
}

/**
 * The review of new caller names. Left alone, it approves a name 48 hours after it was created or last changed.
 *
 * @example
 * const { id } = await cnam.create('RAIN CITY BREAD')
 * emulator.cnams.approve(id)
 * @example emulator.cnams.reject('23454', 'It names a public authority.')
 */
export interface CnamReview {
  /**
   * Approves a pending name now.
   *
   * @throws {RangeError} there is no such record, or it is not pending
   */
  approve(id: string): void
  /**
   * Rejects a pending name. It stays rejected until its value is changed.
   *
   * @throws {RangeError} there is no such record, or it is not pending
   */
  reject(id: string, reason: string): void
}

/** The account's caller names. */
export class Cnams implements CnamReview {
  readonly #records = new Map<string, CnamRecord>()
  readonly #clock: Clock
  #nextId: number

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#nextId = random.integer(17_000, 29_999)
  }

  get(id: string): CnamRecord {
    const found = this.#records.get(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  findByValue(value: string): CnamRecord | undefined {
    return [...this.#records.values()].find((record) => record.value === value)
  }

  /** The records in the order they were made. */
  list(
    { isApproved, value = '', startsWith = '', contains = '', endsWith = '' }: CnamFilter,
    page: PageRequest,
  ): Page<CnamRecord> {
    const matching = [...this.#records.values()].filter((record) => {
      const name = record.value.toLowerCase()
      return (
        (isApproved === undefined || this.isApproved(record) === isApproved) &&
        name.includes(value.toLowerCase()) &&
        name.startsWith(startsWith.toLowerCase()) &&
        name.includes(contains.toLowerCase()) &&
        name.endsWith(endsWith.toLowerCase())
      )
    })
    return pageOf(matching, page)
  }

  create(value: string): CnamRecord {
    this.#checkUnique(value, undefined)
    const createdAt = this.#now()
    const approvedAt = createdAt + reviewMilliseconds
    const record = { id: String(this.#nextId++), value, createdAt, approvedAt, rejectionReason: null }
    this.#records.set(record.id, record)
    return record
  }

  /** Changes a name that is not approved; it is reviewed anew. */
  update(record: CnamRecord, value: string): CnamRecord {
    if (this.isApproved(record)) {
      const title = 'ActionNotAuthorizedError'
      throw new Problem(403, 'An approved CNAM record cannot be changed.', { title })
    }
    this.#checkUnique(value, record)
    return Object.assign(record, {
      value,
      approvedAt: this.#now() + reviewMilliseconds,
      rejectionReason: null,
    })
  }

  delete(record: CnamRecord): void {
    this.#records.delete(record.id)
  }

  assign(record: CnamRecord, number: AccountNumber): void {
    if (!this.isApproved(record)) throw unprocessable('Cannot assign a CNAM record that is not approved.')
    const { numberType, isoCountry } = number.listing
    if (numberType !== 'longcode' || isoCountry !== 'US') {
      throw unprocessable('Cannot assign a CNAM record to a number that is not a US local number.')
    }
    number.cnamId = record.id
  }

  isApproved({ approvedAt }: CnamRecord): boolean {
    return approvedAt !== null && approvedAt <= this.#now()
  }

  approve(id: string): void {
    this.#pending(id).approvedAt = this.#now()
  }

  reject(id: string, reason: string): void {
    Object.assign(this.#pending(id), { approvedAt: null, rejectionReason: reason })
  }

  /** Keeps approved what was approved before the clock was set back to `now`. */
  settle(before: number, now: number): void {
    for (const record of this.#records.values()) {
      const { approvedAt } = record
      if (approvedAt !== null && approvedAt <= before) record.approvedAt = Math.min(approvedAt, now)
    }
  }

  /** Those that are not approved yet and will be. */
  pending(): CnamRecord[] {
    return [...this.#records.values()].filter(
      (record) => record.approvedAt !== null && !this.isApproved(record),
    )
  }

  save(): SavedCnams {
    return { nextId: this.#nextId, made: [...this.#records.values()].map((record) => ({ ...record })) }
  }

  restore({ nextId, made }: SavedCnams): void {
    this.#nextId = nextId
    for (const record of made) this.#records.set(record.id, record)
  }

  #checkUnique(value: string, self: CnamRecord | undefined): void {
    for (const record of this.#records.values()) {
      if (record !== self && record.value === value) {
        throw unprocessable('Duplicate CNAM entry found on your account')
      }
    }
  }

  #pending(id: string): CnamRecord {
    const record = this.#records.get(id)
    if (record === undefined || record.approvedAt === null || this.isApproved(record)) {
      throw new RangeError(`there is no pending CNAM record ${id}`)
    }
    return record
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}
