import * as v from 'valibot'
import type { Inventory } from '../inventory/inventory.ts'
import { createStillClock } from '../world/clock.ts'
import { createWorld } from '../world/world.ts'
import { buildWorld } from './build.ts'
import type { WorldProblem } from './problem.ts'
import { type ParsedWorld, startingWorld } from './schema.ts'

/**
 * What a world is to start with, checked by making one at that time; with problems it is undefined.
 *
 * @param now the time of the world that it is for, as messages are of the past
 */
export function readStartingWorld(
  value: unknown,
  { seed, inventory, now }: { seed: number; inventory: Inventory; now: Date },
): { world: ParsedWorld | undefined; problems: WorldProblem[] } {
  // An array has no names, and so would have only unknown ones.
  if (Array.isArray(value))
    return { world: undefined, problems: [{ path: [], message: 'must be an object' }] }
  const parsed = v.safeParse(startingWorld, value)
  if (!parsed.success) {
    const problems = parsed.issues.map(({ path, message }) => ({
      path: (path ?? []).map(({ key }) => key as string | number),
      message,
    }))
    return { world: undefined, problems }
  }
  const problems: WorldProblem[] = []
  const trial = createWorld(seed, createStillClock(now), inventory)
  buildWorld(parsed.output, trial, (path, message) => problems.push({ path, message }))
  return { world: problems.length > 0 ? undefined : parsed.output, problems }
}
