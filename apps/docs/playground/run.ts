import { answerOver } from './bridge.ts'
import type { Failure } from './failure.ts'
import type { PageEmulator } from './page-emulator.ts'
import type { Job, Report } from './reports.ts'

/** A program that runs, or has run, in a worker of its own. */
export interface Run {
  /** Ends it, whatever it does. */
  stop(): void
}

/** Starts a program against the emulator of the page. */
export function run(source: string, emulator: PageEmulator, tell: (report: Report) => void): Run {
  const worker = new Worker(new URL('./program-worker.ts', import.meta.url), { type: 'module' })
  const api = new MessageChannel()
  const webhooks = new MessageChannel()
  let isStopped = false
  let endListening: Promise<() => Promise<void>> | undefined
  answerOver(api.port1, emulator.fetch)

  const stop = (): void => {
    isStopped = true
    worker.terminate()
    api.port1.close()
    void endListening?.then((end) => end()).finally(() => webhooks.port1.close())
  }
  const fail = (failure: Failure): void => {
    // As in Node.js, a program does not go on after an error that nobody has caught; a handler does.
    if (endListening === undefined) stop()
    tell({ kind: 'failed', failure })
  }

  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    if (data.kind === 'failed') fail(data.failure)
    else if (data.kind !== 'listening') tell(data)
    else {
      endListening = emulator.listen(webhooks.port1)
      void endListening.then(() => {
        if (!isStopped) tell(data)
      })
    }
  }
  worker.onerror = ({ message }) =>
    fail({ name: 'Error', message: message || 'The program could not be loaded.' })
  const { environment } = emulator
  const job: Job = { source, environment, api: api.port2, webhooks: webhooks.port2 }
  worker.postMessage(job, [api.port2, webhooks.port2])
  return { stop }
}
