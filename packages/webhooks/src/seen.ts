/**
 * Remembers what has been handled, so that a repeat is not handled again. Both methods may answer at once or with a
 * promise; one that fails makes the handler answer 500 (`has`) or is only reported to `onError` (`add`).
 *
 * @example
 * const seen: SeenStore = {
 *   has: async (key) => (await redis.exists(`flowroute:${key}`)) === 1,
 *   add: (key) => redis.set(`flowroute:${key}`, '1', { EX: 3600 }),
 * }
 */
export interface SeenStore {
  has(key: string): boolean | Promise<boolean>
  add(key: string): unknown
}

/**
 * A store in memory that forgets the oldest beyond a bound: the default of `createWebhookHandler`, for one process.
 *
 * @param atMost how many keys it keeps, 10,000 by default
 * @example createWebhookHandler({ onMessage, seen: memoryStore(100_000) })
 */
export function memoryStore(atMost = 10_000): SeenStore {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key)
      // A Set keeps the order in which its members came.
      for (const oldest of keys) {
        if (keys.size <= atMost) break
        keys.delete(oldest)
      }
    },
  }
}

/**
 * Runs a piece of work once a key. Who comes while it is running waits for it and shares its outcome; after a failure
 * the next one runs it again.
 */
export function onceEach(seen: SeenStore, onStoreError: (error: unknown) => Promise<void>) {
  const running = new Map<string, Promise<boolean>>()

  async function first(key: string, work: () => Promise<boolean>): Promise<boolean> {
    try {
      if (await seen.has(key)) return true
    } catch (error) {
      await onStoreError(error)
      return false
    }
    if (!(await work())) return false
    try {
      await seen.add(key)
    } catch (error) {
      // The work is done: a failure now would only bring it about a second time.
      await onStoreError(error)
    }
    return true
  }

  return (key: string, work: () => Promise<boolean>): Promise<boolean> => {
    const others = running.get(key)
    if (others !== undefined) return others
    // Noted before anything is awaited, so that two that come at once cannot both be the first.
    const outcome = first(key, work).finally(() => running.delete(key))
    running.set(key, outcome)
    return outcome
  }
}
