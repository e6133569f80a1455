import type { FaultEffect, FaultMoment, FaultRule } from '@flowroute/emulator'
import type { Draws } from '../draws.ts'
import { type Write, writes } from './calls.ts'

/** What one run does, and what goes wrong in it. */
export interface Plan {
  write: Write
  retries: number
  /** How many connections are refused before one is made. */
  refused: number
  rules: FaultRule[]
}

const sides: [FaultMoment, ...FaultMoment[]] = ['before', 'after']

const kinds = ['rate limit', 'status', 'html', 'empty', 'truncated', 'reset'] as const

/** Draws a run. */
export function drawPlan(draws: Draws): Plan {
  const write = draws.oneOf(writes)
  const rules: FaultRule[] = Array.from({ length: 1 + Number(draws.percent(30)) }, () => ({
    ...drawFrequency(draws),
    fault: drawEffect(draws, write),
  }))
  if (draws.percent(50)) {
    const when = draws.oneOf(sides)
    rules.unshift({ fault: { kind: 'latency', milliseconds: draws.below(3), when } })
  }
  return { write, retries: draws.below(4), refused: draws.percent(10) ? 1 + draws.below(3) : 0, rules }
}

function drawFrequency(draws: Draws): Pick<FaultRule, 'times' | 'probability'> {
  return draws.percent(60) ? { times: 1 + draws.below(2) } : { probability: (1 + draws.below(9)) / 10 }
}

function drawEffect(draws: Draws, { isAnsweredEmpty = false }: Write): FaultEffect {
  const when = draws.oneOf(sides)
  switch (draws.oneOf(kinds)) {
    case 'rate limit':
      // Never after the effect: 429 is the service's word that it did nothing, and there is no other to go by.
      return { kind: 'status', status: 429, ...(draws.percent(50) && { retryAfter: 0 }) }
    case 'status':
      return { kind: 'status', status: draws.oneOf([500, 502, 503, 504, 408]), when }
    case 'html':
      return { kind: 'html', when }
    case 'empty':
      // Where an empty 200 is what is due, one before the effect is a lie that nobody can see through.
      return { kind: 'empty', when: isAnsweredEmpty ? 'after' : when }
    case 'truncated':
      return { kind: 'truncated' }
    case 'reset':
      return { kind: 'reset', when: draws.oneOf(['before', 'during', 'after'] as const) }
  }
}
