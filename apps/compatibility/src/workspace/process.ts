import { spawn } from 'node:child_process'
import process from 'node:process'

/** How a process ended, and its output. */
export interface ProcessResult {
  /** The exit code; 127 when the command was not found, 1 when a signal ended it. */
  code: number
  stdout: string
  /** Standard error followed by standard output. */
  output: string
}

/** How a process is run. */
export interface ProcessOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Text for its standard input; without it the input is empty. */
  input?: string
  /** Milliseconds until it is killed. Default 300 000. */
  timeout?: number
}

/** Runs a command to its end. Never rejects: look at `code`. */
export function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  const { cwd, env = process.env, input = '', timeout = 300_000 } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env })
    let stdout = ''
    let stderr = ''
    let killed = ''
    const timer = setTimeout(() => {
      killed = `Killed after ${timeout / 1_000} seconds.\n`
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
      resolve({ code, stdout, output: killed + stderr + stdout })
    }
    child.on('error', (error) => {
      stderr += `${command}: ${error.message}\n`
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
    // A process that ends without reading its input breaks the pipe; its exit code is what counts.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Runs a command and returns its standard output.
 *
 * @throws {Error} its exit code is not 0
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const { code, stdout, output } = await run(command, args, options)
  if (code === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}:\n${output}`)
}
