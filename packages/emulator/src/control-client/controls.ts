import type { Fault, FaultRule } from '../faults/rule.ts'
import type { CdrExportSummary, PortOrderSummary } from '../inbox/wire.ts'
import type { InboundFormat } from '../world/inbound-webhooks.ts'
import type { Connection } from './connection.ts'
import { type ControlList, listOf } from './list.ts'
import { segment } from './path-segment.ts'
import {
  accountAnswer,
  cdrExportsAnswer,
  clockAnswer,
  faultsAnswer,
  idAnswer,
  inboundWebhooksAnswer,
  portOrdersAnswer,
  rateLimitsAnswer,
} from './schemas.ts'

/** The emulator's time. */
export interface ControlClock {
  /** The time now. */
  now(): Promise<Date>
  /**
   * Moves the time forward by that many milliseconds, and gives the new time. Webhooks that fall due go out soon
   * after: see `settled`.
   *
   * @throws {EmulatorControlError} status 422: time cannot go back
   */
  advance(milliseconds: number): Promise<Date>
  /**
   * Sets the clock, forward or back, and gives the new time.
   *
   * @throws {EmulatorControlError} status 422: it is not a valid date
   */
  set(time: Date): Promise<Date>
}

/** The review of new caller names. */
export interface ControlCnams {
  /**
   * Approves a pending name now.
   *
   * @throws {EmulatorControlError} status 404: there is no such record; 422: it is not pending
   */
  approve(id: string): Promise<void>
  /**
   * Rejects a pending name. It stays rejected until its value is changed.
   *
   * @throws {EmulatorControlError} status 404: there is no such record; 422: it is not pending, or no reason is given
   */
  reject(id: string, reason: string): Promise<void>
}

/** What Flowroute and the losing carrier do with port orders. */
export interface ControlPortOrders {
  /** The port orders in the order in which they were made. */
  list(): ControlList<PortOrderSummary>
  /**
   * Moves a signed order on to `accepted` now, through the states between.
   *
   * @throws {EmulatorControlError} status 404: there is no such order; 422: it is not on its way there
   */
  accept(id: string): Promise<void>
  /**
   * Moves a signed order on to `completed` now, through the states between: its numbers join the account.
   *
   * @throws {EmulatorControlError} status 404: there is no such order; 422: it is not on its way there
   */
  complete(id: string): Promise<void>
  /**
   * Rejects an order that is processed, submitted, accepted or under review.
   *
   * @throws {EmulatorControlError} status 404: there is no such order; 422: it cannot be rejected, or no reason is given
   */
  reject(id: string, reason: string): Promise<void>
  /**
   * Answers a rejection: the order goes to `review`.
   *
   * @throws {EmulatorControlError} status 404: there is no such order; 422: it is not rejected
   */
  resubmit(id: string): Promise<void>
  /**
   * Cancels an order that is at the losing carrier.
   *
   * @throws {EmulatorControlError} status 404: there is no such order; 422: it is neither submitted nor accepted
   */
  hardCancel(id: string, reason?: string): Promise<void>
}

/** The end of exports of call records before their minute is over. */
export interface ControlCdrExports {
  /** The exports, the latest one first. */
  list(): ControlList<CdrExportSummary>
  /**
   * Completes an export now.
   *
   * @throws {EmulatorControlError} status 404: there is no such export; 422: it is not being processed
   */
  complete(id: string): Promise<void>
  /**
   * Has an export fail now.
   *
   * @throws {EmulatorControlError} status 404: there is no such export; 422: it is not being processed
   */
  fail(id: string): Promise<void>
}

/** What goes wrong between the emulator and its callers. The calls of an `EmulatorControl` meet no faults. */
export interface ControlFaults {
  /**
   * Adds a rule after those that are there; gives its id.
   *
   * @throws {EmulatorControlError} status 422: the rule is wrong
   */
  add(rule: FaultRule): Promise<string>
  /** The rules in the order in which they were added, used up ones too. */
  list(): Promise<Fault[]>
  /**
   * Takes a rule away.
   *
   * @throws {EmulatorControlError} status 404: there is no such rule
   */
  remove(id: string): Promise<void>
  /** Takes all rules away. */
  clear(): Promise<void>
}

