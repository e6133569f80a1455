import type { PortOrderSummary } from '../../inbox/wire.ts'

/**
 * What Flowroute, the losing carrier and the customer's letters do with port orders outside of the API. Left alone, an
 * order goes on by itself as the clock does.
 *
 * @example
 * await porting.signLoa(id, loa, signature)
 * emulator.portOrders.reject(id, 'The name does not match.')
 * @example emulator.portOrders.complete('42361')
 */
export interface PortOrderControl {
  /** The port orders in the order in which they were made. */
  list(): PortOrderSummary[]
  /**
   * Moves a signed order on to `accepted` now, through the states between.
   *
   * @throws {RangeError} there is no such order, or it is not on its way there
   */
  accept(id: string): void
  /**
   * Moves a signed order on to `completed` now, through the states between: its numbers join the account.
   *
   * @throws {RangeError} there is no such order, or it is not on its way there
   */
  complete(id: string): void
  /**
   * Rejects an order that is processed, submitted, accepted or under review. The reason is in its comments.
   *
   * @throws {RangeError} there is no such order, or it cannot be rejected in its state
   */
  reject(id: string, reason: string): void
  /**
   * Answers a rejection, for which the API has no documented call: the order goes to `review`.
   *
   * @throws {RangeError} there is no such order, or it is not rejected
   */
  resubmit(id: string): void
  /**
   * Cancels an order that is at the losing carrier, as Flowroute's support does.
   *
   * @throws {RangeError} there is no such order, or it is neither submitted nor accepted
   */
  hardCancel(id: string, reason?: string): void
}
