import process from 'node:process'
import { processContext } from './context.ts'
import { runProgram } from './program.ts'

/** Runs a command line in this process, and sets its exit code. */
export async function start(args: readonly string[], version: string): Promise<void> {
  // Not `process.exit`: what has been written to a pipe would be lost.
  process.exitCode = await runProgram(args, version, processContext())
}
