import type { Inventory } from '../inventory/inventory.ts'
import { nameOf } from './problem.ts'
import { readStartingWorld } from './read.ts'
import type { ParsedWorld } from './schema.ts'
import type { StartingWorld } from './types.ts'

/**
 * What a world is to start with, checked.
 *
 * @throws {TypeError} something is wrong with it: all that is, a line each
 */
export function checkStartingWorld(
  given: StartingWorld,
  context: { seed: number; inventory: Inventory; now: Date },
): ParsedWorld {
  const { world, problems } = readStartingWorld(given, context)
  if (world !== undefined) return world
  const lines = problems.map(({ path, message }) => `${nameOf(['world', ...path])} ${message}`)
  throw new TypeError(lines.join('\n'))
}
