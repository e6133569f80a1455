import { expect, vi } from 'vitest'

// Milliseconds. Tests wait for events and not for time: the limits are for what hangs, on a machine as busy as can be.
const testTimeout = 300_000
vi.setConfig({ testTimeout, hookTimeout: testTimeout })

/** Waits until the assertion holds. */
export function poll<T>(read: () => T) {
  return expect.poll(read, { timeout: testTimeout / 2 })
}
