import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'esbuild'
import type { Task } from '../../programs/glue/worker.ts'
import type { Consumer } from '../consumers.ts'
import { run } from '../run.ts'
import { eachOf, failed, type Lab, notMeant, type Runtime } from './runtime.ts'

/** Cloudflare's runtime: one process, with a worker and a port for each package. */
export const workerd: Runtime = {
  name: 'workerd',
  async try(consumers, lab) {
    const command = lab.tools.path('@cloudflare/workerd-linux-64', 'bin/workerd')
    const version = (await run(command, ['--version'])).stdout.trim().replace(/^workerd /, '')
    const meant = consumers.filter(({ needsNode }) => !needsNode)
    const unbuilt = await eachOf(meant, bundle)
    const built = meant.filter((consumer) => unbuilt.get(consumer)?.passed)
    const workers = await startWorkers(command, built, lab)
    try {
      const outcomes = await eachOf(consumers, async (consumer) => {
        if (consumer.needsNode) return notMeant
        const bundled = unbuilt.get(consumer)
        if (bundled?.passed === false) return bundled
        return lab.limited(() =>
          lab.emulators.use(async (access) => {
            const self = await workers.urlOf(consumer)
            const task: Task = { ...access, self }
            const init = { method: 'POST', body: JSON.stringify(task), signal: AbortSignal.timeout(60_000) }
            const answer = await fetch(`${self}/run`, init)
            const text = await answer.text()
            if (!answer.ok) return failed(`${answer.status}: ${text}\n${workers.said()}`)
            const result = JSON.parse(text) as { passed?: true; failed?: string }
            return result.passed === true ? { passed: true } : failed(result.failed ?? text)
          }),
        )
      })
      return [{ title: 'workerd', version, outcomes }]
    } finally {
      workers.close()
    }
  },
}

/** Bundles as Cloudflare's own tools do. */
async function bundle({ folder }: Consumer): Promise<{ passed: true }> {
  await build({
    entryPoints: [join(folder, 'worker.mjs')],
    outfile: join(folder, 'worker.bundle.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
  })
  return { passed: true }
}

interface Workers {
  urlOf(consumer: Consumer): Promise<string>
  /** What the process has written so far. */
  said(): string
  close(): void
}

async function startWorkers(command: string, consumers: readonly Consumer[], lab: Lab): Promise<Workers> {
  const services = consumers.map(({ name, folder }) => {
    const file = JSON.stringify(relative(lab.folder, join(folder, 'worker.bundle.mjs')))
    return `(name = "${name}", worker = (
      modules = [(name = "worker.mjs", esModule = embed ${file})], compatibilityDate = "2026-11-01"))`
  })
  // The emulators listen on loopback, which a worker may not reach by default.
  services.push('(name = "internet", network = (allow = ["public", "private", "local"]))')
  const sockets = consumers.map(
    ({ name }) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`,
  )
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [${services.join(',\n')}], sockets = [${sockets.join(',\n')}]);\n`
  const file = join(lab.folder, 'workerd.capnp')
  await writeFile(file, config)
  const child = spawn(command, ['serve', file, '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ports = listening(child, consumers.length, () => said)
  return {
    urlOf: async ({ name }) => `http://127.0.0.1:${(await ports).get(name)}`,
    said: () => said,
    close: () => child.kill('SIGKILL'),
  }
}

/** The ports that the process reports to listen on, when all are there. */
function listening(child: ChildProcess, count: number, said: () => string): Promise<Map<string, number>> {
  const ports = new Map<string, number>()
  const ready = new Promise<Map<string, number>>((resolve, reject) => {
    let pending = ''
    const control = child.stdio[3] as Readable
    control.setEncoding('utf8').on('data', (text: string) => {
      const lines = (pending + text).split('\n')
      pending = lines.pop() ?? ''
      for (const line of lines) {
        const { event, socket, port } = JSON.parse(line) as { event: string; socket: string; port: number }
        if (event === 'listen') ports.set(socket, port)
      }
      if (ports.size === count) resolve(ports)
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`workerd ended with ${code}.\n${said()}`)))
  })
  // Nobody may be waiting.
  ready.catch(() => {})
  return ready
}
