import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely'
import { openStates, type Tables } from './tables.ts'

/** How the two databases differ in the definition of tables. */
export type Engine = 'sqlite' | 'postgres'

const first = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    // A double holds every millisecond and every nanodollar in question; PostgreSQL's bigint would come back as text.
    const number = engine === 'sqlite' ? 'integer' : 'double precision'
    const table = (name: string) =>
      db.schema.createTable(name).modifyEnd(sql.raw(engine === 'sqlite' ? ' strict' : ''))
    // One tree in SQLite's file instead of two.
    const keyed = (name: string) =>
      db.schema.createTable(name).modifyEnd(sql.raw(engine === 'sqlite' ? ' strict, without rowid' : ''))

    await table('outbox_message')
      .addColumn('id', engine === 'sqlite' ? 'integer' : 'bigserial', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('recipient', 'text', (column) => column.notNull())
      .addColumn('body', 'text')
      .addColumn('media', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('segments', number, (column) => column.notNull())
      .addColumn('cost', number, (column) => column.notNull())
      .addColumn('twin', 'text', (column) => column.notNull())
      .addColumn('wanted_sender', 'text')
      .addColumn('sender', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at', number, (column) => column.notNull())
      .addColumn('due', number, (column) => column.notNull())
      .addColumn('expires', number)
      .addColumn('attempts', number, (column) => column.notNull())
      .addColumn('sent_at', number)
      .addColumn('give_up_at', number)
      .addColumn('flowroute_id', 'text', (column) => column.unique())
      .addColumn('code', 'text')
      .addColumn('reason', 'text')
      .addColumn('looks', number, (column) => column.notNull())
      .addColumn('next_look', number)
      .addColumn('changed_at', number, (column) => column.notNull())
      .execute()
    if (engine === 'postgres') {
      // For what BullMQ is given next, of any kind.
      await db.schema
        .createIndex('outbox_message_due')
        .on('outbox_message')
        .columns(['state', 'due', 'id'])
        .execute()
    }
    // For the first of a kind: without it, a run would look at every queued message before each send.
    await db.schema
      .createIndex('outbox_message_kind')
      .on('outbox_message')
      .columns(['state', 'kind', 'due', 'id'])
      .execute()
    await db.schema
      .createIndex('outbox_message_look')
      .on('outbox_message')
      .columns(['state', 'next_look'])
      .where(sql.ref('next_look'), 'is not', null)
      .execute()
    // For the latest that were sent. These two have few rows or grow at their end: a send changes few pages of a file.
    await db.schema
      .createIndex('outbox_message_sent')
      .on('outbox_message')
      .columns(['sent_at'])
      .where(sql.ref('sent_at'), 'is not', null)
      .execute()
    await db.schema.createIndex('outbox_message_twin').on('outbox_message').columns(['twin']).execute()
    const open = sql.join(openStates.map((state) => sql.lit(state)))
    await sql`create unique index outbox_message_open on outbox_message (twin, sender) where state in (${open})`.execute(
      db,
    )

    await keyed('outbox_pace')
      .addColumn('kind', 'text', (column) => column.primaryKey())
      .addColumn('tat', number, (column) => column.notNull())
      .addColumn('spent', number, (column) => column.notNull())
      .addColumn('interval', engine === 'sqlite' ? 'real' : 'double precision', (column) => column.notNull())
      .execute()
    await keyed('outbox_sender_day')
      .addColumn('sender', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('count', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('outbox_sender_day_key', ['sender', 'day'])
      .execute()
    await keyed('outbox_recipient')
      .addColumn('recipient', 'text', (column) => column.primaryKey())
      .addColumn('sender', 'text', (column) => column.notNull())
      .execute()
    await keyed('outbox_former_id')
      .addColumn('flowroute_id', 'text', (column) => column.primaryKey())
      .execute()
    await keyed('outbox_opt_out')
      .addColumn('recipient', 'text', (column) => column.primaryKey())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .execute()
    await keyed('outbox_setting')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
})

/** Brings the tables to this version. Processes that start at the same time wait for one another. */
export async function migrate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => ({ '001-first': first(engine) }) }
  const migrator = new Migrator({
    db,
    provider,
    ...(engine === 'postgres' && { migrationTableSchema: await currentSchema(db) }),
    migrationTableName: 'outbox_migration',
    migrationLockTableName: 'outbox_migration_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined)
    throw new Error(`The tables could not be brought to this version: ${error}`, { cause: error })
}

/** The schema that tables are made in; without its name, the migrator would take another schema's tables for its own. */
async function currentSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
  const name = rows[0]?.name
  if (name == null) throw new Error('The search path names no schema that exists.')
  return name
}
