import { FlowrouteError, InvalidInputError } from '@flowroute/core'

/**
 * The bytes of a document to upload.
 *
 * @example const content: Content = await openAsBlob('bill.pdf') // node:fs
 * @example const content: Content = createReadStream('bill.pdf')
 */
export type Content = Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** A body for `fetch`. */
export interface UploadBody {
  /** Makes the body of one attempt. */
  open(): BodyInit
  /** Bytes; given where the body is a stream, whose length the platform does not know. */
  size: number | undefined
  /** Whether it can be sent again. */
  isRepeatable: boolean
  /** Why the content could not be read, once an attempt has failed for that. */
  failure(): FlowrouteError | undefined
}

/** Runs a step within the limits of a call. */
type Within = <T>(step: () => Promise<T>) => Promise<T>

/** A stream without a size is read into memory up to so many bytes: 32 MiB. */
const mostBuffered = 32 * 1024 * 1024

interface Globals {
  Bun?: object
  process?: { versions?: Record<string, string>; type?: string }
  FixedLengthStream?: new (size: number) => TransformStream<Uint8Array, Uint8Array>
}

/**
 * Makes a body of any content.
 *
 * Signed URLs of S3 take a body of known length only (`content-length`, not chunked), and no other media type than the
 * one they were signed for. Measured in November 2026 on Node 20, Bun 1.4, Deno 2.9 and workerd: a stream has a length
 * in Node and Bun by its header, in workerd as a `FixedLengthStream`, and in Deno and browsers never.
 *
 * @param size bytes, where the caller knows them
 * @param within runs a step of reading a stream into memory within the limits of the call
 */
export async function uploadBody(
  content: Content,
  size: number | undefined,
  within: Within,
): Promise<UploadBody> {
  const failures: FlowrouteError[] = []
  const body = (open: () => BodyInit, length?: number, isRepeatable = true): UploadBody => ({
    open,
    size: length,
    isRepeatable,
    failure: () => failures.at(-1),
  })
  const sized = (chunks: AsyncIterator<Uint8Array>, length: number): ReadableStream<Uint8Array> =>
    asFixed(
      ofLength(chunks, length, (error) => failures.push(error)),
      length,
    )
  if (content instanceof Blob) {
    if (size !== undefined && size !== content.size) throw wrongSize(size, content.size)
    // A Blob with a type makes fetch send that type. Bun keeps the type even of a copy.
    if (content.type === '' || !streamsHaveLength()) return body(() => new Blob([content]))
    return body(() => sized(chunksOf(content.stream()), content.size), content.size)
  }
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) {
    const bytes =
      content instanceof ArrayBuffer ? new Uint8Array(content) : (content as Uint8Array<ArrayBuffer>)
    if (size !== undefined && size !== bytes.byteLength) throw wrongSize(size, bytes.byteLength)
    return body(() => bytes)
  }
  const chunks = chunksOf(content)
  if (size !== undefined && streamsHaveLength()) return body(() => sized(chunks, size), size, false)
  const bytes = await buffer(chunks, size, within)
  return body(() => bytes)
}

function streamsHaveLength(): boolean {
  const { Bun, process, FixedLengthStream } = globalThis as Globals
  // In a window of Electron, `process` is that of Node.js and `fetch` that of the browser. Deno imitates `process`.
  const isNode =
    process?.versions?.['undici'] !== undefined && process.type !== 'renderer' && !('Deno' in globalThis)
  return Bun !== undefined || FixedLengthStream !== undefined || isNode
}

/** Lets workerd know how long the stream is. */
function asFixed(stream: ReadableStream<Uint8Array>, size: number): ReadableStream<Uint8Array> {
  const { FixedLengthStream } = globalThis as Globals
  if (FixedLengthStream === undefined) return stream
  const fixed = new FixedLengthStream(size)
  // A failure reaches the reader of the other side.
  stream.pipeTo(fixed.writable).catch(() => {})
  return fixed.readable
}

/** Not every browser can iterate over a stream. */
export function chunksOf(
  content: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncIterator<Uint8Array> {
  if (!('getReader' in content)) return content[Symbol.asyncIterator]()
  const reader = content.getReader()
  return {
    next: async () => (await reader.read()) as IteratorResult<Uint8Array>,
    return: async () => {
      await reader.cancel()
      return { done: true, value: undefined }
    },
  }
}

/**
 * A stream of exactly `size` bytes.
 *
 * The last chunk is held back until the content has ended: a request that is complete as far as its length says would
 * store the beginning of a content that is longer.
 */
function ofLength(
  chunks: AsyncIterator<Uint8Array>,
  size: number,
  report: (error: FlowrouteError) => void,
): ReadableStream<Uint8Array> {
  let held: Uint8Array | undefined
  let bytes = 0
  return new ReadableStream({
    async pull(controller) {
      try {
        // Until something can be enqueued: pull is not called again before that.
        for (;;) {
          const { done, value } = await next(chunks)
          if (done) {
            if (bytes !== size) throw wrongSize(size, bytes)
            if (held !== undefined) controller.enqueue(held)
            return controller.close()
          }
          bytes += checkChunk(value).byteLength
          if (bytes > size) throw wrongSize(size, `at least ${bytes}`)
          const ready = held
          held = value
          if (ready !== undefined) return controller.enqueue(ready)
        }
      } catch (error) {
        report(error as FlowrouteError)
        controller.error(error)
        close(chunks)
      }
    },
    cancel: () => close(chunks),
  })
}

/** All chunks in one array. */
async function buffer(
  chunks: AsyncIterator<Uint8Array>,
  size: number | undefined,
  within: Within,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = []
  const most = size ?? mostBuffered
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await within(() => next(chunks))
      if (done) break
      bytes += checkChunk(value).byteLength
      if (bytes > most)
        throw size === undefined
          ? invalid('content', `is a stream of more than ${most} bytes; give its size as well`)
          : wrongSize(size, `at least ${bytes}`)
      parts.push(value as Uint8Array<ArrayBuffer>)
    }
  } catch (error) {
    close(chunks)
    throw error
  }
  if (size !== undefined && bytes !== size) throw wrongSize(size, bytes)
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** The next chunk of the caller's stream, whose own failure is told apart from those of the network. */
async function next(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next()
  } catch (cause) {
    throw new FlowrouteError('The content of the document could not be read.', { cause })
  }
}

/** Ends the reading of a stream. Not awaited: it may wait for a chunk that never comes. */
function close(chunks: AsyncIterator<Uint8Array>): void {
  void (async () => chunks.return?.())().catch(() => {})
}

const invalid = (field: string, message: string): InvalidInputError =>
  new InvalidInputError([{ field, message }])

const wrongSize = (size: number, found: number | string): InvalidInputError =>
  invalid('size', `is ${size}, but the content has ${found} bytes`)

function checkChunk(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  throw invalid('content', 'must be a stream of Uint8Array')
}
