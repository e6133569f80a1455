import type { FaultEffect, FaultMoment, FaultRule } from '@flowroute/emulator'
import type { SeededRandom } from '../random.ts'
import { writes } from './calls.ts'
import type { Write } from './write.ts'

/** The call of one run, and its faults. */
export interface Plan {
  write: Write
  retries: number
  /** How many connections are refused before one is made. */
  refused: number
  rules: FaultRule[]
}

const sides: [FaultMoment, ...FaultMoment[]] = ['before', 'after']

const kinds = ['rate limit', 'status', 'html', 'empty', 'truncated', 'reset'] as const

/** Chooses the call and the faults of a run. */
export function randomPlan(random: SeededRandom): Plan {
  const write = random.pick(writes)
  const rules: FaultRule[] = Array.from({ length: 1 + Number(random.chance(30)) }, () => ({
    ...randomFrequency(random),
    fault: randomEffect(random, write),
  }))
  if (random.chance(50)) {
    const when = random.pick(sides)
    rules.unshift({ fault: { kind: 'latency', milliseconds: random.below(3), when } })
  }
  return { write, retries: random.below(4), refused: random.chance(10) ? 1 + random.below(3) : 0, rules }
}

function randomFrequency(random: SeededRandom): Pick<FaultRule, 'times' | 'probability'> {
  return random.chance(60) ? { times: 1 + random.below(2) } : { probability: (1 + random.below(9)) / 10 }
}

function randomEffect(random: SeededRandom, { mayBeEmpty = false }: Write): FaultEffect {
  const when = random.pick(sides)
  switch (random.pick(kinds)) {
    case 'rate limit':
      // Never after the effect: a 429 means that the service did nothing, and nothing else tells.
      return { kind: 'status', status: 429, ...(random.chance(50) && { retryAfter: 0 }) }
    case 'status':
      return { kind: 'status', status: random.pick([500, 502, 503, 504, 408]), when }
    case 'html':
      return { kind: 'html', when }
    case 'empty':
      // Where an empty 200 is a success, an empty 200 before the effect could not be told from one.
      return { kind: 'empty', when: mayBeEmpty ? 'after' : when }
    case 'truncated':
      return { kind: 'truncated' }
    case 'reset':
      return { kind: 'reset', when: random.pick(['before', 'during', 'after'] as const) }
  }
}
