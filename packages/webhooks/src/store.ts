import { ConfigurationError } from '@flowroute/core'

/**
 * Remembers the webhooks that were handled, so that a repeat is not handled again. Both methods may answer at once or
 * with a promise. If `has` fails, or does not answer within `storeTimeout`, the answer is 500 and Flowroute posts again;
 * if `add` does, the callback has run already, so the answer is 200. Both are reported to `onError`.
 *
 * Keys are printable ASCII of at most 250 characters, such as `message:mdr2-…` and `receipt:mdr2-…:2:1003`.
 *
 * @example
 * const seen: SeenStore = {
 *   has: async (key) => (await redis.exists(`flowroute:${key}`)) === 1,
 *   add: (key) => redis.set(`flowroute:${key}`, '1', 'EX', 3600),
 * }
 */
export interface SeenStore {
  has(key: string): boolean | Promise<boolean>
  add(key: string): unknown
}

/**
 * A store in memory, for one process; it forgets the oldest keys. `createWebhookHandler` has one by default.
 *
 * @param maxKeys how many keys it keeps; 10,000 by default, which take about 2 MB
 * @throws {ConfigurationError} `maxKeys` is not an integer of at least 1
 * @example createWebhookHandler({ onMessage, seen: memoryStore(100_000) })
 */
export function memoryStore(maxKeys = 10_000): SeenStore {
  if (!Number.isSafeInteger(maxKeys) || maxKeys < 1) {
    throw new ConfigurationError('maxKeys must be an integer of at least 1.')
  }
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key)
      if (keys.size <= maxKeys) return
      // A Set is in the order in which its members came.
      for (const oldest of keys) {
        keys.delete(oldest)
        break
      }
    },
  }
}
