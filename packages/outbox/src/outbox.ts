import { InvalidInputError } from '@flowroute/core'
import type { WebhookEvent } from '@flowroute/webhooks'
import { type Kysely, sql } from 'kysely'
import { type AddResult, batchesOf, insert, rowOf } from './add.ts'
import { run } from './engine/run.ts'
import { type OutboxEvent, type OutboxRecord, recordOf } from './events.ts'
import { joined, transaction } from './ledger/ledger.ts'
import type { MessageState, Tables } from './ledger/tables.ts'
import { type OptOutRecord, optOuts } from './opt-outs.ts'
import type { OutboxMessage, OutboxOptions } from './options.ts'
import { pause, resume } from './pause.ts'
import { type OutboxPlan, plan } from './plan.ts'
import { optIn, optOut, receive } from './receive.ts'
import { type Settings, settingsOf } from './settings.ts'
import { keepSettings } from './settings-of-outbox.ts'

/**
 * Sends messages so that each goes out at most once, whatever happens: a ledger is written before every request, and
 * what became of a lost one is found out afterwards. Messages whose fate stays unknown are listed, never sent again on a
 * guess.
 *
 * @example
 * const outbox = new Outbox({ client, ledger: await sqliteLedger('outbox.db'), from: '12065550199' })
 * await outbox.add({ key: 'recall-2026:cust-1', to: '(206) 555-0100', body: 'Your check-up is due.' })
 * for await (const event of outbox.run()) console.log(event.type)
 */
export class Outbox {
  readonly #settings: Settings

