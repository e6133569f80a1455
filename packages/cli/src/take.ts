import type { List } from '@flowroute/core'
import { Progress } from './output/progress.ts'
import type { Session } from './session.ts'

/** Reads a list up to a limit, or all of it. */
export async function take<T>({ context }: Session, list: List<T>, limit?: number): Promise<T[]> {
  if (limit !== undefined) return list.take(limit)
  const items: T[] = []
  const progress = new Progress(context, 'Reading …')
  try {
    for await (const item of list) {
      items.push(item)
      progress.update(`Reading … ${items.length}`)
    }
  } finally {
    progress.end()
  }
  return items
}
