/** What a number of calls took. */
export interface Load {
  calls: number
  /** CPU time of this process, in microseconds per call. */
  cpu: number
  /** From start to end, in milliseconds. */
  wall: number
  /** How long each call took, in milliseconds. */
  latencies: number[]
}

/** Makes so many calls, so many at a time. The first that fails ends it. */
export async function load(
  call: (index: number) => Promise<unknown>,
  { calls, concurrency }: { calls: number; concurrency: number },
): Promise<Load> {
  const latencies: number[] = []
  let next = 0
  async function caller(): Promise<void> {
    while (next < calls) {
      const index = next++
      const start = performance.now()
      await call(index)
      latencies.push(performance.now() - start)
    }
  }
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, caller))
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpuBefore)
  return { calls, cpu: (user + system) / calls, wall, latencies }
}
