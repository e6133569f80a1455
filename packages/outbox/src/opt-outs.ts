import type { Settings } from './settings.ts'

/**
 * A number that nothing is sent to any more.
 *
 * @example for await (const { number, at, source } of outbox.optOuts()) console.log(number, at, source)
 */
export interface OptOutRecord {
  /** The number: digits, country code first. */
  number: string
  /** Since when. */
  at: Date
  /** Where it comes from: `the word STOP`, `by hand`, or what was given. */
  source: string
}

/** All of them, by number, 500 at a time. */
export async function* optOuts({ connection }: Settings): AsyncGenerator<OptOutRecord, void, undefined> {
  let after = ''
  for (;;) {
    const rows = await connection.db
      .selectFrom('outbox_opt_out')
      .selectAll()
      .where('recipient', '>', after)
      .orderBy('recipient')
      .limit(500)
      .execute()
    for (const { recipient, at, source } of rows) {
      after = recipient
      yield { number: recipient, at: new Date(Number(at)), source }
    }
    if (rows.length < 500) return
  }
}
