import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { inboxPage } from '../build/inbox.ts'
import { runCommand } from '../src/command.ts'
import { poll } from './patience.ts'
import { basic, type Call, socketCallerOf } from './support.ts'

const accessKey = '12345678'
const secretKey = '0123456789abcdef0123456789abcdef'

/** What shows the credentials that the command has unless it is told others. */
export const authorization = basic(accessKey, secretKey)

/** Calls the emulator that listens there. */
export function callerAt(url: string): Call {
  return socketCallerOf({ url, accessKey, secretKey } as Parameters<typeof socketCallerOf>[0])
}

/** Runs the command in this process. `greeting` has what it printed once it listens. */
export function run(...args: string[]) {
  const stop = new AbortController()
  let out = ''
  let errors = ''
  let greet: (text: string) => void = () => {}
  const greeting = new Promise<string>((resolve) => {
    greet = resolve
  })
  const write = (text: string): void => {
    out += text
    greet(out)
  }
  const writeError = (text: string): void => {
    errors += text
  }
  const exit = runCommand(args, { write, writeError, stop: stop.signal })
  onTestFinished(async () => {
    stop.abort()
    await exit
  })
  return { greeting, stop: () => stop.abort(), exit, out: () => out, errors: () => errors }
}

/** The same, once it listens: the URL it is at, and a way to call it. */
export async function runAt(...args: string[]) {
  const command = run('--port', '0', ...args)
  const ended = command.exit.then((code) => {
    throw new Error(`The emulator did not start, code ${code}: ${command.errors()}`)
  })
  const url = urlIn(await Promise.race([command.greeting, ended]))
  ended.catch(() => {})
  return { ...command, url, call: callerAt(url) }
}

/** The URL in what the command printed. */
export function urlIn(text: string): string {
  return /http:\/\/(?:[\w.]+|\[[\da-f:]+\]):\d+/.exec(text)?.[0] ?? ''
}

/** A folder of its own, which goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-emulator-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Builds the program as one file before the tests of a file. */
export function useProgram(): () => string {
  let folder: string
  let program: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flowroute-emulator-'))
    program = await buildProgram(folder)
  })
  afterAll(() => rm(folder, { recursive: true }))
  return () => program
}

async function buildProgram(folder: string): Promise<string> {
  const program = join(folder, 'cli.cjs')
  const entry = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const plugins = [inboxPage]
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins,
  })
  return program
}

/** A program that runs by itself, and what it has printed so far. */
export function startProgram(program: string, ...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [out, errors] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const exit = new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (code, signal) => resolve([code, signal]))
  })
  /** Resolves once it listens. */
  const listening = async (): Promise<string> => {
    await poll(() => urlIn(out)).not.toBe('')
    return urlIn(out)
  }
  return { child, exit, listening, out: () => out, errors: () => errors }
}
