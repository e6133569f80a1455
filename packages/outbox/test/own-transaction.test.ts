import { InvalidInputError } from '@flowroute/core'
import { Outbox } from '@flowroute/outbox'
import { failureOf } from '@flowroute/testing'
import { Kysely, PostgresDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openPglite, openSqlite } from './ledgers.ts'

const message = { key: 'reminder:1', to: '12065550100', body: 'Your check-up is due.' }

async function openOutbox() {
  const opened = await openPglite(() => Date.parse('2026-01-15T18:00:00Z'))
  const client = { accessKey: 'key', secretKey: 'secret' }
  const outbox = new Outbox({ client, ledger: opened.ledger, from: '12065550199' })
  return Object.assign(opened, { outbox })
}

describe('messages that are added in a transaction of the caller', () => {
  test.each([
    ['commit', 'queued'],
    ['rollback', undefined],
  ])('of pg: after a %s their state is %s', async (end, state) => {
    await using opened = await openOutbox()
    const { outbox, pool } = opened
    const client = await pool.connect()
    await client.query('begin', [])
    expect(await outbox.add([message, message], { transaction: client })).toEqual({ added: 1, known: 1 })
    await client.query(end, [])
    client.release()
    expect((await outbox.get(message.key))?.state).toBe(state)
  })

  test.each([
    [false, 'queued'],
    [true, undefined],
  ])('of Kysely: when it fails (%s) their state is %s', async (fails, state) => {
    await using opened = await openOutbox()
    const { outbox, pool } = opened
    const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
    const ended = db.transaction().execute(async (transaction) => {
      await outbox.add(message, { transaction })
      if (fails) throw new Error('the change failed')
    })
    await ended.catch(() => {})
    expect((await outbox.get(message.key))?.state).toBe(state)
  })

  test('of something else are refused before anything is stored', async () => {
    await using opened = await openOutbox()
    const { outbox, pool } = opened
    const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
    // A database and a pool would store them at once, whatever becomes of the transaction.
    for (const transaction of [{}, db, { query: () => {}, totalCount: 1 }]) {
      const error = await failureOf(outbox.add(message, { transaction }))
      expect(error).toBeInstanceOf(InvalidInputError)
      expect(error.message).toContain('must be a transaction of Kysely, or a connected client of pg')
    }
    expect(await outbox.get(message.key)).toBeUndefined()
  })

  test('are refused on SQLite, which has one connection', async () => {
    await using opened = await openSqlite(() => 0)
    const client = { accessKey: 'key', secretKey: 'secret' }
    const outbox = new Outbox({ client, ledger: opened.ledger, from: '12065550199' })
    const error = await failureOf(outbox.add(message, { transaction: {} }))
    expect(error.message).toContain('is not possible with this ledger: use PostgreSQL')
  })
})
