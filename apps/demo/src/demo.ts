import type { Program } from './program.ts'
import { campaign } from './programs/campaign.ts'
import { cdrs } from './programs/cdrs.ts'
import { cnam } from './programs/cnam.ts'
import { conversation } from './programs/conversation.ts'
import { e911 } from './programs/e911.ts'
import { numberRouteMessage } from './programs/number-route-message.ts'
import { porting } from './programs/porting.ts'
import { v1 } from './programs/v1.ts'
import { jsonReport, textReport } from './report.ts'
import { type DemoOptions, openWorld } from './world.ts'

/** All programs, in the order they run. */
export const programs: readonly Program[] = [
  numberRouteMessage,
  e911,
  cnam,
  conversation,
  porting,
  cdrs,
  campaign,
  v1,
]

/**
 * Runs demo programs.
 *
 * @param names which ones; none means all
 * @param options what the command line says
 * @param print where a line of output goes
 * @param terminal where progress bars are drawn, if output is a terminal's
 * @throws {Error} there is no program of that name
 */
export async function runDemo(
  names: readonly string[],
  options: DemoOptions & { json?: boolean },
  print: (text: string) => void,
  terminal?: NodeJS.WriteStream,
): Promise<void> {
  const chosen = names.length === 0 ? programs : names.map(programNamed)
  const report = options.json ? jsonReport(print) : textReport(print, terminal)
  for (const program of chosen) {
    const world = await openWorld({ isTour: chosen.length > 1, ...options })
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
