import { usage } from './failures.ts'
import type { Session } from './session.ts'

/**
 * Makes changes, each of them a request of its own.
 *
 * @param help the command that says what can be changed
 * @returns whether they were made; false in a dry run
 */
export async function applyChanges(
  session: Session,
  changes: readonly (() => PromiseLike<unknown>)[],
  help: string,
): Promise<boolean> {
  if (changes.length === 0) throw usage('There is nothing to change.', help)
  for (const [index, change] of changes.entries()) {
    await session.write(change).catch((error: unknown) => {
      if (index > 0)
        session.printer.warn(`${index} of ${changes.length} changes were made before this one failed.`)
      throw error
    })
  }
  return !session.isDryRun
}
