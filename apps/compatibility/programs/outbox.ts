import { type Ledger, Outbox } from '@flowroute/outbox'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import { buyNumber, type Context, check, failureOf } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const from = await buyNumber(context)
  let ledger: Ledger
  try {
    ledger = await sqliteLedger(':memory:')
  } catch (error) {
    // No SQLite in this runtime, and none installed: the error has to say what to install.
    check(/libsql/.test(String(error)), `the error names a driver (${error})`)
    return
  }
  const outbox = new Outbox({ client: { baseUrl, accessKey, secretKey }, ledger, from })
  const message = { key: 'recall:1', to: '12065550100', body: 'Your check-up is due.' }
  check((await outbox.add([message, { ...message, key: 'recall:2' }])).added === 2, 'messages are added')
  check((await outbox.add(message)).known === 1, 'the same key is added once')
  for await (const event of outbox.run()) check(event.type !== 'stopped', 'the run goes to its end')
  check((await outbox.stats()).accepted === 2, 'both are sent')
  check((await outbox.get('recall:1'))?.state === 'accepted', 'a message is found by its key')
  const invalid = await failureOf(outbox.add({ ...message, key: 'recall:3', to: 'nobody' }))
  check(invalid.name === 'InvalidInputError', 'input is checked')
}
