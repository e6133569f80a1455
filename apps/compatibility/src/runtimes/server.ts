import { join } from 'node:path'
import process from 'node:process'
import type { Consumer } from '../consumers.ts'
import { run } from '../run.ts'
import type { Tools } from '../tools.ts'
import { eachOf, failed, type Lab, type Outcome, type Row, type Runtime } from './runtime.ts'

/** A program that runs a file of JavaScript. */
interface Server {
  title: string
  file: 'server.mjs' | 'server.cjs'
  command(tools: Tools): string
  args?: readonly string[]
}

/** A runtime that starts one process for each package. */
function serverRuntime(name: string, servers: readonly Server[]): Runtime {
  return {
    name,
    try: (consumers, lab) => Promise.all(servers.map((server) => tryServer(server, consumers, lab))),
  }
}

async function tryServer(server: Server, consumers: readonly Consumer[], lab: Lab): Promise<Row> {
  const { title, file, args = [] } = server
  const command = server.command(lab.tools)
  const versions = new Set<string>()
  const outcomes = await eachOf(consumers, (consumer) =>
    lab.limited(() =>
      lab.emulators.use(async (access) => {
        const env = {
          PATH: process.env['PATH'],
          HOME: lab.folder,
          DENO_DIR: join(lab.folder, 'deno'),
          FR_BASE_URL: access.baseUrl,
          FR_ACCESS_KEY: access.accessKey,
          FR_SECRET_KEY: access.secretKey,
        }
        const script = join(consumer.folder, file)
        const options = { cwd: consumer.folder, env, timeout: 60_000 }
        const { code, stdout, output } = await run(
          command,
          [...args, script, JSON.stringify(access)],
          options,
        )
        const version = passedIn(stdout)
        if (code !== 0 || version === undefined) return failed(output || `It ended with ${code}.`)
        versions.add(version)
        return tryPrograms(consumer, command, args)
      }),
    ),
  )
  return { title, version: [...versions].join(', '), outcomes }
}

/** The version that a program reports when it has passed. */
function passedIn(stdout: string): string | undefined {
  const line = stdout.trim().split('\n').at(-1) ?? ''
  return line.startsWith('{"passed":') ? (JSON.parse(line) as { passed: string }).passed : undefined
}

/** The commands that packages bring: each must be able to say how it is used. */
async function tryPrograms(consumer: Consumer, command: string, args: readonly string[]): Promise<Outcome> {
  for (const { name, manifest } of consumer.packages) {
    for (const [bin, file] of Object.entries(manifest.bin ?? {})) {
      const script = join(consumer.folder, 'node_modules', name, file)
      const { code, output } = await run(command, [...args, script, '--help'], { cwd: consumer.folder })
      if (code !== 0 || !output.includes('Usage:')) return failed(`${bin} --help:\n${output}`)
    }
  }
  return { passed: true }
}

const node = (version: string): Runtime => {
  const command = (tools: Tools): string => tools.path(`node-${version}`, 'bin/node')
  return serverRuntime(`node${version}`, [
    { title: `Node ${version}, ESM`, file: 'server.mjs', command },
    { title: `Node ${version}, CommonJS`, file: 'server.cjs', command },
  ])
}

/** The Node that runs this, which needs no installation. */
export const thisNode = serverRuntime('node', [
  { title: 'Node, ESM', file: 'server.mjs', command: () => process.execPath },
  { title: 'Node, CommonJS', file: 'server.cjs', command: () => process.execPath },
])

export const serverRuntimes: readonly Runtime[] = [
  node('20'),
  node('22'),
  node('24'),
  node('26'),
  serverRuntime('bun', [
    { title: 'Bun', file: 'server.mjs', command: (tools) => tools.path('@oven/bun-linux-x64', 'bin/bun') },
  ]),
  serverRuntime('deno', [
    {
      title: 'Deno',
      file: 'server.mjs',
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
    },
  ]),
]
