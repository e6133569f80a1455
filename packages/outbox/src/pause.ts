import type { Kysely } from 'kysely'
import { transaction } from './ledger/ledger.ts'
import type { Tables } from './ledger/tables.ts'
import type { Settings } from './settings.ts'

const name = 'paused'

/** Lets no process send anything until `resume`; sends that have begun go on. */
export async function pause({ connection }: Settings): Promise<void> {
  await transaction(connection, async (db) => {
    // Every claim locks the paces: none that has not seen the pause can come after this.
    await db
      .selectFrom('outbox_pace')
      .select('kind')
      .$if(connection.engine === 'postgres', (query) => query.forUpdate())
      .execute()
    await db
      .insertInto('outbox_setting')
      .values({ name, value: 'yes' })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
  })
}

export async function resume({ connection }: Settings): Promise<void> {
  await transaction(connection, (db) => db.deleteFrom('outbox_setting').where('name', '=', name).execute())
}

export async function isPaused(db: Kysely<Tables>): Promise<boolean> {
  const row = await db.selectFrom('outbox_setting').select('name').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}
