import { type SqliteDatabase, sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { eventsOf, openBench } from './support.ts'

interface Statement {
  text: string
  plan: string
}

/** What adding and sending an SMS and an MMS asks of SQLite about messages. */
async function statementsOfRun(): Promise<Statement[]> {
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
  return [...statements]
    .filter((text) => /^(select|update|insert)/.test(text) && text.includes('outbox_message'))
    .map((text) => {
      const steps = database
        .prepare(`explain query plan ${text}`)
        .all(...Array.from(text.matchAll(/\?/g), () => null)) as { detail: string }[]
      return { text, plan: steps.map(({ detail }) => detail).join('; ') }
    })
}

test('no statement of a run reads or sorts all messages, except the one that counts them once a second', async () => {
  const statements = await statementsOfRun()
  expect(statements.length).toBeGreaterThan(5)
  const slow = statements.filter(({ plan }) =>
    /SCAN (outbox_message|message|other)\b|TEMP B-TREE FOR ORDER BY/.test(plan),
  )
  expect(slow).toEqual([
    {
      text: expect.stringMatching(/^select "state", count\(\*\)/),
      plan: expect.stringMatching(/^SCAN outbox_message USING COVERING INDEX/),
    },
  ])
})

test('what each send asks binds no limit and no state: SQLite would prepare the statement anew each time', async () => {
  const statements = await statementsOfRun()
  const ofEachSend = statements.filter(({ text }) =>
    /isPaused|hasOpenTwin|^update .* where .*"attempts"/.test(text),
  )
  expect(ofEachSend.length).toBeGreaterThanOrEqual(4)
  const conditions = ofEachSend.map(({ text }) => text.replace(/ set .*? where /, ' where '))
  expect(conditions.filter((text) => /limit \?|"state" (=|in) \(?\?/.test(text))).toEqual([])
})
