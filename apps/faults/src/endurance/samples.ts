import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Table from 'cli-table3'

/** Memory and resources of the process at one moment. */
export interface Sample {
  /** Percentage of the work that is done. */
  percent: number
  /** Megabytes. */
  heap: number
  resident: number
  /** Sockets, timers and the like that keep the process alive. */
  handles: number
  /** Listeners on the signal that all calls share. */
  listeners: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Takes a sample after garbage collection. */
export function sampleAt(percent: number, signal: AbortSignal): Sample {
  collect()
  const { heapUsed, rss } = process.memoryUsage()
  const sample: Sample = {
    percent,
    heap: heapUsed / 1e6,
    resident: rss / 1e6,
    handles: process.getActiveResourcesInfo().length,
    listeners: getEventListeners(signal, 'abort').length,
  }
  // Progress: it takes a while.
  console.error(JSON.stringify(sample))
  return sample
}

export function samplesTable(name: string, samples: readonly Sample[]): string {
  const table = new Table({
    head: [name, 'heap MB', 'RSS MB', 'active handles', 'listeners'],
    style: { head: [], border: [], compact: true },
  })
  for (const { percent, heap, resident, handles, listeners } of samples) {
    table.push([`${percent} %`, heap.toFixed(1), resident.toFixed(1), handles, listeners])
  }
  return table.toString()
}

/** The mean heap of the samples between two percentages of the work. */
export function meanHeap(samples: readonly Sample[], above: number, upTo: number): number {
  const within = samples.filter(({ percent }) => percent > above && percent <= upTo)
  return within.reduce((sum, { heap }) => sum + heap, 0) / within.length
}
