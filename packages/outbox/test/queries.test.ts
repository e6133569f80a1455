import { type SqliteDatabase, sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { eventsOf, openBench } from './support.ts'

test('no statement of a run reads or sorts all messages, except the one that counts them once a second', async () => {
  const database = new Database(':memory:')
  const statements = new Set<string>()
  const watched: SqliteDatabase = {
    prepare(text) {
      statements.add(text)
      return database.prepare(text) as ReturnType<SqliteDatabase['prepare']>
    },
    close: () => database.close(),
  }
  await using bench = await openBench({ from: ['12065550199', '12125550199'] }, undefined, async (now) => ({
    ledger: await sqliteLedger({ database: watched, now }),
    [Symbol.asyncDispose]: async () => void database.close(),
  }))
  statements.clear()
  await bench.outbox.add([
    { key: 'a', to: '12065550100', from: bench.from, body: 'hello' },
    { key: 'b', to: '12065550101', from: bench.from, mediaUrls: ['https://app.example/cat.gif'] },
  ])
  await eventsOf(bench.outbox.run())
  const plans = [...statements]
    .filter((text) => /^(select|update|insert)/.test(text) && text.includes('outbox_message'))
    .map((text) => {
      const steps = database
        .prepare(`explain query plan ${text}`)
        .all(...Array.from(text.matchAll(/\?/g), () => null)) as { detail: string }[]
      return { text, plan: steps.map(({ detail }) => detail).join('; ') }
    })
  expect(plans.length).toBeGreaterThan(5)
  const slow = plans.filter(({ plan }) =>
    /SCAN (outbox_message|message|other)\b|TEMP B-TREE FOR ORDER BY/.test(plan),
  )
  expect(slow).toEqual([
    {
      text: expect.stringMatching(/^select "state", count\(\*\)/),
      plan: expect.stringMatching(/^SCAN outbox_message USING COVERING INDEX/),
    },
  ])
})
