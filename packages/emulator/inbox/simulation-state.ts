import { useEffect, useState } from 'preact/hooks'
import type { Fault } from '../src/faults/rule.ts'
import type { CarrierFailure } from '../src/world/carrier.ts'
import { ask } from './api.ts'
import { useFeed } from './feed.ts'

/** What is simulated besides the ordinary course of things. */
export interface Simulation {
  faults: readonly Fault[]
  rateLimits: boolean
  /** Dollars; null when there is no limit. */
  balance: number | null
  /** How messages fail at the recipients' carriers. */
  carrier: CarrierFailure | null
}

/** The state of the simulation, and a way to read it anew after a change. */
export function useSimulation(): [Simulation | undefined, () => void] {
  const [simulation, setSimulation] = useState<Simulation>()
  const read = (): void => void load().then(setSimulation, () => {})
  useEffect(read, [])
  useFeed({
    resync: read,
    'account-changed': read,
    // It may have met a fault, or cost something.
    request() {
      if (simulation !== undefined && activeIn(simulation).length > 0) read()
    },
  })
  return [simulation, read]
}

/** What is out of the ordinary, in words. */
export function activeIn({ faults, rateLimits, balance, carrier }: Simulation): string[] {
  const left = faults.filter(({ remaining }) => remaining !== 0).length
  return [
    ...(left === 0 ? [] : [left === 1 ? '1 fault' : `${left} faults`]),
    ...(carrier === null ? [] : [`carriers: ${carrier.outcome}`]),
    ...(rateLimits ? ['rate limits'] : []),
    ...(balance === null ? [] : [`balance $${balance.toFixed(2)}`]),
  ]
}

async function load(): Promise<Simulation> {
  const [{ faults }, { enabled }, { balance }, { failure }] = await Promise.all([
    ask<{ faults: readonly Fault[] }>('GET', '/__emulator/faults'),
    ask<{ enabled: boolean }>('GET', '/__emulator/rate-limits'),
    ask<{ balance: number | null }>('GET', '/__emulator/account'),
    ask<{ failure: CarrierFailure | null }>('GET', '/__emulator/carrier'),
  ])
  return { faults, rateLimits: enabled, balance, carrier: failure }
}
