import { type Tasks, tasks } from './tasks/tasks.ts'

/** What a worker is sent, and what it sends back. */
export interface Order {
  task: keyof Tasks
  options: unknown
}

export type Report = { result: unknown } | { error: string }

process.on('message', async ({ task, options }: Order) => {
  const run = tasks[task] as (options: unknown) => Promise<unknown>
  const report: Report = await run(options).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  process.send?.(report)
})

// Nobody is left to ask for anything.
process.on('disconnect', () => process.exit())
