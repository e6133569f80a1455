import { spawn } from 'node:child_process'
import process from 'node:process'

/** What a process said, and how it ended. */
export interface Ended {
  code: number
  stdout: string
  /** What it wrote to standard error, then what it wrote to standard output. */
  output: string
}

/** How a process is run. */
export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Milliseconds until it is ended by force. Default 120 000. */
  timeout?: number
}

/** Runs a command to its end; it does not fail, whatever the command does. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd, env = process.env, timeout = 120_000 } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    let late = ''
    const timer = setTimeout(() => {
      late = `It was ended after ${timeout / 1_000} seconds.\n`
      child.kill('SIGKILL')
    }, timeout)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const end = (code: number): void => {
      clearTimeout(timer)
      resolve({ code, stdout, output: late + stderr + stdout })
    }
    child.on('error', (error) => {
      stderr += `${command}: ${error.message}\n`
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** Runs a command that must succeed; gives its standard output. */
export async function succeed(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, output } = await run(command, args, options)
  if (code === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`)
}

/** Runs pnpm, the one that runs this if there is one. */
export function pnpm(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { npm_execpath: own = '' } = process.env
  return /pnpm[^/\\]*$/.test(own) && !/\.[cm]?js$/.test(own)
    ? succeed(own, args, options)
    : succeed('npx', ['-y', 'pnpm', ...args], options)
}
