import type { FaultRule } from '../faults/rule.ts'
import type { EmulatorSnapshot } from '../snapshot/document.ts'
import { CallbackUrls } from '../world/callbacks.ts'
import type { World } from '../world/world.ts'
import type { CommandOptions } from './options.ts'

const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback'] as const

type WorldOptions = Pick<CommandOptions, 'webhookUrl' | 'latency' | 'rateLimits'>

/** Gives a new world what the options say. */
export function prepareWorld({ webhookUrl, latency }: WorldOptions, { callbacks, faults }: World): void {
  if (webhookUrl !== undefined) for (const kind of kinds) callbacks.set(kind, webhookUrl)
  if (latency !== undefined) faults.add(latencyRule(latency))
}

/** The state that was loaded with what the options say; webhooks that are in it come before those of the option. */
export function withOptions(state: EmulatorSnapshot, options: WorldOptions): EmulatorSnapshot {
  const { webhookUrl, latency } = options
  const set = new CallbackUrls()
  set.restore(state.callbacks)
  const missing = kinds.filter((kind) => webhookUrl !== undefined && set.inEffect(kind) === undefined)
  const added = state.faults.added + 1
  const rules = latency === undefined ? [] : [{ id: `fault-${added}`, rule: latencyRule(latency), hits: 0 }]
  return {
    ...state,
    callbacks: [...state.callbacks, ...missing.map((kind) => ({ kind, url: webhookUrl ?? '' }))],
    faults: rules.length === 0 ? state.faults : { added, rules: [...rules, ...state.faults.rules] },
    rateLimits: { ...state.rateLimits, enabled: state.rateLimits.enabled || options.rateLimits === true },
  }
}

/** The state without the option's latency, which is for this run only. */
export function withoutLatency(state: EmulatorSnapshot, { latency }: WorldOptions): EmulatorSnapshot {
  if (latency === undefined) return state
  const own = JSON.stringify(latencyRule(latency))
  const rules = state.faults.rules.filter(({ rule }) => JSON.stringify(rule) !== own)
  return { ...state, faults: { ...state.faults, rules } }
}

function latencyRule(milliseconds: number): FaultRule {
  return { fault: { kind: 'latency', milliseconds } }
}
