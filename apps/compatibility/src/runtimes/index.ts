/**
 * Runs a program in JavaScript runtimes. Also for other applications of this repository:
 *
 * @example
 * const tools = await installTools(console.error)
 * const outfile = join(folder, 'program.mjs')
 * await writeProgram({ entry: '/path/to/program.ts', host: deno.host, outfile })
 * const runtime = await deno.open({ tools, folder })
 * const result = await runtime.run(outfile, { url: server.url })
 * await runtime.close()
 */
import { chromium } from './chromium.ts'
import { bun, deno, node20, node22, node24, node26 } from './command-line.ts'
import type { Runtime } from './runtime.ts'
import { workerd } from './workerd.ts'

export { installTools, type Tools } from '../workspace/tools.ts'
export type { Host, Program, Receiver } from './hosts/host.ts'
export { type ProgramOptions, writeProgram } from './program.ts'
export type { HostName, OpenOptions, OpenRuntime, RunOptions, Runtime } from './runtime.ts'
export { bun, chromium, deno, node20, node22, node24, node26, workerd }

/** Every runtime that the packages support. */
export const runtimes: readonly Runtime[] = [node20, node22, node24, node26, bun, deno, workerd, chromium]
