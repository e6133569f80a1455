import type { CarrierOutcome } from '../saved/settings.ts'
import type { CarrierFailure } from '../world/carrier.ts'
import type { Connection } from './connection.ts'
import { carrierAnswer } from './schemas.ts'

/**
 * What becomes of messages at the recipients' carriers.
 *
 * @example await control.carrier.fail('landline', 2)
 */
export interface ControlCarrier {
  /** How messages fail; null when they do not. */
  failure(): Promise<CarrierFailure | null>
  /**
   * Lets the messages fail that are sent from now on.
   *
   * @param messages how many; all when it is left out
   * @throws {EmulatorControlError} status 422: there is no such outcome, or `messages` is no whole number from 1
   */
  fail(outcome: CarrierOutcome, messages?: number): Promise<void>
  /** Messages are accepted again. */
  recover(): Promise<void>
}

export function controlCarrier(connection: Connection): ControlCarrier {
  return {
    failure: async () => (await connection.ask(carrierAnswer, 'GET', '/carrier')).failure,
    fail: async (outcome, messages) => connection.send('PUT', '/carrier', { outcome, messages }),
    recover: async () => connection.send('DELETE', '/carrier'),
  }
}
