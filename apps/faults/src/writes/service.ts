import { type Client, createClient } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { secretKey } from '../credentials.ts'

/** An emulator with the numbers that the runs need, and a client that meets no faults. */
export interface Service {
  emulator: EmulatorServer
  cleanClient: Client
  /** A number of the account. */
  from: string
  /** Numbers for sale, with what each costs in USD. */
  offers: { number: string; cost: number }[]
}

const wealth = 1_000_000

export async function createService(seed: number, offers: number): Promise<Service> {
  const emulator = await startEmulator({ secretKey, seed, balance: wealth })
  const { url: baseUrl, accessKey } = emulator
  const cleanClient = createClient({ accessKey, secretKey, baseUrl })
  const numbers = new Numbers(cleanClient)
  // The emulator refuses to provision those that end with 13.
  const found = await numbers.search().take(2 * (1 + offers))
  const [first, ...others] = found
    .filter(({ id }) => !id.endsWith('13'))
    .slice(0, 1 + offers)
    .map(({ id, setupCost = 0, monthlyCost = 0 }) => ({ number: id, cost: setupCost + monthlyCost }))
  if (first === undefined || others.length < offers) throw new Error('The inventory has too few numbers.')
  await numbers.purchase(first.number)
  emulator.account.setBalance(wealth)
  return { emulator, cleanClient, from: first.number, offers: others }
}

/** The account's charges, and the cost of its numbers and messages, in USD. */
export function chargesOf({ emulator, offers, from }: Service): { charged: number; cost: number } {
  const snapshot = emulator.snapshot()
  const bought = new Set(snapshot.numbers.map(({ number }) => number))
  const numbers = offers.filter(({ number }) => bought.has(number) && number !== from)
  const messages = snapshot.messages.records.map(
    ({ segments, segmentPrice }) => (segments * segmentPrice) / 1e9,
  )
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)
  return {
    charged: wealth - (emulator.account.balance ?? Number.NaN),
    cost: sum(numbers.map(({ cost }) => cost)) + sum(messages),
  }
}
