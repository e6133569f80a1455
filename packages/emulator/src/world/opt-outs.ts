import type { SavedOptOuts } from '../saved/messages.ts'

/** Who has told which number to send no more, and who has taken it back. */
export class OptOuts {
  /** By sender and recipient, the moments at which that changed. */
  readonly #changes = new Map<string, { at: number; out: boolean }[]>()

  /** Takes notice of an inbound message that arrives at `at`, if STOP or UNSTOP is all that it says. */
  read(message: { from: string; to: string; body: string | null; at: number }): void {
    const word = message.body?.trim().toLowerCase()
    if (word !== 'stop' && word !== 'unstop') return
    const pair = pairOf(message.to, message.from)
    const changes = this.#changes.get(pair) ?? []
    this.#changes.set(
      pair,
      [...changes, { at: message.at, out: word === 'stop' }].sort((a, b) => a.at - b.at),
    )
  }

  /** Keeps in effect, at `now`, what was in effect before the clock was set back. */
  settle(before: number, now: number): void {
    for (const changes of this.#changes.values()) {
      for (const change of changes) if (change.at <= before) change.at = Math.min(change.at, now)
    }
  }

  save(): SavedOptOuts[] {
    return [...this.#changes].map(([pair, changes]) => {
      const [ours = '', theirs = ''] = pair.split(' ')
      return { ours, theirs, changes: changes.map((change) => ({ ...change })) }
    })
  }

  restore(saved: readonly SavedOptOuts[]): void {
    for (const { ours, theirs, changes } of saved) this.#changes.set(pairOf(ours, theirs), changes)
  }

  /** Whether the recipient wanted, at that moment, no messages from the account's number. */
  has(number: string, recipient: string, now: number): boolean {
    const changes = this.#changes.get(pairOf(number, recipient)) ?? []
    return changes.filter(({ at }) => at <= now).at(-1)?.out ?? false
  }
}

function pairOf(number: string, recipient: string): string {
  return `${number} ${recipient}`
}
