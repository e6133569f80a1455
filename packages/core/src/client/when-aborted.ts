/** The functions that wait for one signal, as a listener to it. */
class Callbacks extends Set<() => void> {
  handleEvent(): void {
    for (const callback of [...this]) callback()
  }
}

const callbacksOf = new WeakMap<AbortSignal, Callbacks>()

/**
 * Calls a function when the signal is aborted.
 *
 * All functions that wait for a signal share one listener: Node.js warns of a leak from the eleventh listener on.
 *
 * @returns cancels the wait
 */
export function whenAborted(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {}
  const callbacks = callbacksOf.get(signal) ?? new Callbacks()
  if (callbacks.size === 0) {
    callbacksOf.set(signal, callbacks)
    signal.addEventListener('abort', callbacks)
  }
  callbacks.add(callback)
  return () => {
    callbacks.delete(callback)
    if (callbacks.size === 0) signal.removeEventListener('abort', callbacks)
  }
}
