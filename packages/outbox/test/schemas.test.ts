import { Outbox } from '@flowroute/outbox'
import { expect, test } from 'vitest'
import { openPglite } from './ledgers.ts'

test('two schemas of one PostgreSQL database each hold a ledger of their own', async () => {
  await using first = await openPglite(Date.now)
  const client = { accessKey: 'a', secretKey: 'b' }
  const message = { key: 'k', to: '12065551000', body: 'Hello' }
  await new Outbox({ client, ledger: first.ledger, from: '12065550100' }).add(message)
  await using second = await openPglite(Date.now)
  const outbox = new Outbox({ client, ledger: second.ledger, from: '12065550100' })
  expect(await outbox.get('k')).toBeUndefined()
  expect(await outbox.add(message)).toEqual({ added: 1, known: 0 })
})
