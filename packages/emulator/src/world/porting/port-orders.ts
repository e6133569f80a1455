import { unprocessable } from '../../problem.ts'
import type {
  PortFile,
  PortOrder,
  PortOrderDetails,
  PortOrderState,
  PortPresets,
  SavedPortOrders,
} from '../../saved/port-orders.ts'
import { type Page, type PageRequest, pageOf } from '../../values/page.ts'
import type { Account } from '../account.ts'
import type { Agenda } from '../agenda.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { addFile, baseName, nameInUrl, storeFile } from './files.ts'
import { letterPdf } from './letter.ts'
import { isSameLot, lotsOf } from './lots.ts'
import { type NewPortOrder, newOrder } from './new-order.ts'
import { noSuchOrder } from './no-such-order.ts'
import type { PortabilityCheck } from './portability.ts'
import { feeOf, reviewOrder } from './review.ts'
import { leavesAt } from './schedule.ts'
import { canMove, isOpen, type PortAction, statesFor, stepTowards, wayTo } from './states.ts'

/** Milliseconds until Flowroute takes a document from a URL. */
const pullDelay = 1_000

/** What a listing may be narrowed by. */
export interface PortOrderFilter {
  state?: PortOrderState | undefined
  alias?: string | undefined
  numbers?: readonly string[] | undefined
}

/** An order has come to a state at that moment, in milliseconds since the epoch. */
export interface PortOrderNews {
  order: PortOrder
  at: number
}

/** What orders have to do with. */
interface Surroundings {
  clock: Clock
  agenda: Agenda
  random: Random
  account: Account
  check: PortabilityCheck
  /** Has the numbers of a completed order join the account. */
  join(order: PortOrder): void
}

/** The account's port orders. */
export class PortOrders {
  readonly #orders = new Map<string, PortOrder>()
  readonly #watchers: ((news: PortOrderNews) => void)[] = []
  readonly #around: Surroundings
  #nextId: number
  #nextGroupId: number

  constructor(around: Surroundings) {
    this.#around = around
    this.#nextId = around.random.integer(40_000, 49_999)
    this.#nextGroupId = around.random.integer(30_000, 39_999)
    around.agenda.handle({
      'port-order': ({ order, change }, at) => {
        const found = this.#orders.get(order)
        if (found?.changes === change) this.#leave(found, at)
      },
    })
  }

  /** Has the watcher told of each change of a state, when it is due. */
  watch(watcher: (news: PortOrderNews) => void): void {
    this.#watchers.push(watcher)
  }

  get(id: string): PortOrder {
    const found = this.#orders.get(id)
    if (found === undefined) throw noSuchOrder()
    return found
  }

  /** The orders in the order they were made. */
  list({ state, alias, numbers }: PortOrderFilter, page: PageRequest): Page<PortOrder> {
    const matching = [...this.#orders.values()].filter(
      (order) =>
        (state === undefined || order.state === state) &&
        (alias === undefined || order.alias === alias) &&
        (numbers === undefined || order.numbers.some((number) => numbers.includes(number))),
    )
    return pageOf(matching, page)
  }

