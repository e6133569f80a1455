import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Tasks } from './tasks/tasks.ts'
import type { Order, Report } from './worker.ts'

/** A process of its own that does one task after another; `await using` ends it. */
export interface Worker extends AsyncDisposable {
  run<Name extends keyof Tasks>(
    task: Name,
    options: Parameters<Tasks[Name]>[0],
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>
}

const program = fileURLToPath(new URL('./worker.js', import.meta.url))

/**
 * Starts a worker. What it measures is disturbed by nothing that was measured before.
 *
 * @param execArgv options of the runtime, such as `--expose-gc`
 * @param execPath the runtime; default: the one that runs this
 */
export function hire(execArgv: readonly string[] = [], execPath = process.execPath): Worker {
  const child = fork(program, {
    execPath,
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  return {
    async run(task, options) {
      const order: Order = { task, options }
      child.send(order)
      const report = (await Promise.race([
        once(child, 'message').then(([message]) => message),
        gone.then(([code, signal]) => ({ error: `the process ended (${code ?? signal})` })),
      ])) as Report
      if ('error' in report) throw new Error(`${task}: ${report.error}`)
      return report.result as never
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.disconnect()
      await gone
    },
  }
}
