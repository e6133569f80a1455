import type { Client, Path, RequestOptions, RequestSpec, WithResponse } from '@flowroute/core'
import { path } from '@flowroute/core'
import { asJson } from '@flowroute/core/resource'
import { decodeFileUrl } from './decoders.ts'
import type { DownloadedDocument, UploadedDocument } from './entities.ts'
import { type Content, uploadBody } from './storage/content.ts'
import type { Storage } from './storage/storage.ts'
import { Transfer, type TransferOptions } from './storage/transfer.ts'

/** A document to upload, checked. */
interface Upload {
  orderPath: Path
  filename: string
  content: Content
  size?: number | undefined
}

/** A document to download, checked. */
interface Download {
  orderPath: Path
  documentId: string
  maxBytes: number
}

/** Moves documents between the caller and the storage that Flowroute names. */
export class DocumentTransfers {
  readonly #client: Client
  readonly #storage: Storage

  constructor(client: Client, storage: Storage) {
    this.#client = client
    this.#storage = storage
  }

  /** Asks for a URL and sends the content there. */
  async upload(upload: () => Upload, request: RequestOptions = {}): Promise<WithResponse<UploadedDocument>> {
    const { orderPath, filename, content, size } = upload()
    const options: TransferOptions = { ...request, startedAt: performance.now() }
    const urlPath = path`${orderPath}/upload_file`
    const reading = new Transfer('POST', this.#client.baseUrl + urlPath, options)
    // Before anything is sent: a stream may turn out to be too large, or not of the size it is said to have.
    const body = await uploadBody(content, size, (step) => reading.within(step))
    const { deadline } = request
    const { data, ...response } = await this.#fileUrl(
      // A second URL does no harm: the first one expires unused.
      { method: 'POST', path: urlPath, body: { filename }, replayable: true },
      asJson(deadline === undefined ? request : { ...request, deadline: reading.remaining }),
    )
    await this.#storage.put(data.url, body, options)
    return { ...response, data: { id: data.id, filename } }
  }

  /** Asks for a URL and reads from it. */
  async download(
    download: () => Download,
    request: RequestOptions = {},
  ): Promise<WithResponse<DownloadedDocument>> {
    const { orderPath, documentId, maxBytes } = download()
    const options: TransferOptions = { ...request, startedAt: performance.now() }
    const { data, ...response } = await this.#fileUrl(
      { path: path`${orderPath}/files/${documentId}` },
      request,
    )
    const { id, url } = data
    const file = await this.#storage.get(url, maxBytes, options)
    const bytes = async (): Promise<Uint8Array> =>
      new Uint8Array(await new Response(file.stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
    return { ...response, data: { id, ...file, bytes } }
  }

  #fileUrl(
    spec: Omit<RequestSpec<unknown>, 'decode'>,
    request: RequestOptions,
  ): Promise<WithResponse<{ id: string; url: string }>> {
    const decode = decodeFileUrl((url) => isAllowed(url, this.#client.baseUrl))
    return this.#client.request({ ...spec, decode }, request).withResponse()
  }
}

/**
 * Whether a document may be sent to a URL, or taken from there: over https. A local service has neither https nor a
 * storage elsewhere; its answers may name itself, and other ports of this machine.
 */
function isAllowed(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin, username, password } = new URL(url)
  const api = new URL(baseUrl)
  if (username + password !== '') return false
  if (protocol === 'https:') return true
  const isLoopback = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return protocol === 'http:' && api.protocol === 'http:' && (isLoopback || origin === api.origin)
}
