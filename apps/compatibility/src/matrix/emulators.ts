import { type ChildProcess, fork } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from './project.ts'

/** Where an emulator is, and its credentials. */
export interface Access {
  baseUrl: string
  accessKey: string
  secretKey: string
}

/** The packed emulator in a process of its own. Each program gets a new emulator. */
export interface Emulators {
  open(): Promise<{ access: Access; close(): void }>
  /** Runs work with a new emulator, and closes it afterwards. */
  use<T>(work: (access: Access) => Promise<T>): Promise<T>
  close(): void
}

const host = `
import process from 'node:process'
import { startEmulator } from '@flowroute/emulator'

const servers = new Map()
process.on('message', async ({ start, stop }) => {
  if (start !== undefined) {
    const server = await startEmulator({ accessKey: 'key' + start, secretKey: 'a-secret-of-the-account-' + start })
    servers.set(start, server)
    const { url: baseUrl, accessKey, secretKey } = server
    process.send({ start, access: { baseUrl, accessKey, secretKey } })
  } else {
    await servers.get(stop).close()
    servers.delete(stop)
  }
})
process.on('disconnect', () => process.exit())
`

/**
 * Starts the process.
 *
 * @param project where the emulator is installed
 */
export async function startEmulators(project: Project): Promise<Emulators> {
  if (project.problem !== undefined) throw new Error(`The emulator cannot be started. ${project.problem}`)
  const file = join(project.folder, 'host.mjs')
  await writeFile(file, host)
  const child = fork(file, { cwd: project.folder, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const waiting = new Map<number, (access: Access) => void>()
  const exited = whenExited(child)
  child.on('message', ({ start, access }: { start: number; access: Access }) => {
    waiting.get(start)?.(access)
    waiting.delete(start)
  })
  let count = 0
  const open: Emulators['open'] = async () => {
    count++
    const number = count
    const started = new Promise<Access>((resolve) => waiting.set(number, resolve))
    child.send({ start: number })
    const access = await Promise.race([started, exited])
    return {
      access,
      close() {
        if (child.connected) child.send({ stop: number })
      },
    }
  }
  return {
    open,
    async use(work) {
      const emulator = await open()
      try {
        return await work(emulator.access)
      } finally {
        emulator.close()
      }
    },
    close() {
      if (child.connected) child.disconnect()
    },
  }
}

/** Rejects when the process ends. */
function whenExited(child: ChildProcess): Promise<never> {
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const exited = new Promise<never>((_, reject) => {
    child.on('exit', (code) =>
      reject(new Error(`The emulator's process ended with exit code ${code}.\n${output}`)),
    )
  })
  // At the end of a run it exits while nobody waits for it.
  exited.catch(() => {})
  return exited
}
