import { readBytes } from '../body.ts'
import type { Emitter, NodeResponse } from './types.ts'

/** Headers that describe how the body is sent, which is the server's part. */
const framing = new Set(['content-length', 'transfer-encoding'])

/**
 * Sends a web `Response`, once its body is complete. Does nothing if the response was sent already, by a middleware for
 * example, or if the client is gone.
 *
 * @throws {TypeError} it is not a `Response`, or its body was read already
 */
export async function sendResponse(answer: unknown, outgoing: NodeResponse): Promise<void> {
  if (!isResponse(answer)) {
    throw new TypeError('The webhook handler must return a Response, or a promise of one.')
  }
  const body = await bodyOf(answer, outgoing)
  if (isOver(outgoing)) return
  const headers = headersOf(answer)
  try {
    outgoing.statusCode = answer.status
    for (const [name, values] of headers) outgoing.setHeader(name, values)
    outgoing.end(body)
  } catch (error) {
    // The answer that reports the failure must not have them.
    for (const name of headers.keys()) outgoing.removeHeader(name)
    throw error
  }
}

/** Answers 500, or closes the connection where that is too late. Never throws. */
export function sendFailure(outgoing: NodeResponse): void {
  try {
    if (outgoing.headersSent) {
      if (!outgoing.writableEnded) outgoing.destroy()
      return
    }
    outgoing.statusCode = 500
    outgoing.setHeader('content-type', 'text/plain; charset=utf-8')
    outgoing.end('Internal server error.\n')
  } catch {
    try {
      outgoing.destroy()
    } catch {
      // Nothing is left to try.
    }
  }
}

/** Also one of another implementation, such as that of a server adapter. */
function isResponse(value: unknown): value is Response {
  if (typeof value !== 'object' || value === null) return false
  const { status, headers, body } = value as Partial<Record<keyof Response, unknown>>
  return (
    typeof status === 'number' &&
    typeof (headers as { entries?: unknown } | undefined)?.entries === 'function' &&
    (body === null || typeof (body as { getReader?: unknown } | undefined)?.getReader === 'function')
  )
}

const isOver = (outgoing: NodeResponse): boolean =>
  outgoing.headersSent || outgoing.writableEnded || outgoing.destroyed

async function bodyOf({ body }: Response, outgoing: NodeResponse): Promise<Uint8Array> {
  if (body === null) return new Uint8Array()
  const stop = new AbortController()
  // A body without an end would otherwise be collected for a client that is gone.
  ;(outgoing as Emitter).on('close', () => stop.abort())
  if (isOver(outgoing)) stop.abort()
  return (await readBytes(body, Number.POSITIVE_INFINITY, stop.signal)) ?? new Uint8Array()
}

/** By name; `set-cookie` is a header of its own for each cookie. */
function headersOf({ headers }: Response): Map<string, string | string[]> {
  const byName = new Map<string, string | string[]>()
  for (const [name, value] of headers.entries()) {
    if (framing.has(name)) continue
    const others = byName.get(name)
    byName.set(name, others === undefined ? value : [others, value].flat())
  }
  return byName
}