  /**
   * @param options the client, the ledger, the senders and the rules
   * @throws {ConfigurationError} an option is unknown or not valid
   */
  constructor(options: OutboxOptions) {
    this.#settings = settingsOf(options)
    keepSettings(this, this.#settings)
  }

  /**
   * Adds messages. A key that is in the ledger already changes nothing, so that a program can add everything again
   * after a crash. Messages are stored 500 at a time.
   *
   * @param messages one message, or any number of them
   * @param options.transaction for PostgreSQL: a transaction of your own that the messages become part of: one of Kysely,
   * or the client of `pg` on which it was begun
   * @returns how many are new
   * @throws {InvalidInputError} with the problems of the first message that is not valid; those of its 500 are not added
   * @example await outbox.add(customers.map(({ id, phone }) => ({ key: `recall:${id}`, to: phone, body })))
   */
  async add(
    messages: OutboxMessage | Iterable<OutboxMessage> | AsyncIterable<OutboxMessage>,
    { transaction: own }: { transaction?: object | undefined } = {},
  ): Promise<AddResult> {
    const { connection } = this.#settings
    const db = own === undefined ? undefined : joined(connection, own)
    let [added, total] = [0, 0]
    for await (const batch of batchesOf(messages)) {
      const now = await connection.now(db ?? connection.db)
      const rows = batch.map((message, index) => this.#row(message, total + index, now))
      const store = (db: Kysely<Tables>): Promise<number> => insert(db, rows)
      added += db === undefined ? await transaction(connection, store) : await store(db)
      total += batch.length
    }
    return { added, known: total - added }
  }

  /**
   * Says what a run would do and cost, for what is queued and for messages that are not added yet. Stores and sends
   * nothing.
   *
   * @param messages messages that would be added. Default: none
   * @example const { cost, problems } = await outbox.plan(customers.map(({ id, phone }) => ({ key: id, to: phone, body })))
   */
  plan(messages?: Iterable<OutboxMessage> | AsyncIterable<OutboxMessage>): Promise<OutboxPlan> {
    return plan(this.#settings, messages)
  }

  /**
   * Sends what is due, at the set rate, and finds out what is uncertain. Ends when everything is settled, or on the
   * signal, after the sends in flight have ended. After a crash it goes on where it was.
   *
   * @param options.signal ends the run
   * @returns every change of a message, and the progress once a second
   * @example for await (const event of outbox.run({ signal })) if (event.type === 'progress') console.log(event.done)
   */
  run({
    signal = new AbortController().signal,
  }: {
    signal?: AbortSignal | undefined
  } = {}): AsyncGenerator<OutboxEvent, void, undefined> {
    return run(this.#settings, signal)
  }

  /**
   * Takes a webhook event: receipts end messages, and STOP and its like opt a recipient out of everything.
   *
   * @param event as `parseWebhook` or the webhook handler gives it
   * @returns the message whose state changed, if one did
   * @example const handler = createWebhookHandler({ onReceipt: (event) => outbox.receive(event), onMessage: (event) => outbox.receive(event) })
   */
  async receive(event: WebhookEvent): Promise<OutboxRecord | undefined> {
    const row = await receive(this.#settings, event)
    return row && recordOf(row)
  }

  /** The message with that key. @example const { state } = (await outbox.get('recall-2026:cust-1')) ?? {} */
  async get(key: string): Promise<OutboxRecord | undefined> {
    const row = await this.#db
      .selectFrom('outbox_message')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirst()
    return row && recordOf(row)
  }

  /**
   * Lists messages, in the order in which they were added.
   *
   * @param options.state only those in this state. Default: all
   * @example for await (const { key, reason } of outbox.list({ state: 'unresolved' })) console.log(key, reason)
   */
  async *list({
    state,
  }: {
    state?: MessageState | undefined
  } = {}): AsyncGenerator<OutboxRecord, void, undefined> {
    let after: number | string | undefined
    for (;;) {
      const rows = await this.#db
        .selectFrom('outbox_message')
        .selectAll()
        .$if(state !== undefined, (query) => query.where('state', '=', state as MessageState))
        .$if(after !== undefined, (query) => query.where('id', '>', after as number))
        .orderBy('id')
        .limit(500)
        .execute()
      for (const row of rows) yield recordOf(row)
      if (rows.length < 500) return
      after = rows.at(-1)?.id
    }
  }

  /** How many messages are in each state. @example const { queued, unresolved } = await outbox.stats() */
  async stats(): Promise<Record<MessageState, number>> {
    const stats: Record<MessageState, number> = {
      queued: 0,
      sending: 0,
      accepted: 0,
      unknown: 0,
      unresolved: 0,
      delivered: 0,
      undelivered: 0,
      refused: 0,
      optedOut: 0,
      expired: 0,
      cancelled: 0,
    }
    const rows = await this.#db
      .selectFrom('outbox_message')
      .select(['state', sql<number>`count(*)`.as('count')])
      .groupBy('state')
      .execute()
    for (const { state, count } of rows) stats[state] = Number(count)
    return stats
  }

  /**
   * Queues a message again that was refused, undelivered, expired or cancelled; or, if you have made sure that it did
   * not go out, one that is unresolved.
   *
   * @param key the message's key
   * @returns the message as it is now
   * @throws {InvalidInputError} there is no such message, or its state does not allow it
   * @example await outbox.retry('recall-2026:cust-1')
   */
  retry(key: string): Promise<OutboxRecord> {
    return this.#change(
      key,
      ['refused', 'undelivered', 'expired', 'cancelled', 'unresolved', 'optedOut'],
      (now) => ({
        state: 'queued',
        due: now,
        expires: null,
        sender: null,
        flowroute_id: null,
        code: null,
        reason: null,
        next_look: null,
        give_up_at: null,
      }),
    )
  }

  /**
   * Takes back a message that has not been sent.
   *
   * @param key the message's key
   * @returns the message as it is now
   * @throws {InvalidInputError} there is no such message, or it is on its way
   * @example await outbox.cancel('recall-2026:cust-1')
   */
  cancel(key: string): Promise<OutboxRecord> {
    return this.#change(key, ['queued'], () => ({ state: 'cancelled' }))
  }

  /**
   * Sends nothing to a number any more, from any of your numbers.
   *
   * @param number the recipient, as people write it
   * @param source where it comes from, for the record. Default `by hand`
   * @example await outbox.optOut('(206) 555-0100')
   */
  optOut(number: string, source = 'by hand'): Promise<void> {
    return optOut(this.#settings, number, source)
  }

  /** Undoes an opt-out. @example await outbox.optIn('(206) 555-0100') */
  optIn(number: string): Promise<void> {
    return optIn(this.#settings, number)
  }

  /**
   * Lets no process send anything until {@link Outbox.resume}: every run ends with `stopped` and the reason `paused`. Sends
   * that have begun go on. What is paused stays so after a restart.
   *
   * @example await outbox.pause()
   */
  pause(): Promise<void> {
    return pause(this.#settings)
  }

  /** Undoes {@link Outbox.pause}; call {@link Outbox.run} afterwards. @example await outbox.resume() */
  resume(): Promise<void> {
    return resume(this.#settings)
  }

  /**
   * Gives every number that has opted out.
   *
   * @example for await (const { number, source } of outbox.optOuts()) console.log(number, source)
   */
  optOuts(): AsyncGenerator<OptOutRecord, void, undefined> {
    return optOuts(this.#settings)
  }

  get #db(): Kysely<Tables> {
    return this.#settings.connection.db
  }

  #row(message: OutboxMessage, index: number, now: number) {
    try {
      return rowOf(message, this.#settings, now)
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error
      throw new InvalidInputError(
        error.issues.map(({ field, message: problem }) => ({ field: `${index}.${field}`, message: problem })),
      )
    }
  }

  async #change(
    key: string,
    from: readonly MessageState[],
    change: (now: number) => object,
  ): Promise<OutboxRecord> {
    const { connection } = this.#settings
    return transaction(connection, async (db) => {
      const now = await connection.now(db)
      // Its record at Flowroute must not be taken for that of a later send.
      await db
        .insertInto('outbox_former_id')
        .columns(['flowroute_id'])
        .expression(
          db
            .selectFrom('outbox_message')
            .select(sql<string>`flowroute_id`.as('flowroute_id'))
            .where('key', '=', key)
            .where('state', 'in', from)
            .where('flowroute_id', 'is not', null),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const row = await db
        .updateTable('outbox_message')
        .set({ ...change(now), changed_at: now })
        .where('key', '=', key)
        .where('state', 'in', from)
        .returningAll()
        .executeTakeFirst()
      if (row !== undefined) return recordOf(row)
      const found = await db
        .selectFrom('outbox_message')
        .select('state')
        .where('key', '=', key)
        .executeTakeFirst()
      throw new InvalidInputError([
        {
          field: 'key',
          message: found === undefined ? 'is not in the ledger' : `is of a message that is ${found.state}`,
        },
      ])
    })
  }
}
