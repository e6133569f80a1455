import type { Report } from './report.ts'
import type { World } from './world.ts'

/** A demo program. */
export interface Program {
  /** What it is called on the command line. */
  name: string
  /** What it is called on the screen. */
  title: string
  /** Runs it; gives the sentence it ends with. */
  run(world: World, report: Report): Promise<string>
}
