import { Problem } from '../problem.ts'
import type { SavedRateLimits } from '../saved/settings.ts'
import type { Clock } from './clock.ts'

/** How many messages of each kind are accepted in any one second. */
const limits = { SMS: 5, MMS: 1 } as const

const windowMilliseconds = 1_000

type MessageKind = keyof typeof limits

/** The versions of the messages API that are not the oldest one. */
export const messagesVersions = ['v2.1', 'v2.2'] as const

/** The two versions of the messages API, which differ in links and prices only. */
export type MessagesVersion = (typeof messagesVersions)[number]

/** The endpoints that messages are sent over: those, and the older one of v2.0, which has no webhooks and no MMS. */
export type SendingVersion = MessagesVersion | 'v2'

/**
 * Whether the documented rate limits hold: 5 SMS and 1 MMS a second on the emulator's clock, for each endpoint.
 *
 * @example emulator.rateLimits.enabled = true
 */
export interface RateLimitControl {
  enabled: boolean
}

/** How many messages an account may send over each endpoint. */
export class RateLimits implements RateLimitControl {
  #enabled: boolean
  #accepted: SavedRateLimits['accepted'] = {
    v2: { SMS: [], MMS: [] },
    'v2.1': { SMS: [], MMS: [] },
    'v2.2': { SMS: [], MMS: [] },
  }
  readonly #clock: Clock

  /** @throws {TypeError} `enabled` is not a boolean */
  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock
    this.#enabled = checkFlag('rateLimits', enabled)
  }

  get enabled(): boolean {
    return this.#enabled
  }

  set enabled(enabled: boolean) {
    this.#enabled = checkFlag('enabled', enabled)
  }

  /** Refuses a message that is one too many. */
  check(version: SendingVersion, isMms: boolean): void {
    const kind = kindOf(isMms)
    // The one that has to be out of the window before another is accepted; there may be more than the limit,
    // from before it held.
    const last = this.#recent(version, kind).at(-limits[kind])
    if (!this.#enabled || last === undefined) return
    const wait = last + windowMilliseconds - this.#now()
    throw new Problem(429, `Too many messages at once: at most ${limits[kind]} ${kind} per second.`, {
      headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
    })
  }

  /** Counts a message that was accepted. */
  count(version: SendingVersion, isMms: boolean): void {
    const kind = kindOf(isMms)
    // No more than what `check` looks at: while the clock stands still all that is sent is recent.
    this.#accepted[version][kind] = [...this.#recent(version, kind), this.#now()].slice(-limits[kind])
  }

  save(): SavedRateLimits {
    return structuredClone({ enabled: this.#enabled, accepted: this.#accepted })
  }

  restore(saved: SavedRateLimits): void {
    this.#enabled = saved.enabled
    this.#accepted = structuredClone(saved.accepted)
  }

  #recent(version: SendingVersion, kind: MessageKind): number[] {
    const now = this.#now()
    // None of the time after now: the clock may have been set back.
    return this.#accepted[version][kind].filter((at) => at <= now && at + windowMilliseconds > now)
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

function kindOf(isMms: boolean): MessageKind {
  return isMms ? 'MMS' : 'SMS'
}

function checkFlag(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false`)
  return value
}
