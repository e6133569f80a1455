import type { Connection } from './connection.ts'
import { segment } from './path-segment.ts'
import { namesAnswer } from './schemas.ts'

/**
 * What numbers are called: the aliases of the account's own, and names of other people's numbers.
 *
 * @example await control.names.set('12065550100', 'Maria')
 */
export interface ControlNames {
  /** The names by number. */
  all(): Promise<Readonly<Record<string, string>>>
  /**
   * Names a number; null takes its name away.
   *
   * @param name at most 64 characters
   * @throws {EmulatorControlError} status 422: it is no phone number, or the name is empty or too long
   */
  set(number: string, name: string | null): Promise<void>
}

/**
 * One URL for all webhooks.
 *
 * @example await control.callbacks.set('http://localhost:3000/flowroute')
 */
export interface ControlCallbacks {
  /**
   * Has all webhooks of the account, or of one of its numbers, posted to a URL; null removes them.
   *
   * @param number of the account; the account itself when it is left out
   * @throws {EmulatorControlError} status 422: it is no URL; 404: the number is not on the account
   */
  set(url: string | null, number?: string): Promise<void>
}

export function controlNames(connection: Connection): ControlNames {
  return {
    all: async () => (await connection.ask(namesAnswer, 'GET', '/names')).names,
    set: async (number, name) => connection.send('PUT', `/names/${segment(number)}`, { name }),
  }
}

export function controlCallbacks(connection: Connection): ControlCallbacks {
  return {
    set: async (url, number) =>
      connection.send('PUT', number === undefined ? '/callbacks' : `/callbacks/${segment(number)}`, { url }),
  }
}
