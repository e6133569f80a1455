/** What a killed process would have gone on with. */
export class Killed extends Error {}

/** Where in a process's life it is killed: at its nth commit, before or after it. */
export interface Death {
  commit: number
  side: 'before' | 'after'
}

/**
 * A process that can be killed: once it is, its database does nothing any more, and what it hears from the network is
 * never delivered. (Its code goes on running, but cannot do anything.)
 */
export class MortalProcess {
  #commits = 0
  #isDead = false
  readonly #death: Death | undefined
  readonly #whenDead: (() => void)[] = []

  constructor(death: Death | undefined) {
    this.#death = death
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** Calls something at its death, before anything else can happen. */
  whenDead(act: () => void): void {
    this.#whenDead.push(act)
  }

  /** What it does to its database; a dead one does nothing. */
  do<T>(act: () => T): T {
    if (this.#isDead) throw new Killed('the process is dead')
    return act()
  }

  /** Counts a commit, and says on which side of it the process is to die, if that is now. */
  countCommit(): Death['side'] | undefined {
    this.#commits++
    return this.#commits === this.#death?.commit ? this.#death.side : undefined
  }

  die(): never {
    if (!this.#isDead) {
      this.#isDead = true
      for (const act of this.#whenDead) act()
    }
    throw new Killed('killed')
  }

  /** The network as this process sees it: a dead one never gets an answer. */
  fetch(inner: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
    return async (request) => {
      if (this.#isDead) return new Promise<never>(() => {})
      const response = await inner(request)
      return this.#isDead ? new Promise<never>(() => {}) : response
    }
  }
}
