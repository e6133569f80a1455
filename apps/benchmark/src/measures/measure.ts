import type { Section } from '../report/section.ts'
import type { Subject } from '../subjects/subject.ts'

/** How a measure is to be taken. */
export interface Conditions {
  /** Those to measure, this project first. */
  subjects: readonly Subject[]
  /** Few and small: says whether it works, and little of how fast. */
  isShort: boolean
  /** How often each is measured; each measure has its own default. */
  rounds?: number | undefined
}

export type Measure = (conditions: Conditions) => Promise<Section>

/**
 * Does something with each, over and over, in an order that alternates, so that a machine that slows down or warms
 * up favours nobody.
 */
export async function alternate<T>(
  rounds: number,
  subjects: readonly T[],
  act: (subject: T) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) await act(subject)
  }
}

/** The value of a key, made at its first use. */
export function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
