import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { EmulatorServer } from '@flowroute/emulator'
import { transform } from 'esbuild'
import { type Program, withPlaces } from './program.ts'
import { startWorld } from './world.ts'

/** Against programs that hang. */
const longestRun = 300_000

const listenAnywhere = fileURLToPath(new URL('../listen-anywhere.mjs', import.meta.url))

/**
 * Runs a program as a user would, in a process of its own and an empty folder, against an emulator of its own. A program
 * that listens has to take a webhook, and is then ended.
 *
 * @returns what went wrong, if anything did
 */
export async function runProgram(program: Program, parentFolder: string): Promise<string | undefined> {
  const folder = join(parentFolder, program.name)
  await mkdir(folder, { recursive: true })
  const { code } = await transform(program.lines.map(({ text }) => text).join('\n'), {
    loader: 'ts',
    format: program.isCommonJs ? 'cjs' : 'esm',
    target: 'node20',
    sourcemap: 'inline',
    sourcefile: `${program.name}.ts`,
  })
  const file = join(folder, `${program.name}.${program.isCommonJs ? 'cjs' : 'mjs'}`)
  await writeFile(file, code)
  const emulator = await startWorld()
  const secret = randomUUID()
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', listenAnywhere, file], {
    cwd: folder,
    env: { ...process.env, ...variablesFor(emulator), WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), longestRun)
  // What takes Flowroute minutes, such as an export of call records, takes seconds.
  const haste = setInterval(() => emulator.clock.advance(2_000), 100)
  try {
    const listening = receiveWebhook(child, emulator, secret)
    const problem = await Promise.race([endOf(child), listening])
    return problem === undefined ? undefined : withPlaces(problem, program)
  } finally {
    clearTimeout(timer)
    clearInterval(haste)
    child.kill()
    await emulator.close()
  }
}

/** What the emulator's command prints for the shell. */
function variablesFor({ url, accessKey, secretKey }: EmulatorServer): Record<string, string> {
  return { FR_BASE_URL: url, FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey }
}

/** Waits for the end; gives the output if the exit code is not 0. */
export function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? code}\n${output}`),
    )
  })
}

/** Has the emulator post a message to a program that listens; stays pending for one that does not. */
async function receiveWebhook(
  child: ChildProcess,
  emulator: EmulatorServer,
  secret: string,
): Promise<string | undefined> {
  const port = await new Promise((resolve) => child.once('message', resolve))
  const [own] = emulator.snapshot().numbers
  if (own === undefined) throw new Error('the world has no number')
  const snapshot = emulator.snapshot()
  const url = `http://127.0.0.1:${port}/flowroute/${secret}`
  emulator.restore({ ...snapshot, callbacks: [{ kind: 'sms_callback', url }] })
  emulator.receive({ from: '12065550123', to: own.number, body: 'hello there' })
  emulator.clock.advance(1_000)
  await emulator.settled()
  const [delivery] = emulator.deliveries()
  return delivery?.state === 'delivered' ? undefined : `it refused a webhook: ${JSON.stringify(delivery)}`
}
