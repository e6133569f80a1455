import type { Tools } from '../workspace/tools.ts'

/** The kind of environment that a program is bundled for: a file in `hosts`. */
export type HostName = 'process' | 'worker' | 'page' | 'jest'

/** A JavaScript runtime that programs can be run in. */
export interface Runtime {
  /** Its name on a command line, such as `deno` or `node22`. */
  name: string
  /** Its name for people. */
  title: string
  host: HostName
  /**
   * Prepares it; a browser is started.
   *
   * @throws {Error} it is not installed
   */
  open(options: OpenOptions): Promise<OpenRuntime>
}

export interface OpenOptions {
  tools: Tools
  /** A folder for the runtime's own files. */
  folder: string
  /** More arguments for its command, such as `--ignore-certificate-errors` for Chromium. */
  args?: readonly string[]
}

/** A runtime that is ready to run programs, several at the same time too. */
export interface OpenRuntime {
  version: string
  /**
   * Runs a program in an environment of its own: a process, a worker or a page.
   *
   * @param file what `writeProgram` wrote for the runtime's host
   * @param input JSON value for the program
   * @returns the program's result
   * @throws {Error} the program failed; the message is its output, or the stack of its error
   */
  run(file: string, input: unknown, options?: RunOptions): Promise<unknown>
  close(): Promise<void>
}

export interface RunOptions {
  /** Milliseconds until the program is given up. Default 300 000, against hanging only. */
  timeout?: number
  /** Environment variables of the process. Not used by workers and pages, which have none. */
  env?: Readonly<Record<string, string>>
  /** Origin to which the page's server forwards paths that it does not know. Pages only. */
  forwardTo?: string
  /** Bundles the file for a page. Default: esbuild. Pages only. */
  bundle?: (file: string) => Promise<string>
}

export const defaultTimeout = 300_000
