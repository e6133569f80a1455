import { ConnectionError, ResponseFormatError, TimeoutError } from '@flowroute/core'
import { pause } from '@flowroute/core/resource'
import { type FileRequest, type OpenFile, openFile, StorageError } from './storage.ts'

/** What a {@link RemoteFile} is read with. */
export interface RemoteFileOptions {
  /** The file's signed URL. */
  url: string
  /** A new URL in place of one that the storage no longer takes. */
  renew(signal: AbortSignal): Promise<string>
  fetch: FileRequest['fetch']
  signal: AbortSignal | undefined
  /** Milliseconds until a response, and from one part of its body to the next. */
  timeout: number
  /** How many failures in a row, none of which brought new bytes, are tried again. */
  retries: number
  backoff: { base: number; max: number }
  /** The most bytes the file may have. */
  maxBytes: number
}

/** A pass over a file has ended early, and the file has to be read from its beginning again. */
export class BeginAgain extends Error {}

/** What the storage said of the file that a pass reads. */
interface Described {
  /** Bytes; undefined where it is not certain. */
  size: number | undefined
  /** Names these very bytes; undefined where the file cannot be continued. */
  tag: string | undefined
}

/** The storage no longer takes the URL, or says so of one that has expired. */
const isRefused = /^(400|401|403|404|410)$/
const isTemporary = /^(408|429|50[0234])$/

/** A file in the storage. Reading it goes on after a connection breaks, and after its URL expires. */
export class RemoteFile {
  readonly #options: RemoteFileOptions
  readonly #controller = new AbortController()
  readonly #abort = (): void => this.#controller.abort(this.#options.signal?.reason)
  #url: string
  /** The response that is being read. */
  #open: OpenFile | undefined
  /** A whole file that came in place of a part: the next pass reads it. */
  #unread: OpenFile | undefined
  /** How many bytes the longest pass had. */
  #furthest = 0
  #failures = 0
  /** Whether a pass may go on in the middle of the file. */
  #mayContinue = true
  /** Whether the pass got the whole file in one piece, as far as the storage tells. */
  #isWhole = false
  /** How many requests were made. */
  attempts = 0

