import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { EmulatorServer } from '@flowroute/emulator'
import type { OutboxEvent } from '@flowroute/outbox'

/** A process that sends what is due in a ledger. */
export interface Sender {
  pid: number
  isRunning(): boolean
  /**
   * What happens to the messages, as it happens. Ends when the process does.
   *
   * @throws {Error} it failed
   */
  events(): AsyncGenerator<OutboxEvent, void, undefined>
  /** Ends the process as a crash or a power cut would: it does not get to do anything any more. */
  kill(): void
}

/** The top folder of this repository. */
const root = findRoot(new URL('.', import.meta.url))

/** Starts `sender.ts` in a process of its own. */
export function startSender(ledger: string, from: string, emulator: EmulatorServer): Sender {
  const { url, accessKey, secretKey } = emulator
  const child = spawn(
    process.execPath,
    ['packages/build/run.mjs', 'apps/demo/src/campaign/sender.ts', ledger, from],
    {
      cwd: root,
      env: { ...process.env, FR_BASE_URL: url, FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async *events() {
      try {
        for await (const line of createInterface(child.stdout)) yield JSON.parse(line) as OutboxEvent
        const [code, signal] = await exited
        if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The sender ended with ${code ?? signal}`)
      } finally {
        // Whoever listens no longer has no more use for it.
        child.kill('SIGKILL')
      }
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** This module may be a part of a bundle, in a folder of node_modules. */
function findRoot(folder: URL): string {
  if (existsSync(new URL('pnpm-workspace.yaml', folder))) return fileURLToPath(folder)
  return findRoot(new URL('..', folder))
}
