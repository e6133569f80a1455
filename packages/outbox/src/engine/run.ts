import { mediaOf, type OutboxEvent, type OutboxProgress, recordOf } from '../events.ts'
import type { MessageRow, MessageState } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'
import { Breaker, maxCostTrip, pausedTrip, spamTrip, type Trip } from './breaker.ts'
import { claim } from './claim.ts'
import { EventQueue } from './event-queue.ts'
import { openForRun, outlookOf } from './queue.ts'
import { reconcile } from './reconcile.ts'
import { giveUp } from './recover.ts'
import { type SendResult, settle } from './settle.ts'

/** Milliseconds after which a run looks around even if nothing is due: another process may have added something. */
const idle = 5_000

/** Milliseconds between two progress events. */
const progressEvery = 1_000

/** Milliseconds over which the rate is measured. */
const rateWindow = 60_000

/**
 * Sends what is due, finds out what is uncertain, and ends when nothing is left to do, or on the signal: then it waits
 * for the sends in flight and writes down how they ended.
 */
export async function* run(
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<OutboxEvent, void, undefined> {
  const queue = new EventQueue<OutboxEvent>()
  // Leaving the loop over the events ends the run as the signal does.
  const ending = new AbortController()
  const both = AbortSignal.any([signal, ending.signal])
  const work = new Run(settings, both, (event) => queue.push(event)).work().then(
    () => queue.end(),
    (error: unknown) => queue.fail(error),
  )
  try {
    yield* queue
  } finally {
    ending.abort()
    await work
  }
}

class Run {
  readonly #settings: Settings
  readonly #signal: AbortSignal
  readonly #emit: (event: OutboxEvent) => void
  readonly #breaker: Breaker
  readonly #inFlight = new Set<Promise<void>>()
  readonly #departures: number[] = []
  #wake: () => void = () => {}
  /** Whether a send has ended since the round began. */
  #hasEnded = false
  /** Before this time no queued message can be claimed, in milliseconds since 1970. */
  #nextClaim = 0
  #trip: Trip | undefined
  #failure: { error: unknown } | undefined
  #lastProgress = Number.NEGATIVE_INFINITY
  /** When the run began, on the ledger's clock. */
  #since = 0

  constructor(settings: Settings, signal: AbortSignal, emit: (event: OutboxEvent) => void) {
    this.#settings = settings
    this.#signal = signal
    this.#emit = emit
    this.#breaker = new Breaker(settings)
  }

  async work(): Promise<void> {
    const { connection } = this.#settings
    try {
      this.#since = await connection.now(connection.db)
      while (!this.#signal.aborted && (await this.#round())) {
        // One round after another, until nothing is left.
      }
    } finally {
      await Promise.all(this.#inFlight)
    }
    if (this.#failure !== undefined) throw this.#failure.error
    await this.#progress()
    if (this.#trip !== undefined) this.#emit({ type: 'stopped', ...this.#trip })
  }

  /** Does what is due now, and waits for what is next; false when there is nothing any more. */
  async #round(): Promise<boolean> {
    const { connection, concurrency } = this.#settings
    this.#hasEnded = false
    const isSending = this.#inFlight.size > 0
    const now = await connection.now(connection.db)
    const { isWaiting, isPaused, dueAt, giveUpAt, lookAt, lookAgainAt } = await outlookOf(connection)
    if (giveUpAt <= now) for (const row of await giveUp(this.#settings)) this.#report(row)
    // It is never further ahead than that, unless the clock was set back.
    const mayClaim = now >= this.#nextClaim || this.#nextClaim > now + idle
    if (isPaused) this.#stop(pausedTrip)
    else if (dueAt > now) this.#nextClaim = Math.min(dueAt, now + idle)
    else if (mayClaim) await this.#sendWhatIsDue(now)
    if (Math.min(giveUpAt, lookAt, lookAgainAt) <= now) await this.#look()
    if (this.#settings.clock.now() >= this.#lastProgress + progressEvery) {
      const trip = await spamTrip(this.#settings, this.#since)
      if (trip !== undefined) this.#stop(trip)
      await this.#progress()
    }
    if (this.#trip !== undefined || this.#failure !== undefined) return false
    if (!isWaiting && !isSending && this.#inFlight.size === 0) return false
    // Nothing can be claimed while as many sends are on their way as may be; the first that ends wakes the run.
    const next = this.#inFlight.size < concurrency ? this.#nextClaim : Number.POSITIVE_INFINITY
    const until = Math.min(next, giveUpAt, lookAt, now + idle)
    const wait = until - (await connection.now(connection.db))
    if (wait > 0 && !this.#hasEnded) await this.#sleep(wait)
    return true
  }

  /** Starts sends until the pace, the concurrency or the queue allows no more, and notes when to go on. */
  async #sendWhatIsDue(now: number): Promise<void> {
    while (
      !this.#signal.aborted &&
      this.#trip === undefined &&
      this.#failure === undefined &&
      this.#inFlight.size < this.#settings.concurrency
    ) {
      // Until then no other message may be sent, unless one is queued meanwhile.
      this.#nextClaim = Number.POSITIVE_INFINITY
      const { claimed, ended, next, tooExpensive, paused } = await claim(this.#settings)
      this.#nextClaim = Math.min(this.#nextClaim, next ?? Number.POSITIVE_INFINITY, now + idle)
      for (const row of ended) this.#report(row)
      if (paused) return this.#stop(pausedTrip)
      if (tooExpensive) {
        // What is in flight may turn out to have cost nothing.
        if (this.#inFlight.size === 0) return this.#stop(maxCostTrip)
        await Promise.race(this.#inFlight)
        continue
      }
      if (claimed !== undefined) this.#start(claimed)
      if (claimed === undefined || this.#nextClaim > now) return
    }
  }

  #start(claimed: MessageRow): void {
    this.#report(claimed)
    const sending: Promise<void> = this.#send(claimed)
      .catch((error: unknown) => {
        // The ledger could not be written: the run ends, and the message is found out about later.
        this.#failure ??= { error }
      })
      .finally(() => {
        this.#inFlight.delete(sending)
        this.#hasEnded = true
        this.#wake()
      })
    this.#inFlight.add(sending)
  }

  async #send(row: MessageRow): Promise<void> {
    const result = await sendOf(this.#settings, row)
    const { message, verdict } = await settle(this.#settings, row, result)
    if ('id' in result) this.#departures.push(this.#settings.clock.now())
    if (message !== undefined) this.#report(message)
    if (message?.state === 'queued') this.#nextClaim = 0
    if (verdict?.isTooFast) {
      this.#emit({ type: 'slowed', kind: row.kind, perSecond: await this.#perSecond(row.kind) })
    }
    if (verdict?.stop !== undefined) this.#stop({ reason: verdict.stop, detail: verdict.reason ?? '' })
    const { state, reason } = message ?? row
    // Too many requests are the pace's business, not a failure.
    const trip = verdict?.isTooFast ? undefined : this.#breaker.note(state, reason)
    if (trip !== undefined) this.#stop(trip)
  }

  async #look(): Promise<void> {
    try {
      for (const row of await reconcile(this.#settings, this.#signal)) {
        this.#report(row)
        if (row.state === 'queued') this.#nextClaim = 0
      }
    } catch (error) {
      if (this.#signal.aborted) return
      const trip = this.#breaker.note('unknown', String(error))
      if (trip !== undefined) this.#stop(trip)
      // The records could not be read; the messages are looked for again with the next round.
      await this.#sleep(idle)
    }
  }

  /** Waits, or until a send has ended. */
  async #sleep(milliseconds: number): Promise<void> {
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    await this.#settings.clock.sleep(milliseconds, AbortSignal.any([this.#signal, woken.signal]))
    this.#wake = () => {}
  }

  #report(row: MessageRow): void {
    this.#emit({ type: row.state, message: recordOf(row) })
  }

  #stop(trip: Trip): void {
    this.#trip ??= trip
    this.#wake()
  }

  async #perSecond(kind: MessageRow['kind']): Promise<number> {
    const { connection, interval } = this.#settings
    const row = await connection.db
      .selectFrom('outbox_pace')
      .select('interval')
      .where('kind', '=', kind)
      .executeTakeFirst()
    return 1_000 / Math.max(interval[kind], row?.interval ?? 0)
  }

  async #progress(): Promise<void> {
    this.#lastProgress = this.#settings.clock.now()
    this.#emit(await progressOf(this.#settings, this.#departures, this.#lastProgress))
  }
}

/** Sends one message; the ledger decides about every attempt, so that the client makes only one. */
export async function sendOf({ messages, sendDeadline }: Settings, row: MessageRow): Promise<SendResult> {
  const { recipient: to, sender, body } = row
  const mediaUrls = mediaOf(row)
  try {
    const { id } = await messages.send(
      {
        to: `+${to}`,
        from: `+${sender}`,
        ...(body !== null && { body }),
        ...(mediaUrls.length > 0 && { mediaUrls }),
      },
      { retries: 0, timeout: sendDeadline, deadline: sendDeadline },
    )
    return { id }
  } catch (error) {
    return { error }
  }
}

async function progressOf(
  { connection }: Settings,
  departures: number[],
  now: number,
): Promise<OutboxProgress> {
  const counts = await connection.db
    .selectFrom('outbox_message')
    .select(({ fn }) => ['state', fn.countAll().as('count')])
    .groupBy('state')
    .execute()
  // Kept with the pace, since adding it up would read every message.
  const { spent } = await connection.db
    .selectFrom('outbox_pace')
    .select(({ fn }) => fn.sum('spent').as('spent'))
    .executeTakeFirstOrThrow()
  const sum = (isWanted: (state: MessageState) => boolean): number =>
    counts.reduce((all, { state, count }) => all + (isWanted(state) ? Number(count) : 0), 0)
  while (departures.length > 0 && (departures[0] as number) <= now - rateWindow) departures.shift()
  const [first = now] = departures
  const rate = departures.length < 2 ? 0 : ((departures.length - 1) * 1_000) / Math.max(1, now - first)
  const remaining = sum((state) => openForRun.includes(state))
  return {
    type: 'progress',
    done: sum((state) => !openForRun.includes(state)),
    remaining,
    rate,
    cost: Number(spent ?? 0) / 1e9,
    expectedEnd: rate > 0 ? new Date(now + (remaining / rate) * 1_000) : undefined,
  }
}