/** The account's funds. */
export interface ControlAccount {
  /** USD; null when there is no limit. */
  balance(): Promise<number | null>
  /**
   * Sets the balance, in USD, or with null takes the limit away.
   *
   * @throws {EmulatorControlError} status 422: the account cannot have such a balance
   */
  setBalance(balance: number | null): Promise<void>
}

/** Whether the documented rate limits hold. */
export interface ControlRateLimits {
  enabled(): Promise<boolean>
  setEnabled(enabled: boolean): Promise<void>
}

/** In which form inbound SMS are posted. */
export interface ControlInboundWebhooks {
  format(): Promise<InboundFormat>
  /** @throws {EmulatorControlError} status 422: there is no such form */
  setFormat(format: InboundFormat): Promise<void>
}

export function controlInboundWebhooks(connection: Connection): ControlInboundWebhooks {
  return {
    format: async () => (await connection.ask(inboundWebhooksAnswer, 'GET', '/inbound-webhooks')).format,
    setFormat: async (format) => connection.send('PUT', '/inbound-webhooks', { format }),
  }
}

export function controlClock(connection: Connection): ControlClock {
  return {
    now: async () => (await connection.ask(clockAnswer, 'GET', '/clock')).now,
    advance: async (advance) => (await connection.ask(clockAnswer, 'POST', '/clock', { advance })).now,
    set: async (time) => (await connection.ask(clockAnswer, 'POST', '/clock', { set: time })).now,
  }
}

export function controlCnams(connection: Connection): ControlCnams {
  return {
    approve: async (id) => connection.send('POST', `/cnams/${segment(id)}/approve`),
    reject: async (id, reason) => connection.send('POST', `/cnams/${segment(id)}/reject`, { reason }),
  }
}

export function controlPortOrders(connection: Connection): ControlPortOrders {
  const act = (id: string, action: string, body?: object): Promise<void> =>
    connection.send('POST', `/port-orders/${segment(id)}/${action}`, body)
  return {
    list: () =>
      listOf(async (query) => {
        const { portOrders, more } = await connection.ask(portOrdersAnswer, 'GET', `/port-orders${query}`)
        return { items: portOrders, more }
      }),
    accept: async (id) => act(id, 'accept'),
    complete: async (id) => act(id, 'complete'),
    reject: async (id, reason) => act(id, 'reject', { reason }),
    resubmit: async (id) => act(id, 'resubmit'),
    hardCancel: async (id, reason) => act(id, 'hard-cancel', { reason }),
  }
}

export function controlCdrExports(connection: Connection): ControlCdrExports {
  return {
    list: () =>
      listOf(async (query) => {
        const { cdrExports, more } = await connection.ask(cdrExportsAnswer, 'GET', `/cdr-exports${query}`)
        return { items: cdrExports, more }
      }),
    complete: async (id) => connection.send('POST', `/cdr-exports/${segment(id)}/complete`),
    fail: async (id) => connection.send('POST', `/cdr-exports/${segment(id)}/fail`),
  }
}

export function controlFaults(connection: Connection): ControlFaults {
  return {
    add: async (rule) => (await connection.ask(idAnswer, 'POST', '/faults', rule)).id,
    list: async () => (await connection.ask(faultsAnswer, 'GET', '/faults')).faults,
    remove: async (id) => connection.send('DELETE', `/faults/${segment(id)}`),
    clear: async () => connection.send('DELETE', '/faults'),
  }
}

export function controlAccount(connection: Connection): ControlAccount {
  return {
    balance: async () => (await connection.ask(accountAnswer, 'GET', '/account')).balance,
    setBalance: async (balance) => connection.send('PUT', '/account', { balance }),
  }
}

export function controlRateLimits(connection: Connection): ControlRateLimits {
  return {
    enabled: async () => (await connection.ask(rateLimitsAnswer, 'GET', '/rate-limits')).enabled,
    setEnabled: async (enabled) => connection.send('PUT', '/rate-limits', { enabled }),
  }
}
