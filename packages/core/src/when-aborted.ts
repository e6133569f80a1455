/** What runs when a signal is aborted, as a listener to it. */
class Runs extends Set<() => void> {
  handleEvent(): void {
    for (const run of [...this]) run()
  }
}

const waiting = new WeakMap<AbortSignal, Runs>()

/**
 * Runs something when the signal is aborted; gives what takes it back.
 *
 * All that waits for a signal shares one listener: from the eleventh on, Node.js would warn of a leak.
 */
export function whenAborted(signal: AbortSignal | undefined, run: () => void): () => void {
  if (signal === undefined) return () => {}
  const runs = waiting.get(signal) ?? new Runs()
  if (runs.size === 0) {
    waiting.set(signal, runs)
    signal.addEventListener('abort', runs)
  }
  runs.add(run)
  return () => {
    runs.delete(run)
    if (runs.size === 0) signal.removeEventListener('abort', runs)
  }
}
