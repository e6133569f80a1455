import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createClient } from '@flowroute/core'
import { useEmulator } from '@flowroute/emulator'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'

const emulator = useEmulator({ beforeEach, afterEach })
const client = createClient(emulator.clientOptions)
const numbers = new Numbers(client)
const messages = new Messages(client)

// Seed 1, which is the default, has it for sale.
const number = '12062140284'

test('a message is accepted by the carrier', async () => {
  await numbers.purchase(number)
  const { id } = await messages.send({ to: '12065550100', from: number, body: 'hello there' })
  emulator.clock.advance(600) // milliseconds
  assert.equal((await messages.get(id)).deliveryReceipts?.length, 2)
})

test('the account has no numbers at first', async () => {
  assert.deepEqual(await numbers.list().toArray(), [])
})
