import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { inboxPage } from '../../../emulator/build/inbox.ts'
import { bundleOptions } from '../../build/bundle.ts'

/** How a run of the command ended. */
export interface Result {
  code: number | null
  stdout: string
  stderr: string
}

/** How the command is run. */
export interface RunOptions {
  /** Beside `PATH`; nothing of this process's own environment is passed on. */
  env?: Readonly<Record<string, string>>
  /** Text for its standard input, which is empty without it. */
  input?: string
}

const packageFolder = fileURLToPath(new URL('../../', import.meta.url))
const cache = join(packageFolder, 'node_modules/.cache')

/** Folders that are removed at the end of the process. */
const leftovers: string[] = []
process.once('exit', () => {
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true })
})

/** The bundled command; built once for all test files of a process. */
let bundled: Promise<string> | undefined

export function commandFile(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  if (process.env['FLOWROUTE_TEST'] === 'dist') return join(packageFolder, 'dist/main.js')
  const outdir = join(cache, `cli-${process.pid}`)
  leftovers.push(outdir)
  await build({
    ...bundleOptions,
    // Each of the many runs reads it.
    minify: true,
    entryPoints: [join(packageFolder, 'src/main.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    plugins: [inboxPage],
    logLevel: 'error',
  })
  return join(outdir, 'main.mjs')
}

/** A folder that the command finds its profiles in; removed at the end of the process. */
export function configFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowroute-cli-'))
  leftovers.push(folder)
  return folder
}

/** Runs the command to its end. */
export async function run(
  args: readonly string[],
  { env = {}, input = '' }: RunOptions = {},
): Promise<Result> {
  const file = await commandFile()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { env: environment(env) })
    const result: Result = { code: null, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      result.stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...result, code }))
    // A command that ends without reading its input breaks the pipe.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** The environment of the command: nothing of the developer's account. */
export const environment = (env: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  XDG_CONFIG_HOME: join(tmpdir(), 'flowroute-cli-none'),
  ...env,
})
