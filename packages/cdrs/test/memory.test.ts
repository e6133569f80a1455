import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { breaking } from './breaking.ts'
import { randomFrom } from './random.ts'
import { cdrsAt, columnNames, csvRow, exportId, startExport } from './support.ts'

/** `CDRS_ROWS=1000000` for the figure in the README. Kept in an array, this many would need more than the limit. */
const rows = Number(process.env['CDRS_ROWS'] ?? 100_000)
const megabyte = 1_000_000

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

/** What is reachable, in bytes. */
function memory(): { heap: number; buffers: number } {
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers }
}

/** A file whose rows have numbers in their order, and random amounts that do not compress well. */
async function largeFile(): Promise<{ content: Uint8Array; nanodollars: bigint }> {
  const random = randomFrom(1)
  let nanodollars = 0n
  function* text(): Generator<string> {
    yield `${columnNames}\n`
    for (let start = 0; start < rows; start += 1_000) {
      let part = ''
      for (let index = start; index < Math.min(rows, start + 1_000); index++) {
        const cost = random.below(100_000_000)
        nanodollars += BigInt(cost) * 10n
        part += csvRow(index).replace('0.01764000', `0.${String(cost).padStart(8, '0')}`)
      }
      yield part
    }
  }
  return { content: await buffer(Readable.from(text()).pipe(createGzip())), nanodollars }
}

test(`memory stays the same over ${rows} rows, with connections that break`, async () => {
  const { content, nanodollars } = await largeFile()
  const ends = Array.from({ length: 5 }, () => ({ after: Math.floor(content.length / 7) }))
  await using server = await startExport(breaking(content, ends, 'the part'))
  const before = memory()
  const growth = { heap: 0, buffers: 0 }
  let sum = 0n
  let count = 0
  for await (const { destination, totalCostNanodollars } of cdrsAt(server).records({ exportId })) {
    if (destination !== `1877555${String(count).padStart(4, '0')}`) expect(destination).toBe(`row ${count}`)
    sum += BigInt(totalCostNanodollars ?? 0)
    count++
    if (count % Math.ceil(rows / 25) !== 0) continue
    const now = memory()
    growth.heap = Math.max(growth.heap, now.heap - before.heap)
    growth.buffers = Math.max(growth.buffers, now.buffers - before.buffers)
  }
  expect(count).toBe(rows)
  expect(sum).toBe(nanodollars)
  // More on a busy machine: the server closes a connection that has been idle while its last bytes were not read yet.
  expect(server.downloads.length).toBeGreaterThanOrEqual(6)
  if (rows >= 1_000_000) console.info(`${rows} rows, ${content.length} bytes of gzip:`, growth)
  expect(growth.heap).toBeLessThan(60 * megabyte)
  expect(growth.buffers).toBeLessThan(60 * megabyte)
}, 1_800_000)