  group(groupId: string): PortOrder[] {
    const orders = [...this.#orders.values()].filter((order) => order.groupId === groupId)
    if (orders.length === 0) throw noSuchOrder()
    return orders
  }

  /** Makes an order for each lot of the numbers, all of one group. */
  create(wanted: NewPortOrder): PortOrder[] {
    this.#checkFree(wanted.numbers)
    const groupId = String(this.#nextGroupId++)
    return lotsOf(wanted.numbers).map((numbers) => this.#make(groupId, { ...wanted, numbers }))
  }

  /** Adds numbers to the group's orders of the same lot, or makes new orders like the group's first one. */
  addToGroup(groupId: string, numbers: readonly string[]): PortOrder[] {
    const orders = this.group(groupId)
    this.#checkFree(numbers)
    return lotsOf(numbers).map((lot) => {
      const open = orders.find((order) => order.state === 'pending' && isSameLot(order, lot))
      if (open !== undefined) return this.#change(open, { numbers: [...open.numbers, ...lot] })
      const { details, presets, alias } = orders[0] as PortOrder
      return this.#make(groupId, { ...structuredClone({ details, presets }), alias, numbers: lot })
    })
  }

  changeNumbers(order: PortOrder, add: readonly string[], remove: readonly string[]): PortOrder {
    this.check(order, 'numbers')
    const missing = remove.find((number) => !order.numbers.includes(number))
    if (missing !== undefined) throw unprocessable(`+${missing} is not in this port order.`)
    this.#checkFree(add)
    const numbers = [...order.numbers.filter((number) => !remove.includes(number)), ...add]
    if (numbers.length === 0) {
      throw unprocessable('A port order must have a number; cancel it to remove the last one.')
    }
    if (lotsOf(numbers).length > 1) {
      throw unprocessable('All numbers of a port order must be of the same kind, country and losing carrier.')
    }
    return this.#change(order, { numbers })
  }

  changePresets(order: PortOrder, presets: Partial<PortPresets>, alias: string | undefined): PortOrder {
    this.check(order, 'presets')
    const changes = { presets: { ...order.presets, ...presets } }
    return this.#change(order, alias === undefined ? changes : { ...changes, alias })
  }

  changeDetails(order: PortOrder, details: PortOrderDetails): PortOrder {
    this.check(order, 'details')
    return this.#change(order, { details })
  }

  cancel(order: PortOrder): PortOrder {
    this.check(order, 'cancel')
    return this.#move(order, order.state === 'pending' ? 'cancelled' : 'abandoned', this.#now())
  }

  /** Signs the letter, which submits the order. */
  sign(order: PortOrder, name: string, title: string): void {
    this.check(order, 'loa')
    order.signature = { name, title }
    const letter = addFile(order, 'loa.pdf', null, 'pending')
    storeFile(letter, letterPdf(order), 'application/pdf')
    this.#move(order, 'processing', this.#now())
  }

  /** A document that is to be uploaded. */
  awaitFile(order: PortOrder, path: string): PortFile {
    this.check(order, 'documents')
    return addFile(order, baseName(path), null, 'awaited')
  }

  /** A document that is to be taken from a URL. */
  pullFile(order: PortOrder, url: string): PortFile {
    this.check(order, 'documents')
    const file = addFile(order, nameInUrl(url), url, 'pending')
    this.#around.agenda.add(this.#now() + pullDelay, { kind: 'pull', order: order.id, file: file.id })
    return file
  }

  file(orderId: string, fileId: string): PortFile {
    const file = this.get(orderId).files.find(({ id }) => id === fileId)
    if (file === undefined) throw noSuchOrder('No such file')
    return file
  }

  /** Refuses what is not allowed in the order's state. */
  check({ state }: PortOrder, action: PortAction): void {
    const states = statesFor(action)
    if (states.includes(state)) return
    throw unprocessable(`This port order is ${state}; this needs ${states.join(' or ')}.`)
  }

  /**
   * Moves an order to a state by hand.
   *
   * @throws {RangeError} there is no such order, or it cannot come there from its state
   */
  move(id: string, state: PortOrderState, reason?: string): void {
    const order = this.#orders.get(id)
    if (order === undefined) throw new RangeError(`there is no port order ${id}`)
    if (!canMove(order.state, state)) {
      throw new RangeError(`port order ${id} is ${order.state} and cannot become ${state}`)
    }
    this.#move(order, state, this.#now(), reason)
  }

  /**
   * Moves an order through all states that lie between.
   *
   * @throws {RangeError} there is no such order, or it is not on its way there
   */
  bring(id: string, state: 'submitted' | 'accepted' | 'completed'): void {
    const now = this.#orders.get(id)?.state
    const way = now === undefined ? undefined : wayTo(now, state)
    if (way === undefined) {
      throw new RangeError(
        now === undefined
          ? `there is no port order ${id}`
          : `port order ${id} is ${now} and cannot become ${state}`,
      )
    }
    for (const next of way) this.move(id, next)
  }

  save(): SavedPortOrders {
    return structuredClone({
      nextId: this.#nextId,
      nextGroupId: this.#nextGroupId,
      made: [...this.#orders.values()],
    })
  }

  restore({ nextId, nextGroupId, made }: SavedPortOrders): void {
    this.#nextId = nextId
    this.#nextGroupId = nextGroupId
    for (const order of structuredClone(made)) this.#orders.set(order.id, order)
  }

  /** What is being taken from URLs. */
  pulls(): { order: string; file: PortFile }[] {
    return [...this.#orders.values()].flatMap(({ id, files }) =>
      files.filter(({ state }) => state === 'processing').map((file) => ({ order: id, file })),
    )
  }

  #make(groupId: string, wanted: NewPortOrder): PortOrder {
    const at = this.#now()
    const order = newOrder(String(this.#nextId++), groupId, wanted, at)
    this.#orders.set(order.id, order)
    this.#schedule(order, at)
    return order
  }

  #change(order: PortOrder, changes: Partial<PortOrder>): PortOrder {
    return Object.assign(order, changes, { modifiedAt: this.#now() })
  }

  /** What happens in a state when its time is over. */
  #leave(order: PortOrder, at: number): void {
    const { account, check } = this.#around
    if (order.state === 'pending') this.#move(order, 'cancelled', at)
    else if (order.state === 'rejected') this.#move(order, 'abandoned', at)
    else if (order.state === 'processing') {
      const { state, reason } = reviewOrder(order, account, check)
      this.#move(order, state, at, reason)
    } else if (order.state === 'review' && order.charged) this.#move(order, 'submitted', at)
    else {
      const next = stepTowards(order.state)
      if (next !== undefined) this.#move(order, next, at)
    }
  }

  #move(order: PortOrder, state: PortOrderState, at: number, reason?: string): PortOrder {
    if (!canMove(order.state, state))
      throw new Error(`a port order never goes from ${order.state} to ${state}`)
    if (reason !== undefined) order.comments.push({ comment: reason, at })
    if (state === 'review') order.resubmitted = true
    if (state === 'submitted') {
      this.#around.account.charge(feeOf(order))
      order.charged = true
    }
    if (state === 'completed') {
      order.completedAt = at
      this.#around.join(order)
    }
    Object.assign(order, { state, stateChangedAt: at, modifiedAt: at, changes: order.changes + 1 })
    this.#schedule(order, at)
    for (const watcher of this.#watchers) watcher({ order, at })
    return order
  }

  #schedule(order: PortOrder, now: number): void {
    const at = leavesAt(order, now)
    if (at === undefined) return
    this.#around.agenda.add(at, { kind: 'port-order', order: order.id, change: order.changes })
  }

  /** Refuses numbers that are in an order which is not at its end. */
  #checkFree(numbers: readonly string[]): void {
    for (const { id, state, numbers: taken } of this.#orders.values()) {
      const twice = isOpen(state) ? numbers.find((number) => taken.includes(number)) : undefined
      if (twice !== undefined) throw unprocessable(`+${twice} is in port order ${id} already.`)
    }
  }

  #now(): number {
    return this.#around.clock.now().getTime()
  }
}
