import { AbortedError, ConnectionError, TimeoutError } from '@flowroute/core'

/** How to request a file. */
export interface RemoteFileOptions {
  maxBytes: number
  timeout: number
  signal?: AbortSignal | undefined
  fetch?: ((request: Request) => Promise<Response>) | undefined
}

/** The response for a file. */
export interface RemoteFile {
  status: number
  headers: Headers
  /** The content; undefined when it has more than `maxBytes`. */
  bytes: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Requests a file of another origin than the API: without credentials, without following redirects, and without keeping
 * more than `maxBytes`. Errors name the path alone: whoever has the query of a signed URL can read the file.
 *
 * @throws {ConnectionError | TimeoutError | AbortedError} there is no complete response
 */
export async function requestFile(url: string, options: RemoteFileOptions): Promise<RemoteFile> {
  const { maxBytes, timeout, signal, fetch: own } = options
  const { pathname, search } = new URL(url)
  const context = { method: 'GET', path: pathname, outcome: 'unknown' } as const
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, Math.min(timeout, 2 ** 31 - 1))
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  try {
    const init: RequestInit = { redirect: 'manual', credentials: 'omit', signal: controller.signal }
    const { fetch } = globalThis
    const response = await (own === undefined ? fetch(url, init) : own(new Request(url, init)))
    const { status, headers, body } = response
    return {
      status,
      headers,
      bytes: body === null ? new Uint8Array() : await readBytes(body, headers, maxBytes),
    }
  } catch (error) {
    if (signal?.aborted) {
      throw new AbortedError(`GET ${pathname} was aborted by its signal.`, {
        ...context,
        cause: signal.reason,
      })
    }
    if (controller.signal.aborted) throw new TimeoutError('timeout', timeout, context)
    const reason = reasonOf(error)
    const message = search === '' ? reason : reason.replaceAll(search, '?…')
    throw new ConnectionError(`GET ${pathname} lost the connection: ${message}.`, {
      ...context,
      cause: new Error(message),
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    controller.abort()
  }
}

/** The innermost error is the one that says what happened. */
function reasonOf(error: unknown): string {
  let last = error as { message?: unknown; code?: unknown; cause?: unknown }
  for (let depth = 0; depth < 8 && last?.cause instanceof Error; depth++) last = last.cause as typeof last
  return String(last?.code ?? last?.message ?? last)
}

async function readBytes(
  body: ReadableStream<Uint8Array>,
  headers: Headers,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = Number(headers.get('content-length') ?? 0)
  const isTooLong = (): boolean => {
    if (size > maxBytes) reader.cancel().catch(() => {})
    return size > maxBytes
  }
  if (isTooLong()) return undefined
  size = 0
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.byteLength
    if (isTooLong()) return undefined
    chunks.push(step.value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
