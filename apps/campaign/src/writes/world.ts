import { type Client, createClient } from '@flowroute/core'
import { createEmulator, type Emulator } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { secretKey } from '../cell.ts'

/** An emulator with what the runs need of it, and a client that meets no faults. */
export interface World {
  emulator: Emulator
  asker: Client
  /** A number of the account. */
  from: string
  /** Numbers for sale, with what each costs in USD. */
  offers: { number: string; cost: number }[]
}

const wealth = 1_000_000

export async function createWorld(seed: number, offers: number): Promise<World> {
  const emulator = createEmulator({ secretKey, seed, balance: wealth })
  const { fetch, accessKey } = emulator
  const asker = createClient({ fetch, accessKey, secretKey, baseUrl })
  const numbers = new Numbers(asker)
  const [first, ...others] = (await numbers.search().take(1 + offers)).map(
    ({ id, setupCost = 0, monthlyCost = 0 }) => ({ number: id, cost: setupCost + monthlyCost }),
  )
  if (first === undefined || others.length < offers) throw new Error('The inventory has too few numbers.')
  await numbers.purchase(first.number)
  emulator.account.setBalance(wealth)
  return { emulator, asker, from: first.number, offers: others }
}

/** Where nothing leads out of the process. */
export const baseUrl = 'https://emulator.invalid'

/** What the account was charged, and what its books say that it was to be charged; USD. */
export function chargesOf({ emulator, offers, from }: World): { charged: number; due: number } {
  const books = emulator.snapshot()
  const bought = new Set(books.numbers.map(({ number }) => number))
  const numbers = offers.filter(({ number }) => bought.has(number) && number !== from)
  const messages = books.messages.records.map(({ segments, segmentPrice }) => (segments * segmentPrice) / 1e9)
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)
  return {
    charged: wealth - (emulator.account.balance ?? Number.NaN),
    due: sum(numbers.map(({ cost }) => cost)) + sum(messages),
  }
}
