import { type ConnectionOptions, DelayedError, type Job, Queue, Worker } from 'bullmq'
import { Breaker, spamTrip, type Trip } from './engine/breaker.ts'
import { EventQueue } from './engine/event-queue.ts'
import { sendOne } from './engine/one.ts'
import { reconcile } from './engine/reconcile.ts'
import { giveUp } from './engine/recover.ts'
import { type OutboxEvent, recordOf } from './events.ts'
import type { MessageRow } from './ledger/tables.ts'
import type { Outbox } from './outbox.ts'
import { settingsIn } from './settings-of-outbox.ts'

/**
 * Options of {@link runOnBullmq}.
 *
 * @example const options: BullmqOptions = { connection: { host: 'redis.internal', port: 6379 } }
 */
export interface BullmqOptions {
  /** How to reach Redis: options of ioredis, or an instance of it with `maxRetriesPerRequest: null`. */
  connection: ConnectionOptions
  /** Name of the queue. Default `flowroute-outbox`. */
  queue?: string | undefined
  /** Messages that this process works on at a time. Default 10. */
  concurrency?: number | undefined
  /** Milliseconds between two sweeps of the ledger. Default 5000. */
  sweepEvery?: number | undefined
  /** Ends the run, after the sends in flight. */
  signal?: AbortSignal | undefined
}

/** Jobs that the sweep keeps ready: some minutes' work at the highest rate. */
const ahead = 1_000

/** Milliseconds of sending for which the sweep looks ahead. */
const horizon = 60_000

/**
 * Runs an outbox on several machines: BullMQ distributes the messages and delays them, and its dashboards show them; the
 * ledger, in PostgreSQL, decides about pace, claim and truth. A job carries nothing but a message's key, and a sweep
 * adds again what has no job, so that losing Redis loses nothing.
 *
 * Call it in every process. It ends on the signal, or when the whole outbox has nothing left to do.
 *
 * @param outbox an outbox whose ledger all processes share
 * @param options how to reach Redis
 * @returns the events of the messages that this process worked on
 * @example
 * const connection = { host: '127.0.0.1' }
 * for await (const event of runOnBullmq(outbox, { connection, signal })) console.log(event.type)
 */
export async function* runOnBullmq(
  outbox: Outbox,
  options: BullmqOptions,
): AsyncGenerator<OutboxEvent, void, undefined> {
  const engine = new Engine(outbox, options)
  try {
    yield* engine.events
  } finally {
    await engine.close()
  }
}

class Engine {
  readonly events = new EventQueue<OutboxEvent>()
  readonly #settings: ReturnType<typeof settingsIn>
  readonly #queue: Queue
  readonly #worker: Worker
  readonly #abort = new AbortController()
  readonly #timer: ReturnType<typeof setInterval>
  readonly #breaker: Breaker
  #isSweeping = false
  /** When this process began, on the ledger's clock. */
  #since: number | undefined

  constructor(outbox: Outbox, options: BullmqOptions) {
    const { connection, queue = 'flowroute-outbox', concurrency = 10, sweepEvery = 5_000, signal } = options
    this.#settings = settingsIn(outbox)
    this.#breaker = new Breaker(this.#settings)
    this.#queue = new Queue(queue, { connection })
    this.#worker = new Worker(queue, (job, token) => this.#work(job, token), {
      connection,
      concurrency,
      // A job that is run again does no harm: the ledger decides. It must only never be given up.
      lockDuration: 15_000,
      stalledInterval: 15_000,
      maxStalledCount: 1_000_000,
    })
    // Redis may be away for a while; both connect again by themselves.
    this.#queue.on('error', () => {})
    this.#worker.on('error', () => {})
    this.#timer = setInterval(() => void this.#sweep(), sweepEvery)
    void this.#sweep()
    signal?.addEventListener('abort', () => this.#finish(), { signal: this.#abort.signal })
    if (signal?.aborted) this.#finish()
  }

  async close(): Promise<void> {
    this.#finish()
    await this.#worker.close().catch(() => {})
    await this.#queue.close().catch(() => {})
  }

  #finish(): void {
    this.#abort.abort()
    clearInterval(this.#timer)
    this.events.end()
  }

  /** Sends a message, or delays its job until it may be sent. */
  async #work(job: Job, token: string | undefined): Promise<void> {
    const { key } = job.data as { key: string }
    const { changes, retryIn, stop, isTooFast } = await sendOne(this.#settings, key)
    for (const row of changes) this.#report(row)
    const last = changes.at(-1)
    const trip = stop ?? (last && !isTooFast ? this.#breaker.note(last.state, last.reason) : undefined)
    if (trip !== undefined) this.#stop(trip)
    if (retryIn === undefined || this.#abort.signal.aborted) return
    await job.moveToDelayed(Date.now() + Math.max(retryIn, 1), token)
    throw new DelayedError()
  }

  /** Does what belongs to no message: gives up, looks up, and adds jobs for what has none. */
  async #sweep(): Promise<void> {
    if (this.#isSweeping || this.#abort.signal.aborted) return
    this.#isSweeping = true
    try {
      for (const row of await giveUp(this.#settings)) this.#report(row)
      for (const row of await reconcile(this.#settings, this.#abort.signal)) this.#report(row)
      const { connection } = this.#settings
      this.#since ??= await connection.now(connection.db)
      const trip = await spamTrip(this.#settings, this.#since)
      if (trip !== undefined) return this.#stop(trip)
      await this.#addJobs()
      const left = await connection.db
        .selectFrom('outbox_message')
        .select('id')
        .where('state', 'in', ['queued', 'sending', 'unknown'])
        .limit(1)
        .executeTakeFirst()
      if (left === undefined) this.#finish()
    } catch {
      // The ledger, Redis or Flowroute is away; the next sweep tries again.
    } finally {
      this.#isSweeping = false
    }
  }

  async #addJobs(): Promise<void> {
    const { connection } = this.#settings
    const now = await connection.now(connection.db)
    const due = await connection.db
      .selectFrom('outbox_message')
      .select(['id', 'key', 'due', 'attempts'])
      .where('state', '=', 'queued')
      .where('due', '<=', now + horizon)
      .orderBy('due')
      .orderBy('id')
      .limit(ahead)
      .execute()
    await this.#queue.addBulk(
      due.map(({ id, key, due: at, attempts }) => ({
        name: 'send',
        data: { key },
        // The same id again changes nothing; a new attempt of a message needs a job of its own.
        opts: {
          jobId: `${id}-${attempts}`,
          delay: Math.max(0, at - now),
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    )
  }

  #report(row: MessageRow): void {
    this.events.push({ type: row.state, message: recordOf(row) })
  }

  #stop(trip: Trip): void {
    if (this.#abort.signal.aborted) return
    this.events.push({ type: 'stopped', ...trip })
    this.#finish()
  }
}
