import { ratioText } from '../statistics.ts'

export const measureNames = [
  'size',
  'import',
  'request',
  'list',
  'memory',
  'parse',
  'emulator',
  'outbox',
] as const

export type MeasureName = (typeof measureNames)[number]

/** What one measure found, ready to be shown. */
export interface Section {
  title: string
  /** What was done, in a paragraph. */
  what: string
  header: readonly string[]
  rows: readonly (readonly string[])[]
  charts: readonly Chart[]
  targets: readonly Target[]
  /** Where others do better, one sentence each. */
  ahead: readonly string[]
  /** What makes the command fail. */
  failures: readonly string[]
  /** Every figure measured. */
  figures: unknown
}

/** A bar for each subject; shorter is better. */
export interface Chart {
  /** Name of its file, without the ending. */
  file: string
  title: string
  unit: string
  bars: readonly Bar[]
}

export interface Bar {
  label: string
  value: number
  isOurs: boolean
}

export interface Target {
  text: string
  figure: string
  isMet: boolean
}

/** A subject's figure where less is better. */
export interface Figure {
  name: string
  value: number
}

/** One sentence for each who needs less than we do. */
export function aheadOf(ours: Figure, others: readonly Figure[], what: string): string[] {
  return others
    .filter(({ value }) => value < ours.value)
    .map(({ name, value }) => `${name} needs ${ratioText(value, ours.value)} our ${what}.`)
}

/** The one that needs least; one at least. */
export function least(figures: readonly Figure[]): Figure {
  const [best] = figures.toSorted((first, second) => first.value - second.value)
  if (best === undefined) throw new RangeError('there are no figures')
  return best
}
