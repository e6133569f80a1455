import type { Program } from './host.ts'
import { processHost } from './process.ts'

declare const test: (name: string, body: () => Promise<unknown>, timeout: number) => void
/** From Jest's configuration. */
declare const programInput: never

/** Makes a test of Jest of a program. */
export function start(run: Program): void {
  test('runs', () => run(programInput, processHost), 300_000)
}
