import { join } from 'node:path'
import process from 'node:process'
import { run as runCommand } from '../workspace/process.ts'
import type { Tools } from '../workspace/tools.ts'
import { defaultTimeout, type OpenRuntime, type Runtime } from './runtime.ts'

/** A runtime that starts a process for each program. */
export interface CommandLineRuntime extends Runtime {
  host: 'process'
  /** The executable. */
  command(tools: Tools): string
  /** Arguments before the program's file. */
  args: readonly string[]
}

interface Command {
  name: string
  title: string
  command(tools: Tools): string
  args?: readonly string[]
}

function commandLine({ args = [], ...rest }: Command): CommandLineRuntime {
  return {
    ...rest,
    args,
    host: 'process',
    async open({ tools, folder, args: more = [] }): Promise<OpenRuntime> {
      const command = rest.command(tools)
      const { code, output } = await runCommand(command, ['--version'])
      const version = /\d+\.\d+\.\d+/.exec(output)?.[0]
      if (code !== 0 || version === undefined) throw new Error(`${command} --version:\n${output}`)
      return {
        version,
        async run(file, input, { timeout = defaultTimeout, env = {} } = {}) {
          const { code, stdout, output } = await runCommand(command, [...args, ...more, file], {
            input: JSON.stringify(input),
            timeout,
            env: { PATH: process.env['PATH'], HOME: folder, DENO_DIR: join(folder, 'deno'), ...env },
          })
          const last = stdout.trim().split('\n').at(-1) ?? ''
          if (code !== 0 || !last.startsWith('{')) throw new Error(output || `Exit code ${code}, no output.`)
          return (JSON.parse(last) as { result?: unknown }).result
        },
        close: async () => {},
      }
    },
  }
}

const node = (major: string): CommandLineRuntime =>
  commandLine({
    name: `node${major}`,
    title: `Node ${major}`,
    command: (tools) => tools.path(`node-${major}`, 'bin/node'),
  })

export const node20 = node('20')
export const node22 = node('22')
export const node24 = node('24')
export const node26 = node('26')

/** The Node that runs this application, which needs no installation. */
export const currentNode = commandLine({ name: 'node', title: 'Node', command: () => process.execPath })

export const bun = commandLine({
  name: 'bun',
  title: 'Bun',
  command: (tools) => tools.path('@oven/bun-linux-x64', 'bin/bun'),
})

export const deno = commandLine({
  name: 'deno',
  title: 'Deno',
  command: (tools) => tools.path('@deno/linux-x64-glibc', 'deno'),
  args: [
    'run',
    '--quiet',
    '--no-prompt',
    '--no-remote',
    '--allow-net=127.0.0.1',
    '--allow-env',
    '--allow-read',
  ],
})
