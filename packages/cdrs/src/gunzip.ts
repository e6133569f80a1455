import { concat } from './csv.ts'

/** The bytes are not a complete gzip file. */
export class DamagedGzip extends Error {}

/** The largest part that is unpacked in one step, which some runtimes do in memory: 16 kB become 16 MB at most. */
const largestStep = 16_384

/** Bytes of the shortest header of a member. */
const headerLength = 10

/**
 * Unpacks a file if it is compressed with gzip, which is not certain: an HTTP library may have done it already.
 *
 * @param source the bytes of the file, in parts; what it fails with is passed on as it is
 * @param notMembers positions in the file where no member begins although it looks so; what a pass finds is added
 * @throws {DamagedGzip} the file is damaged, or a position was added
 */
export async function* unpack(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  notMembers: Set<number>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head: Uint8Array = new Uint8Array(0)
  while (head.byteLength < 2) {
    const { done, value } = await source.next()
    if (done) break
    head = concat(head, value)
  }
  const bytes = prepend(head, source)
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(bytes, notMembers)
  else yield* bytes
}

async function* prepend(
  head: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield head
  yield* source
}

/** One decompressor for each member: most runtimes refuse what follows the first one. */
async function* gunzip(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  notMembers: Set<number>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const steps = split(source, notMembers)
  let boundary: number | undefined
  do {
    let sourceError: { error: unknown } | undefined
    const { readable, writable } = new DecompressionStream('gzip')
    const writer = writable.getWriter()
    const reader = readable.getReader()
    boundary = undefined
    const write = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await steps.next().catch((error: unknown) => {
          sourceError = { error }
          throw error
        })
        if (typeof value === 'number') boundary = value
        if (done || typeof value === 'number') return writer.close()
        await writer.write(value)
      }
    }
    // A failure to unpack is the reader's as well; that of the source has to be passed on.
    write().catch((error: unknown) => writer.abort(error).catch(() => {}))
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        yield value
      }
    } catch (cause) {
      if (sourceError !== undefined) throw sourceError.error
      if (boundary !== undefined) notMembers.add(boundary)
      throw new DamagedGzip('it is not a complete gzip file', { cause })
    } finally {
      // Not awaited: the source may be waiting for the network.
      void reader.cancel().catch(() => {})
    }
  } while (boundary !== undefined)
}

/**
 * Cuts a gzip file into steps, and says where a member begins by its position in place of bytes.
 *
 * Where a member ends, only the decompressor knows, and it does not tell; but after it comes the header of the next.
 * Within compressed data, something that looks like one is found once in 190 GB.
 */
async function* split(
  source: AsyncIterable<Uint8Array>,
  notMembers: ReadonlySet<number>,
): AsyncGenerator<Uint8Array<ArrayBuffer> | number, void, undefined> {
  /** Position in the file of the first byte of `held`. */
  let position = 0
  let held: Uint8Array = new Uint8Array(0)
  const take = function* (count: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (let start = 0; start < count; start += largestStep)
      yield held.subarray(start, Math.min(count, start + largestStep)) as Uint8Array<ArrayBuffer>
    held = held.subarray(count)
    position += count
  }
  for await (const chunk of source) {
    held = held.byteLength === 0 ? chunk : concat(held, chunk)
    let at = held.indexOf(0x1f)
    while (at >= 0) {
      const fits = isHeader(held, at)
      // Too few bytes to tell: they wait for the next ones.
      if (fits === undefined) break
      if (!fits || position + at === 0 || notMembers.has(position + at)) {
        at = held.indexOf(0x1f, at + 1)
        continue
      }
      yield* take(at)
      yield position
      at = held.indexOf(0x1f, 1)
    }
    yield* take(at < 0 ? held.byteLength : at)
  }
  yield* take(held.byteLength)
}

/** Whether a member may begin there; undefined where too few bytes are known to tell. */
function isHeader(bytes: Uint8Array, at: number): boolean | undefined {
  const [id1, id2 = 0x8b, method = 8, flags = 0, , , , , xfl = 0, os = 0] = bytes.subarray(
    at,
    at + headerLength,
  )
  const fits =
    id1 === 0x1f &&
    id2 === 0x8b &&
    method === 8 &&
    flags < 0x20 &&
    [0, 2, 4].includes(xfl) &&
    (os < 14 || os === 255)
  return fits && at + headerLength > bytes.byteLength ? undefined : fits
}
