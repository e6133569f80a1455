const { createClient } = require('@flowroute/core')
const { useEmulator } = require('@flowroute/emulator')
const { Messages } = require('@flowroute/messages')
const { Numbers } = require('@flowroute/numbers')

const emulator = useEmulator() // takes Jest's global beforeEach and afterEach
const client = createClient(emulator.clientOptions)
const numbers = new Numbers(client)
const messages = new Messages(client)

// Seed 1, which is the default, has it for sale.
const number = '12062140284'

test('a message is accepted by the carrier', async () => {
  await numbers.purchase(number)
  const { id } = await messages.send({ to: '12065550100', from: number, body: 'hello there' })
  emulator.clock.advance(600) // milliseconds
  expect((await messages.get(id)).deliveryReceipts).toHaveLength(2)
})

test('the account has no numbers at first', async () => {
  expect(await numbers.list().toArray()).toEqual([])
})
