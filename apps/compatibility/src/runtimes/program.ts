import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { appFolder } from '../workspace/folders.ts'
import type { HostName } from './runtime.ts'

const hostsFolder = join(appFolder, 'src/runtimes/hosts')

/** What a program's file is made of. */
export interface ProgramOptions {
  /** Module that exports `run(input, host)`; TypeScript or JavaScript. See `Program` in `hosts/host.ts`. */
  entry: string
  host: HostName
  /** The file to write. */
  outfile: string
  /** More options of esbuild, such as `packages: 'external'` or `conditions`. */
  esbuild?: BuildOptions
}

/** Bundles a program with the code that starts it in its host. */
export async function writeProgram({ entry, host, outfile, esbuild = {} }: ProgramOptions): Promise<void> {
  const start = host === 'worker' ? 'export default start(run)' : 'start(run)'
  await build({
    stdin: {
      contents: [
        `import { run } from ${JSON.stringify(entry)}`,
        `import { start } from ${JSON.stringify(join(hostsFolder, `${host}.ts`))}`,
        start,
      ].join('\n'),
      resolveDir: dirname(entry),
      loader: 'ts',
    },
    bundle: true,
    platform: host === 'process' || host === 'jest' ? 'node' : 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    ...esbuild,
    outfile,
  })
}

/** Bundles a file for workers as Cloudflare's own tools do; returns the code. */
export function bundleForWorker(file: string): Promise<string> {
  return bundle(file, { conditions: ['workerd', 'worker', 'browser'] })
}

/** Bundles a file for pages; returns the code. */
export function bundleForPage(file: string): Promise<string> {
  return bundle(file, { minify: true })
}

async function bundle(file: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: await readFile(file, 'utf8'), resolveDir: dirname(file), sourcefile: file },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    ...options,
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
