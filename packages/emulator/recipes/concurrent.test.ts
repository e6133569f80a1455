import { type FreshEmulator, freshEmulator } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { test as base, expect } from 'vitest'

const test = base.extend<{ emulator: FreshEmulator }>({
  emulator: async ({ onTestFinished }, use) => {
    const emulator = freshEmulator()
    onTestFinished(() => emulator.close())
    await use(emulator)
  },
})

test.concurrent('buys a number', async ({ emulator }) => {
  const numbers = new Numbers(emulator.clientOptions)
  await numbers.purchase('12062140284')
  expect(await numbers.list().toArray()).toHaveLength(1)
})

test.concurrent('buys the same one', async ({ emulator }) => {
  const numbers = new Numbers(emulator.clientOptions)
  await numbers.purchase('12062140284')
  expect(await numbers.list().toArray()).toHaveLength(1)
})
