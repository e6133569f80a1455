/** Resolves after that time on the machine's clock, or rejects with the reason of the first signal to abort. */
export function wait(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', giveUp)
      settle()
    }
    const giveUp = (): void => end(() => reject(signals.find(({ aborted }) => aborted)?.reason))
    const timer = setTimeout(() => end(resolve), milliseconds)
    for (const signal of signals) signal.addEventListener('abort', giveUp)
    if (signals.some(({ aborted }) => aborted)) giveUp()
  })
}
