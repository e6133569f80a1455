import { ResponseFormatError } from '@flowroute/core'
import { chunksOf, type UploadBody } from './content.ts'
import { Transfer, type TransferOptions } from './transfer.ts'

/** A file as the storage sends it. */
export interface StoredFile {
  contentType: string | null
  /** Bytes, where the storage says how many. */
  size: number | null
  stream: ReadableStream<Uint8Array>
}

/** Makes one request, like the platform's `fetch`. */
export type Fetch = (request: Request) => Promise<Response>

/**
 * Uploads and downloads by signed URL.
 *
 * These requests go to other origins than the API's and carry none of its headers, credentials least of all. Both ways
 * may be repeated: a URL stores the same file again, or gives it again.
 */
export class Storage {
  readonly #fetch: Fetch | undefined

  /** @param fetch makes the requests; default: the platform's */
  constructor(fetch?: Fetch) {
    this.#fetch = fetch
  }

  /**
   * Uploads a file.
   *
   * @throws {StorageError | ConnectionError | TimeoutError | AbortedError} it is not known to be stored
   */
  async put(url: string, body: UploadBody, options: TransferOptions): Promise<void> {
    const { open, size, isRepeatable, failure } = body
    // Part of the signature where the URL has it; a type that it does not have would break it.
    const type = new URL(url).searchParams.get('content-type')
    const headers = {
      ...(type !== null && { 'content-type': type }),
      ...(size !== undefined && { 'content-length': String(size) }),
    }
    const response = await new Transfer('PUT', url, options).run({
      // A stream needs `duplex`, which not every platform's types have.
      send: (signal) =>
        this.#send(url, { method: 'PUT', headers, body: open(), signal, ...{ duplex: 'half' } }),
      isRepeatable,
      contentFailure: failure,
    })
    await response.body?.cancel().catch(() => {})
  }

  /**
   * Downloads a file.
   *
   * @param maxBytes the most bytes it may have
   * @throws {StorageError | ConnectionError | TimeoutError | AbortedError | ResponseFormatError} it cannot be had; its
   *   stream fails with these errors too
   */
  async get(url: string, maxBytes: number, options: TransferOptions): Promise<StoredFile> {
    const transfer = new Transfer('GET', url, options)
    const { headers, body, status } = await transfer.run({
      send: (signal) => this.#send(url, { method: 'GET', signal }),
      isRepeatable: true,
    })
    // A compressed body is longer than its content-length says.
    const length = headers.get('content-encoding') === null ? headers.get('content-length') : null
    const size = length === null ? null : Number(length)
    const tooLarge = (): unknown =>
      transfer.complete(
        new ResponseFormatError(
          `The file is larger than ${maxBytes} bytes (maxBytes).`,
          status,
          '',
          transfer.context,
        ),
      )
    if (size !== null && size > maxBytes) {
      transfer.giveUp()
      throw tooLarge()
    }
    const chunks = body === null ? undefined : chunksOf(body)
    let bytes = 0
    const stream = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const next = chunks && (await transfer.within(() => chunks.next()))
            if (next === undefined || next.done) {
              if (size !== null && bytes < size) throw transfer.lost(`after ${bytes} of ${size} bytes`)
              return controller.close()
            }
            bytes += next.value.byteLength
            if (bytes > maxBytes) throw tooLarge()
            controller.enqueue(next.value)
          } catch (error) {
            transfer.giveUp()
            controller.error(transfer.complete(error))
          }
        },
        cancel: () => transfer.giveUp(),
      },
      { highWaterMark: 0 },
    )
    return { contentType: headers.get('content-type'), size, stream }
  }

  #send(url: string, init: RequestInit): Promise<Response> {
    // What a signed URL redirects to was not part of Flowroute's answer.
    const options: RequestInit = { ...init, redirect: 'manual' }
    // Looked up at each call and not bound to an object: test tools replace it, and some platforms insist on the second.
    const { fetch } = globalThis
    return this.#fetch === undefined ? fetch(url, options) : this.#fetch(new Request(url, options))
  }
}
