import type { SqliteDatabase } from '@flowroute/outbox/sqlite'

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
  #inner: SqliteDatabase | undefined
  readonly #death: Death | undefined
  readonly #onDeath: () => void

  constructor(death: Death | undefined, onDeath: () => void) {
    this.#death = death
    this.#onDeath = onDeath
  }

  get isDead(): boolean {
    return this.#isDead
  }

  kill(): void {
    if (this.#isDead) return
    this.#isDead = true
    // As the operating system does: what was not committed is gone, and its lock with it.
    try {
      this.#inner?.prepare('rollback').run()
    } catch {
      // There was no transaction.
    }
    this.#onDeath()
  }

  /** The database as this process sees it. */
  database(inner: SqliteDatabase): SqliteDatabase {
    this.#inner = inner
    const alive = (): void => {
      if (this.#isDead) throw new Killed('the process is dead')
    }
    return {
      prepare: (text) => {
        const statement = inner.prepare(text)
        return {
          all: (...parameters) => {
            alive()
            return statement.all(...parameters)
          },
          run: (...parameters) => {
            alive()
            if (text === 'commit') return this.#commit(() => statement.run(...parameters))
            return statement.run(...parameters)
          },
        }
      },
      close: () => inner.close(),
    }
  }

  #commit<T>(commit: () => T): T {
    this.#commits++
    const dies = this.#commits === this.#death?.commit
    if (dies && this.#death?.side === 'before') this.#die()
    const result = commit()
    if (dies) this.#die()
    return result
  }

  #die(): never {
    this.kill()
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
