import { sql } from 'kysely'
import { mediaOf, type OutboxEvent, type OutboxProgress, recordOf } from '../events.ts'
import type { MessageRow } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'
import { Breaker, type Trip } from './breaker.ts'
import { claim } from './claim.ts'
import { EventQueue } from './event-queue.ts'
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
  #trip: Trip | undefined
  #failure: { error: unknown } | undefined
  #lastProgress = Number.NEGATIVE_INFINITY

  constructor(settings: Settings, signal: AbortSignal, emit: (event: OutboxEvent) => void) {
    this.#settings = settings
    this.#signal = signal
    this.#emit = emit
    this.#breaker = new Breaker(settings.stopAfterFailures, settings.stopAtSpamShare)
  }

  async work(): Promise<void> {
    try {
      while (!this.#signal.aborted && (await this.#round())) {
        // One round after another, until nothing is left.
      }
    } finally {
      await Promise.all(this.#inFlight)
    }
    if (this.#failure !== undefined) throw this.#failure.error
    await this.#progress(true)
    if (this.#trip !== undefined) this.#emit({ type: 'stopped', ...this.#trip })
  }

  /** Does what is due now, and waits for what is next; false when there is nothing any more. */
  async #round(): Promise<boolean> {
    const { connection } = this.#settings
    for (const row of await giveUp(this.#settings)) this.#report(row)
    const next = await this.#sendWhatIsDue()
    await this.#look()
    await this.#progress(false)
    if (this.#trip !== undefined || this.#failure !== undefined) return false
    const { waiting, times } = await this.#outlook()
    if (waiting === 0 && this.#inFlight.size === 0) return false
    const now = await connection.now(connection.db)
    const until = Math.min(...[next, ...times].filter((time) => time !== undefined), now + idle)
    if (until > now) await this.#sleep(until - now)
    return true
  }

  /** Starts sends until the pace, the concurrency or the queue allows no more; gives when to go on. */
  async #sendWhatIsDue(): Promise<number | undefined> {
    while (
      !this.#signal.aborted &&
      this.#trip === undefined &&
      this.#failure === undefined &&
      this.#inFlight.size < this.#settings.concurrency
    ) {
      const { claimed, ended, next, tooExpensive } = await claim(this.#settings)
      for (const row of ended) this.#report(row)
      if (tooExpensive) {
        // What is in flight may turn out to have cost nothing.
        if (this.#inFlight.size > 0) return undefined
        this.#stop({ reason: 'maxCost', detail: 'The next message would cost more than maxCost allows.' })
      }
      if (claimed === undefined) return next
      this.#report(claimed)
      const sending: Promise<void> = this.#send(claimed)
        .catch((error: unknown) => {
          // The ledger could not be written: the run ends, and the message is found out about later.
          this.#failure ??= { error }
        })
        .finally(() => {
          this.#inFlight.delete(sending)
          this.#wake()
        })
      this.#inFlight.add(sending)
    }
    return undefined
  }

  async #send(row: MessageRow): Promise<void> {
    const result = await sendOf(this.#settings, row)
    const { message, verdict } = await settle(this.#settings, row, result)
    if ('id' in result) this.#departures.push(this.#settings.clock.now())
    if (message !== undefined) this.#report(message)
    if (verdict?.isTooFast) {
      this.#emit({ type: 'slowed', kind: row.kind, perSecond: await this.#perSecond(row.kind) })
    }
    if (verdict?.stop !== undefined) this.#stop({ reason: verdict.stop, detail: verdict.reason ?? '' })
    const { state, code, reason } = message ?? row
    // Too many requests are the pace's business, not a failure.
    const trip = verdict?.isTooFast ? undefined : this.#breaker.note(state, code, reason)
    if (trip !== undefined) this.#stop(trip)
  }

  async #look(): Promise<void> {
    try {
      for (const row of await reconcile(this.#settings, this.#signal)) this.#report(row)
    } catch (error) {
      if (this.#signal.aborted) return
      const trip = this.#breaker.note('unknown', null, String(error))
      if (trip !== undefined) this.#stop(trip)
      // The records could not be read; the messages are looked for again with the next round.
      await this.#sleep(idle)
    }
  }

  /** How much is left, and when something of it is due. */
  async #outlook(): Promise<{ waiting: number; times: number[] }> {
    const { db } = this.#settings.connection
    const row = await db
      .selectFrom('outbox_message')
      .select([
        sql<number>`count(*)`.as('waiting'),
        sql<number | null>`min(case when state = 'sending' then give_up_at end)`.as('give_up'),
        sql<number | null>`min(case when state = 'unknown' then next_look end)`.as('look'),
      ])
      .where('state', 'in', ['queued', 'sending', 'unknown'])
      .executeTakeFirstOrThrow()
    return { waiting: Number(row.waiting), times: [row.give_up, row.look].filter((time) => time !== null) }
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

  async #progress(isLast: boolean): Promise<void> {
    const now = this.#settings.clock.now()
    if (!isLast && now < this.#lastProgress + progressEvery) return
    this.#lastProgress = now
    this.#emit(await progressOf(this.#settings, this.#departures, now))
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
    .select(['state', sql<number>`count(*)`.as('count'), sql<number>`sum(cost)`.as('cost')])
    .groupBy('state')
    .execute()
  const sum = (states: readonly string[], of: 'count' | 'cost'): number =>
    counts.filter(({ state }) => states.includes(state)).reduce((all, row) => all + Number(row[of]), 0)
  const open = ['queued', 'sending', 'unknown']
  while (departures.length > 0 && (departures[0] as number) <= now - rateWindow) departures.shift()
  const [first = now] = departures
  const rate = departures.length < 2 ? 0 : ((departures.length - 1) * 1_000) / Math.max(1, now - first)
  const remaining = sum(open, 'count')
  return {
    type: 'progress',
    done: sum(
      counts.map(({ state }) => state).filter((state) => !open.includes(state)),
      'count',
    ),
    remaining,
    rate,
    cost: sum(['sending', 'unknown', 'unresolved', 'accepted', 'delivered', 'undelivered'], 'cost') / 1e9,
    expectedEnd: rate > 0 ? new Date(now + (remaining / rate) * 1_000) : undefined,
  }
}
