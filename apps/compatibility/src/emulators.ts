import { type ChildProcess, fork } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Access } from '../programs/glue/server.ts'
import type { Consumer } from './consumers.ts'

/** The packed emulator in a process of its own: each program gets a world that no other has touched. */
export interface Emulators {
  /** Starts a new emulator. */
  open(): Promise<{ access: Access; close(): void }>
  /** Runs something against a new emulator. */
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

/** Starts the process; `consumer` is where the emulator is installed alone. */
export async function startEmulators(consumer: Consumer): Promise<Emulators> {
  if (consumer.problem !== undefined) throw new Error(`There is no emulator. ${consumer.problem}`)
  const file = join(consumer.folder, 'host.mjs')
  await writeFile(file, host)
  const child = fork(file, { cwd: consumer.folder, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const waiting = new Map<number, (access: Access) => void>()
  const broken = whenBroken(child)
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
    const access = await Promise.race([started, broken])
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

function whenBroken(child: ChildProcess): Promise<never> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const broken = new Promise<never>((_, reject) => {
    child.on('exit', (code) => reject(new Error(`The emulator's process ended with ${code}.\n${said}`)))
  })
  // It ends in the normal way too, when nobody waits any more.
  broken.catch(() => {})
  return broken
}
