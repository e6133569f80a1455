import type { Consumer } from '../consumers.ts'
import type { Emulators } from '../emulators.ts'
import type { Tools } from '../tools.ts'

/** What trying a package in a runtime came to. */
export type Outcome =
  | { passed: true }
  | { passed: false; why: string }
  /** Not meant for it. */
  | { passed: undefined }

/** What runtimes run with. */
export interface Lab {
  tools: Tools
  emulators: Emulators
  /** Where all packages are installed in one project, if any runtime needs that. */
  together: Consumer | undefined
  /** An empty folder for a runtime's own files. */
  folder: string
  /** Waits for a free place: as many run at once as there are processors. */
  limited<T>(work: () => Promise<T>): Promise<T>
}

/** A row of the table. */
export interface Row {
  title: string
  /** The version in the runtime's own words. */
  version: string
  outcomes: ReadonlyMap<Consumer, Outcome>
  /** What it found out besides, a line each. */
  notes?: readonly string[]
}

/** Something that packages are tried in. */
export interface Runtime {
  /** What it is called on the command line. */
  name: string
  /** Whether it wants all packages in one project, besides what is tried. */
  needsTogether?: boolean
  /** Tries all consumers that have no problem already; gives one row or several. */
  try(consumers: readonly Consumer[], lab: Lab): Promise<Row[]>
}

export const notMeant: Outcome = { passed: undefined }

export const failed = (why: unknown): Outcome => ({
  passed: false,
  why: (why instanceof Error ? why.message : String(why)).trim(),
})

/** Where all packages are installed in one project. */
export function togetherOf({ together }: Lab): Consumer {
  if (together === undefined) throw new Error('All packages together were not installed.')
  if (together.problem !== undefined) throw new Error(together.problem)
  return together
}

/** Tries each consumer, and takes what is thrown for a failure of that one. */
export async function eachOf(
  consumers: readonly Consumer[],
  attempt: (consumer: Consumer) => Promise<Outcome>,
): Promise<Map<Consumer, Outcome>> {
  const outcomes = await Promise.all(consumers.map((consumer) => attempt(consumer).catch(failed)))
  return new Map(
    consumers.map((consumer, index) => [consumer, outcomes[index] ?? failed('It was not tried.')]),
  )
}
