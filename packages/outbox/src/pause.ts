import { transaction } from './ledger/ledger.ts'
import type { Settings } from './settings.ts'

/** The name of the setting that is there while nothing may be sent. */
export const pausedSetting = 'paused'

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
      .values({ name: pausedSetting, value: 'yes' })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
  })
}

export async function resume({ connection }: Settings): Promise<void> {
  await transaction(connection, (db) =>
    db.deleteFrom('outbox_setting').where('name', '=', pausedSetting).execute(),
  )
}
