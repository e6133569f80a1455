import type { Program } from './program.ts'
import { cnam } from './programs/cnam.ts'
import { conversation } from './programs/conversation.ts'
import { e911 } from './programs/e911.ts'
import { numberRouteMessage } from './programs/number-route-message.ts'
import { v1 } from './programs/v1.ts'
import { jsonReport, textReport } from './report.ts'
import { type DemoOptions, openWorld } from './world.ts'

/** All programs, in the order they run. */
export const programs: readonly Program[] = [numberRouteMessage, e911, cnam, conversation, v1]

/**
 * Runs demo programs.
 *
 * @param names which ones; none means all
 * @param options what the command line says
 * @param print where a line of output goes
 * @throws {Error} there is no program of that name
 */
export async function runDemo(
  names: readonly string[],
  options: DemoOptions & { json?: boolean },
  print: (text: string) => void,
): Promise<void> {
  const chosen = names.length === 0 ? programs : names.map(programNamed)
  const report = options.json ? jsonReport(print) : textReport(print)
  for (const program of chosen) {
    const world = await openWorld(options)
    try {
      report.begin(`${program.title}, on ${world.place}`)
      report.end(await program.run(world, report))
    } finally {
      await world.close()
    }
  }
}

function programNamed(name: string): Program {
  const found = programs.find((program) => program.name === name)
  if (found) return found
  throw new Error(
    `There is no demo "${name}"; there are: ${programs.map((program) => program.name).join(', ')}`,
  )
}
