import { FlowrouteError } from '@flowroute/core'
import type { SeenStore } from './store.ts'

/** Runs `work` for a key, unless it has succeeded for that key before; resolves to whether it has succeeded. */
export type RunOnce = (key: string, work: () => Promise<boolean>) => Promise<boolean>

/**
 * Makes a function that runs a piece of work once per key. Calls with the same key while it runs wait for it and share its
 * outcome. After a failure the next call runs it again.
 *
 * @param timeout how long an answer of the store is waited for, in milliseconds
 * @param onStoreError called with the store's errors
 */
export function createRunOnce(
  store: SeenStore,
  timeout: number,
  onStoreError: (error: unknown) => void,
): RunOnce {
  const running = new Map<string, Promise<boolean>>()

  async function run(key: string, work: () => Promise<boolean>): Promise<boolean> {
    try {
      if (await answerOf('has', store.has(key), timeout)) return true
    } catch (error) {
      onStoreError(error)
      return false
    }
    if (!(await work())) return false
    try {
      await answerOf('add', store.add(key), timeout)
    } catch (error) {
      // The work is done: reporting a failure would make Flowroute post it again.
      onStoreError(error)
    }
    return true
  }

  return (key, work) => {
    const earlier = running.get(key)
    if (earlier !== undefined) return earlier
    // Set before anything is awaited, so that of two calls at the same time only one runs the work.
    const outcome = run(key, work).finally(() => running.delete(key))
    running.set(key, outcome)
    return outcome
  }
}

/** The answer of a store, which must not block a key for ever: a lost connection may leave a promise pending. */
async function answerOf(method: keyof SeenStore, answer: unknown, timeout: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FlowrouteError(`The seen store did not answer ${method}() within ${timeout} ms.`)),
      timeout,
    )
  })
  try {
    return await Promise.race([answer, timedOut])
  } finally {
    clearTimeout(timer)
  }
}
