import { AbortedError, ConnectionError, FlowrouteError, TimeoutError } from '@flowroute/core'

/** A request for a file of a storage. */
export interface FileRequest {
  /** Makes the request. Default: the platform's `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Headers such as `range`. There are no others: no credentials least of all. */
  headers?: Readonly<Record<string, string>>
  /** Ends the request, and the reading of its response. */
  signal: AbortSignal
  /** Milliseconds until the response, and from one part of its body to the next. */
  timeout: number
}

/** A response of the storage whose body is being read. */
export interface OpenFile {
  status: number
  headers: Headers
  /** The next part of the body; undefined at its end. */
  read(): Promise<Uint8Array | undefined>
  /** Ends the request. */
  close(): void
}

/**
 * The storage that keeps Flowroute's files refused a download.
 *
 * @example if (error instanceof StorageError && error.code === 'AccessDenied') console.error(error.reason)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export class StorageError extends FlowrouteError {
  /** HTTP status, such as 403. */
  readonly status: number
  /** The storage's own code, such as `AccessDenied`; empty when it gave none. */
  readonly code: string
  /** The storage's own reason, such as `Request has expired`; empty when it gave none. */
  readonly reason: string
  /** Id to quote to support; empty when there is none. */
  readonly requestId: string

  constructor(path: string, status: number, text: string) {
    const code = element(text, 'Code')
    const isXml = code !== '' || text.trimStart().startsWith('<')
    const reason = isXml ? element(text, 'Message') : text.replace(/\s+/g, ' ').trim().slice(0, 200)
    const said = [code, reason].filter((part) => part !== '').join(': ')
    super(`The file storage answered GET ${path} with ${status}: ${said || 'no reason given'}`, {
      method: 'GET',
      path,
      outcome: 'rejected',
    })
    this.status = status
    this.code = code
    this.reason = reason
    this.requestId = element(text, 'RequestId')
  }

  override get name(): string {
    return 'StorageError'
  }
}

const xmlEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of the first element of that name in S3's error document; empty when there is none. */
function element(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]{0,1000})</${name}>`).exec(xml) ?? []
  return text.replace(/&(\w+);/g, (match, entity: string) => xmlEntities[entity] ?? match).trim()
}

/** How much of an error document is read. */
const longestError = 65_536

/**
 * Requests a file by its signed URL, once.
 *
 * What a signed URL redirects to was not part of Flowroute's answer, so redirects are not followed. Errors name the path
 * alone: whoever has the query can read the file.
 *
 * @throws {StorageError} the storage refused
 * @throws {ConnectionError | TimeoutError | AbortedError} there is no response; reading the body fails with these too
 */
export async function openFile(url: string, request: FileRequest): Promise<OpenFile> {
  const { signal, timeout, headers } = request
  const { pathname, search } = new URL(url)
  const context = { method: 'GET', path: pathname, outcome: 'unknown' } as const
  const controller = new AbortController()
  let giveUp: ((error: FlowrouteError) => void) | undefined

  const close = (): void => {
    signal.removeEventListener('abort', onAbort)
    controller.abort()
  }
  const fail = (error: FlowrouteError): void => {
    giveUp?.(error)
    close()
  }
  const onAbort = (): void =>
    fail(new AbortedError(`GET ${pathname} was aborted by its signal.`, { ...context, cause: signal.reason }))
  const expire = (): void => fail(new TimeoutError('timeout', timeout, context))

  /** Runs a step, which is given up at once when it takes too long or the signal is aborted. */
  const within = <T>(step: () => Promise<T>): Promise<T> => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const result = new Promise<T>((resolve, reject) => {
      giveUp = reject
      if (signal.aborted) return onAbort()
      timer = setTimeout(expire, timeout)
      step().then(resolve, (error: unknown) => fail(connectionLost(error, search, context)))
    })
    return result.finally(() => clearTimeout(timer))
  }

  signal.addEventListener('abort', onAbort)
  const response = await within(() =>
    send(url, { headers: { ...headers }, signal: controller.signal }, request),
  )
  const reader = response.body?.getReader()
  const read = async (): Promise<Uint8Array | undefined> =>
    reader && (await within(() => reader.read())).value
  if (response.status === 200 || response.status === 206) {
    return { status: response.status, headers: response.headers, read, close }
  }
  // In browsers, a redirect has the status 0.
  const isRedirect = response.status === 0 || (response.status >= 300 && response.status <= 399)
  const text = isRedirect ? 'a redirect, which is not followed' : await readText(read)
  close()
  throw new StorageError(pathname, response.status, withoutQuery(text, search))
}

function send(url: string, init: RequestInit, { fetch: own }: FileRequest): Promise<Response> {
  const options: RequestInit = { ...init, redirect: 'manual' }
  // Looked up at each call and not bound to an object: test tools replace it, and some platforms insist on the second.
  const { fetch } = globalThis
  return own === undefined ? fetch(url, options) : own(new Request(url, options))
}

const withoutQuery = (text: string, search: string): string =>
  search === '' ? text : text.replaceAll(search, '?…')

/** An error document, as far as it can be had: its status is what counts. */
async function readText(read: OpenFile['read']): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (text.length < longestError) {
      const bytes = await read()
      if (bytes === undefined) break
      text += decoder.decode(bytes, { stream: true })
    }
  } catch {}
  return text
}

/** The error for a connection that broke, with a copy of the platform's error, which may name the whole URL. */
function connectionLost(
  error: unknown,
  search: string,
  context: { method: string; path: string; outcome: 'unknown' },
): ConnectionError {
  let last = error as { message?: unknown; code?: unknown; cause?: unknown } | null
  for (let depth = 0; depth < 8 && typeof last?.cause === 'object' && last.cause !== null; depth++)
    last = last.cause
  const message = withoutQuery(String(last?.message ?? last), search)
  const code = typeof last?.code === 'string' ? last.code : ''
  const cause = Object.assign(new Error(message), code !== '' && { code })
  return new ConnectionError(
    `GET ${context.path} lost the connection to the file storage: ${code || message}.`,
    { ...context, cause },
  )
}
