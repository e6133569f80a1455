/** Answers a request, as the global `fetch` does. */
export type Handle = (request: Request) => Promise<Response>

/** What goes over the port: from the asking side, and back. Each request has a number of its own. */
type Question =
  | { kind: 'request'; id: number; method: string; url: string; headers: Pairs; body: ArrayBuffer }
  | { kind: 'abort'; id: number }
type Answer =
  | { kind: 'head'; id: number; status: number; statusText: string; headers: Pairs }
  | { kind: 'chunk'; id: number; bytes: Uint8Array }
  | { kind: 'end'; id: number }
  | { kind: 'failed'; id: number; message: string }
type Pairs = [name: string, value: string][]

/** Answers the requests that come over a port. What is thrown ends the request, like a broken connection. */
export function answerOver(port: MessagePort, handle: Handle): void {
  const underWay = new Map<number, AbortController>()
  const send = (answer: Answer): void => port.postMessage(answer)

  async function answer({ id, method, url, headers, body }: Question & { kind: 'request' }): Promise<void> {
    const controller = new AbortController()
    underWay.set(id, controller)
    try {
      const init = body.byteLength > 0 ? { body } : {}
      const response = await handle(new Request(url, { method, headers, signal: controller.signal, ...init }))
      const { status, statusText } = response
      send({ kind: 'head', id, status, statusText, headers: [...response.headers] })
      const reader = response.body?.getReader()
      for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
        send({ kind: 'chunk', id, bytes: chunk.value })
      }
      send({ kind: 'end', id })
    } catch (error) {
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) })
    } finally {
      underWay.delete(id)
    }
  }

  port.onmessage = ({ data }: MessageEvent<Question>) => {
    if (data.kind === 'abort') underWay.get(data.id)?.abort()
    else void answer(data)
  }
}

/** Statuses of answers that have no body. */
const withoutBody = [204, 205, 304]

interface Waiting {
  head(response: Response): void
  body: ReadableStreamDefaultController<Uint8Array> | undefined
  fail(error: unknown): void
  /** Nobody reads the rest. */
  cancel(): void
  /** The answer is there, or will not come. */
  settle(): void
}

/**
 * A `fetch` whose requests are answered at the other end of a port. An error there arrives as a `TypeError`, in the middle
 * of the body too.
 *
 * @param begin told of each request; what it gives is called when its answer is there to the last byte, or will not come
 */
export function fetchOver(port: MessagePort, begin: () => () => void = () => () => {}): Handle {
  const waiting = new Map<number, Waiting>()
  let last = 0

  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.id)
    if (one === undefined) return
    if (data.kind === 'head') one.head(responseOf(data, one))
    else if (data.kind === 'chunk') one.body?.enqueue(data.bytes)
    else {
      if (data.kind === 'failed') one.fail(new TypeError(data.message))
      else one.body?.close()
      one.settle()
    }
  }

  return async (request) => {
    const { method, url, headers, signal } = request
    signal.throwIfAborted()
    const body = await request.arrayBuffer()
    signal.throwIfAborted()
    const id = ++last
    const finish = begin()
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        port.postMessage({ kind: 'abort', id } satisfies Question)
        one.fail(signal.reason)
        one.settle()
      }
      const one: Waiting = {
        head: resolve,
        cancel() {
          port.postMessage({ kind: 'abort', id } satisfies Question)
          one.settle()
        },
        body: undefined,
        fail(error) {
          reject(error)
          one.body?.error(error)
        },
        settle() {
          waiting.delete(id)
          signal.removeEventListener('abort', abort)
          finish()
        },
      }
      waiting.set(id, one)
      signal.addEventListener('abort', abort)
      port.postMessage({ kind: 'request', id, method, url, headers: [...headers], body } satisfies Question)
    })
  }
}

function responseOf({ status, statusText, headers }: Answer & { kind: 'head' }, one: Waiting): Response {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      one.body = controller as ReadableStreamDefaultController<Uint8Array>
    },
    cancel: () => one.cancel(),
  })
  return new Response(withoutBody.includes(status) ? null : body, { status, statusText, headers })
}
