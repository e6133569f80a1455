import type { FaultEffect, FaultMethod, FaultRule } from '../src/faults/rule.ts'

/** A rule as its form has it; an empty text is what was left out. */
export interface FaultForm {
  kind: string
  value: string
  method: string
  path: string
  times: string
}

export const noFault: FaultForm = { kind: 'status', value: '503', method: '', path: '', times: '1' }

interface FaultKind {
  id: string
  title: string
  /** The label of its number, if it has one. */
  value?: string
  example?: string
  effect(value: number): FaultEffect
}

export const faultKinds: readonly FaultKind[] = [
  {
    id: 'status',
    title: 'answers with a status',
    value: 'Status',
    example: '503',
    effect: (status) => ({ kind: 'status', status }),
  },
  {
    id: 'latency',
    title: 'answers late',
    value: 'Milliseconds',
    example: '500',
    effect: (milliseconds) => ({ kind: 'latency', milliseconds }),
  },
  {
    id: 'reset-before',
    title: 'connection lost, nothing done',
    effect: () => ({ kind: 'reset', when: 'before' }),
  },
  {
    id: 'reset-after',
    title: 'connection lost, but done',
    effect: () => ({ kind: 'reset', when: 'after' }),
  },
  { id: 'stall', title: 'answer stops half-way', effect: () => ({ kind: 'stall' }) },
  { id: 'html', title: 'page of a proxy instead', effect: () => ({ kind: 'html' }) },
  { id: 'empty', title: 'empty answer', effect: () => ({ kind: 'empty' }) },
  { id: 'truncated', title: 'JSON cut short, but done', effect: () => ({ kind: 'truncated' }) },
  {
    id: 'late-record',
    title: 'message found late',
    value: 'Milliseconds',
    example: '60000',
    effect: (milliseconds) => ({ kind: 'late-record', milliseconds }),
  },
  {
    id: 'late-effect',
    title: 'done and answered late',
    value: 'Milliseconds',
    example: '6000',
    effect: (milliseconds) => ({ kind: 'late-effect', milliseconds }),
  },
  {
    id: 'next-link',
    title: 'listing without a next link',
    effect: () => ({ kind: 'next-link', mode: 'missing' }),
  },
]

/** The rule that a form stands for. */
export function ruleOf({ kind, value, method, path, times }: FaultForm): FaultRule {
  const chosen = faultKinds.find(({ id }) => id === kind)
  return {
    ...(method === '' ? {} : { method: method as FaultMethod }),
    ...(path.trim() === '' ? {} : { path: path.trim() }),
    ...(times === '' ? {} : { times: Number(times) }),
    fault: chosen?.effect(Number(value)) ?? { kind: 'status', status: Number(value) },
  }
}

/** A rule in a line. */
export function describeFault({ method, path, probability, fault }: FaultRule): string {
  const where = `${method ?? 'Any'} ${path ?? 'request'}`
  const chance = probability === undefined ? '' : `, ${Math.round(100 * probability)} % of them`
  return `${where}${chance}: ${effectInWords(fault)}`
}

function effectInWords(fault: FaultEffect): string {
  switch (fault.kind) {
    case 'status':
      return `status ${fault.status}`
    case 'latency':
      return `${fault.milliseconds} ms late`
    case 'late-record':
      return `message found ${fault.milliseconds} ms late`
    case 'late-effect':
      return `done ${fault.milliseconds} ms late`
    case 'reset':
      return `connection lost ${fault.when === 'before' ? 'before anything was done' : `${fault.when} the answer`}`
    case 'next-link':
      return `next link ${fault.mode}`
    case 'stall':
      return 'answer stops half-way'
    case 'html':
      return 'page of a proxy'
    case 'empty':
      return 'empty answer'
    case 'truncated':
      return 'JSON cut short'
  }
}
