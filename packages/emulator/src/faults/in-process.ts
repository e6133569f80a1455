import { rejectionOnAbort } from '../http/abort.ts'
import { type Ending, endingOf, halfOf } from './ending.ts'

/**
 * The answer as it arrives in this process, like that of the global `fetch`: whole, or not at all, or with a body
 * that fails or stays open half-way.
 */
export async function arriveInProcess(
  request: Request,
  answer: Response | Promise<Response>,
): Promise<Response> {
  const response = await answer
  const ending = endingOf(request)
  if (ending === undefined) return response
  if (ending.sent === 'nothing') {
    await silence(request, ending)
    throw new TypeError('fetch failed', { cause: connectionReset() })
  }
  const { half, length } = await halfOf(response)
  const headers = new Headers(response.headers)
  headers.set('content-length', String(length))
  return new Response(
    brokenBody(half, () => silence(request, ending)),
    { status: response.status, headers },
  )
}

/** Does not end before the client gives up, with its reason, or the emulator is closed or reset. */
async function silence({ signal }: Request, { then, closing }: Ending): Promise<void> {
  if (then === 'reset') return
  await Promise.race([signal, closing].map(rejectionOnAbort)).catch(() => {})
  signal.throwIfAborted()
}

function brokenBody(half: Uint8Array, silent: () => Promise<void>): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isSent) {
          await silent()
          throw new TypeError('terminated', { cause: connectionReset() })
        }
        isSent = true
        controller.enqueue(half)
      },
    },
    { highWaterMark: 0 },
  )
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
}
