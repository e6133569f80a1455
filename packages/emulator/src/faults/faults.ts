import type { SavedFaults } from '../saved/settings.ts'
import type { Random } from '../world/random.ts'
import { fitsPattern } from './pattern.ts'
import type {
  Fault,
  FaultControl,
  FaultEffect,
  FaultRule,
  LateEffectFault,
  LatencyFault,
  LateRecordFault,
} from './rule.ts'
import { checkRule } from './rule-schema.ts'

/** Faults of which a request may meet one of each kind, and another fault besides. */
type Delay = LatencyFault | LateRecordFault | LateEffectFault

/** What one request meets. */
export interface MetFaults {
  latency?: LatencyFault
  'late-record'?: LateRecordFault
  'late-effect'?: LateEffectFault
  effect?: Exclude<FaultEffect, Delay>
}

interface AddedRule {
  readonly id: string
  readonly rule: FaultRule
  hits: number
}

/** How many values a draw can have. */
const drawRange = 2 ** 48

/** What goes wrong, as it was asked for. */
export class Faults implements FaultControl {
  #rules: AddedRule[] = []
  #added = 0
  readonly #random: Random
  readonly #closing = new AbortController()

  constructor(random: Random) {
    this.#random = random
  }

  /** Aborted when what waits because of a fault is to wait no more. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  add(rule: FaultRule): string {
    const checked = checkRule(rule)
    this.#added++
    const id = `fault-${this.#added}`
    this.#rules.push({ id, rule: checked, hits: 0 })
    return id
  }

  list(): Fault[] {
    return this.#rules.map((added) => ({
      id: added.id,
      ...structuredClone(added.rule),
      hits: added.hits,
      remaining: remainingOf(added),
    }))
  }

  remove(id: string): void {
    if (!this.has(id)) throw new RangeError(`there is no fault ${id}`)
    this.#rules = this.#rules.filter((added) => added.id !== id)
  }

  has(id: string): boolean {
    return this.#rules.some((added) => added.id === id)
  }

  clear(): void {
    this.#rules = []
  }

  /** What a request of that method to that path meets; it is counted. */
  meet(method: string, path: string): MetFaults {
    let met: MetFaults = {}
    for (const added of this.#rules) {
      const { fault } = added.rule
      if (isDelay(fault) && met[fault.kind] !== undefined) continue
      if (!fits(added, method, path) || !this.#isDrawn(added.rule)) continue
      added.hits++
      if (!isDelay(fault)) return { ...met, effect: fault }
      met = { ...met, [fault.kind]: fault }
    }
    return met
  }

  /** Ends for good what waits because of a fault. */
  close(): void {
    this.#closing.abort(new Error('The emulator was closed or reset.'))
  }

  save(): SavedFaults {
    return { added: this.#added, rules: structuredClone(this.#rules) }
  }

  restore(saved: SavedFaults): void {
    this.#added = saved.added
    this.#rules = saved.rules.map((rule) => structuredClone(rule))
  }

  #isDrawn({ probability }: FaultRule): boolean {
    if (probability === undefined) return true
    return this.#random.integer(0, drawRange - 1) / drawRange < probability
  }
}

function fits(added: AddedRule, method: string, path: string): boolean {
  const { rule } = added
  if (remainingOf(added) === 0) return false
  // Nothing but a listing has links to a next page.
  if (rule.fault.kind === 'next-link' && method !== 'GET') return false
  if (rule.fault.kind === 'late-record' && !sendsMessage(method, path)) return false
  if (rule.method !== undefined && rule.method !== method) return false
  return rule.path === undefined || fitsPattern(rule.path, path)
}

function isDelay(fault: FaultEffect): fault is Delay {
  return fault.kind === 'latency' || fault.kind === 'late-record' || fault.kind === 'late-effect'
}

function sendsMessage(method: string, path: string): boolean {
  return method === 'POST' && /^\/v2(\.\d)?\/messages\/*$/.test(path)
}

function remainingOf({ rule: { times }, hits }: AddedRule): number | null {
  return times === undefined ? null : times - hits
}