  constructor(options: RemoteFileOptions) {
    this.#options = options
    this.#url = options.url
    const { signal } = options
    if (signal?.aborted) this.#abort()
    signal?.addEventListener('abort', this.#abort)
  }

  /** What errors about the file say. */
  get context(): { method: string; path: string } {
    return { method: 'GET', path: new URL(this.#url).pathname }
  }

  /** Ends the request in flight; no other is made. */
  close(): void {
    this.#options.signal?.removeEventListener('abort', this.#abort)
    this.#controller.abort()
  }

  /**
   * Reads the file from its beginning.
   *
   * @throws {BeginAgain} the connection broke, and the storage does not go on in the middle of this very file
   * @throws {FlowrouteError} the file cannot be read
   */
  async *pass(): AsyncGenerator<Uint8Array, void, undefined> {
    let file = this.#unread ?? (await this.#request())
    this.#unread = undefined
    this.#open = file
    const { tag, ...announced } = describe(file)
    let { size } = announced
    if (size !== undefined && size > this.#options.maxBytes) throw this.#tooLarge()
    let position = 0
    let continuedAt: number | undefined
    this.#isWhole = size !== undefined
    for (;;) {
      let chunk: Uint8Array | undefined
      try {
        chunk = await file.read()
        if (this.#open !== file) return
        if (chunk === undefined && size !== undefined && position < size) throw this.#cutShort(position, size)
      } catch (error) {
        if (this.#open !== file) return
        file.close()
        if (position === size) return
        this.#isWhole = false
        await this.#recover(error)
        if (this.#open !== file) return
        // A continuation that brought nothing is no better the second time.
        const mayContinue = this.#mayContinue && position !== continuedAt
        if (!mayContinue || size === undefined || tag === undefined) throw new BeginAgain()
        file = this.#open = await this.#continue(file, position, size, tag)
        continuedAt = position
        continue
      }
      if (chunk === undefined) return file.close()
      position += chunk.byteLength
      // More than announced: the bytes were compressed on their way, which not every platform tells.
      if (size !== undefined && position > size) {
        size = undefined
        this.#isWhole = false
      }
      if (position > this.#options.maxBytes) throw this.#tooLarge()
      if (position > this.#furthest) {
        this.#furthest = position
        this.#failures = 0
      }
      yield chunk
    }
  }

  /**
   * Ends a pass whose bytes are damaged, so that the file is read again. The pass may be waiting for bytes at that moment.
   *
   * @param error thrown where that cannot help: it came in one piece
   * @param isMistaken whether the file itself may be sound
   */
  async damaged(error: ResponseFormatError, isMistaken: boolean): Promise<void> {
    this.#open?.close()
    this.#open = undefined
    this.#mayContinue = false
    if (this.#isWhole && !isMistaken) throw error
    await this.#retry(error)
  }

  /** The rest of a file whose response broke off. */
  async #continue(broken: OpenFile, position: number, size: number, tag: string): Promise<OpenFile> {
    const part = await this.#request({ range: `bytes=${position}-`, 'if-range': tag })
    if (this.#open !== broken) {
      part.close()
      throw new BeginAgain()
    }
    const range = part.headers.get('content-range') ?? ''
    const newTag = part.headers.get('etag') ?? tag
    if (part.status === 206 && range === `bytes ${position}-${size - 1}/${size}` && newTag === tag)
      return part
    if (part.status === 200) {
      this.#unread = part
    } else {
      part.close()
      this.#mayContinue = false
    }
    throw new BeginAgain()
  }

  /** Requests the file, as often as it takes. */
  async #request(headers: Readonly<Record<string, string>> = {}): Promise<OpenFile> {
    const { fetch, timeout } = this.#options
    for (;;) {
      try {
        this.attempts++
        const file = await openFile(this.#url, { fetch, timeout, headers, signal: this.#controller.signal })
        if (file.status === 206 && headers['range'] === undefined) {
          file.close()
          throw this.formatError('The storage sent a part of the file where the whole was asked for.', 206)
        }
        return file
      } catch (error) {
        if (headers['range'] !== undefined && error instanceof StorageError && error.status === 416) {
          this.#mayContinue = false
          throw new BeginAgain()
        }
        await this.#recover(error)
      }
    }
  }

  /** Makes what failed worth another try, or throws why it failed. */
  async #recover(error: unknown): Promise<void> {
    if (error instanceof StorageError && isRefused.test(String(error.status))) {
      const url = await this.#options.renew(this.#controller.signal)
      if (url === this.#url) throw error
      this.#url = url
      return this.#retry(error)
    }
    const mayHelp =
      error instanceof ConnectionError ||
      error instanceof TimeoutError ||
      (error instanceof StorageError && isTemporary.test(String(error.status)))
    if (!mayHelp) throw error
    await this.#retry(error)
  }

  /** Waits before the next try. */
  async #retry(error: unknown): Promise<void> {
    const { retries, backoff } = this.#options
    if (++this.#failures > retries) throw error
    const wait = Math.random() * Math.min(backoff.max, backoff.base * 2 ** (this.#failures - 1))
    await pause(wait, this.#controller.signal)
  }

  /** An error about what the file contains. */
  formatError(message: string, status = 200, snippet = ''): ResponseFormatError {
    return new ResponseFormatError(message, status, snippet, { ...this.context, outcome: 'unknown' })
  }

  #tooLarge(): ResponseFormatError {
    return this.formatError(`The file is larger than ${this.#options.maxBytes} bytes (maxDownloadBytes).`)
  }

  #cutShort(position: number, size: number): ConnectionError {
    const { method, path } = this.context
    return new ConnectionError(
      `${method} ${path} lost the connection to the file storage: after ${position} of ${size} bytes.`,
      { method, path, outcome: 'unknown' },
    )
  }
}

function describe({ headers }: OpenFile): Described {
  // Once decompressed, the bytes are others than those that the storage counts.
  const isEncoded = !/^(|identity)$/i.test(headers.get('content-encoding') ?? '')
  const length = headers.get('content-length') ?? ''
  const tag = headers.get('etag') ?? undefined
  return {
    size: isEncoded || !/^\d+$/.test(length) ? undefined : Number(length),
    // A weak tag may stand for other bytes with the same meaning.
    tag: tag?.startsWith('"') ? tag : undefined,
  }
}
