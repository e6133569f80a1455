import type { Settings } from './settings.ts'

const settings = new WeakMap<object, Settings>()

/** Keeps an outbox's settings for engines of other entries of this package. */
export function keepSettings(outbox: object, own: Settings): void {
  settings.set(outbox, own)
}

/** The settings of an outbox. */
export function settingsIn(outbox: object): Settings {
  const found = settings.get(outbox)
  if (found === undefined) throw new TypeError('Expected an Outbox of this copy of @flowroute/outbox.')
  return found
}
