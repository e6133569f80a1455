import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { run } from '../workspace/process.ts'
import type { WorkerResult, WorkerTask } from './hosts/worker.ts'
import { bundleForWorker } from './program.ts'
import { defaultTimeout, type Runtime } from './runtime.ts'

/** Cloudflare's runtime: a process with one worker for each program. */
export const workerd: Runtime = {
  name: 'workerd',
  title: 'workerd',
  host: 'worker',
  async open({ tools, folder: parent, args = [] }) {
    const command = tools.path('@cloudflare/workerd-linux-64', 'bin/workerd')
    const { stdout } = await run(command, ['--version'])
    const folder = join(parent, 'workerd')
    await mkdir(folder, { recursive: true })
    let count = 0
    return {
      version: stdout.trim().replace(/^workerd /, ''),
      async run(file, input, { timeout = defaultTimeout } = {}) {
        const name = String(++count)
        const config = join(folder, `${name}.capnp`)
        await writeFile(join(folder, `${name}.mjs`), await bundleForWorker(file))
        await writeFile(config, configOf(`${name}.mjs`))
        const worker = startWorker(command, [...args, 'serve', config, '--control-fd=3'])
        try {
          const url = `http://127.0.0.1:${await worker.port}`
          return await runIn(url, { input, url }, timeout)
        } catch (error) {
          throw new Error(`${error instanceof Error ? error.message : error}\n${worker.output()}`.trim())
        } finally {
          worker.stop()
        }
      },
      close: async () => {},
    }
  },
}

async function runIn(url: string, task: WorkerTask, timeout: number): Promise<unknown> {
  const response = await fetch(`${url}/run`, {
    method: 'POST',
    body: JSON.stringify(task),
    signal: AbortSignal.timeout(timeout),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status}: ${text}`)
  const result = JSON.parse(text) as WorkerResult
  if ('error' in result) throw new Error(result.error)
  return result.result
}

/** The network includes loopback, where test servers listen, and which a worker may not reach by default. */
const configOf = (module: string): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.mjs", esModule = embed "${module}")],
      compatibilityDate = "2026-11-01")),
    (name = "internet", network = (allow = ["public", "private", "local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")]);
`

interface Worker {
  port: Promise<number>
  /** What the process has printed so far. */
  output(): string
  stop(): void
}

function startWorker(command: string, args: readonly string[]): Worker {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return { port: portOf(child), output: () => output, stop: () => child.kill('SIGKILL') }
}

/** The port that the process reports on its control descriptor. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let pending = ''
    const control = child.stdio[3] as Readable
    control.setEncoding('utf8').on('data', (text: string) => {
      const lines = (pending + text).split('\n')
      pending = lines.pop() ?? ''
      for (const line of lines) {
        const { event, port } = JSON.parse(line) as { event: string; port: number }
        if (event === 'listen') resolve(port)
      }
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`workerd ended with exit code ${code}.`)))
  })
}
