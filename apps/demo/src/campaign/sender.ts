/**
 * Sends what is due in a ledger. May be killed at any moment, and started again.
 *
 * usage: sender <path of the ledger> <number to send from>, with FR_BASE_URL, FR_ACCESS_KEY and FR_SECRET_KEY
 */
import { Outbox } from '@flowroute/outbox'
import { openEmulatorClock } from './emulator-clock.ts'
import { openLedger } from './ledger.ts'

const [path = '', from = ''] = process.argv.slice(2)
const clock = await openEmulatorClock()
const ledger = await openLedger(path, clock.now)
// One at a time: then there is one message under way when the process is killed, and its request has arrived.
const outbox = new Outbox({ client: { middleware: [clock.middleware] }, ledger, from, clock, concurrency: 1 })
const lost = new Set<string>()
for await (const event of outbox.run()) {
  if (event.type === 'unknown') lost.add(event.message.key)
  // Of the messages that go out as they should, the progress tells enough.
  const isOrdinary = event.type === 'sending' || (event.type === 'accepted' && !lost.has(event.message.key))
  if (!isOrdinary) console.log(JSON.stringify(event))
}
await ledger.close()
