import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { onTestFinished } from 'vitest'

export interface ChildServer {
  port: number
  /** Lets the server finish its connections, and gives the exit code and what was written to stderr. */
  end(): Promise<{ code: number | null; errors: string }>
}

/** Starts `programs/server.ts` in a process of its own. */
export async function startChildServer(): Promise<ChildServer> {
  const child = fork(await bundle('server'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const errors = textOf(child)
  const exit = once(child, 'exit') as Promise<[number | null]>
  const port = await Promise.race([
    once(child, 'message').then(([message]) => message as number),
    exit.then(() => Promise.reject(new Error(errors()))),
  ])
  return {
    port,
    async end() {
      if (child.connected) child.disconnect()
      const [code] = await exit
      return { code, errors: errors() }
    },
  }
}

/** The program as one file, made of what the tests are run on: the sources, or the builds. */
export async function bundle(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-webhooks-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: process.env['FLOWROUTE_TEST'] === 'dist' ? [] : ['flowroute-source'],
  })
  return outfile
}

function textOf({ stderr }: ChildProcess): () => string {
  let text = ''
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}
