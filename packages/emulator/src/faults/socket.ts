import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { endingOf, halfOf } from './ending.ts'

/**
 * The answer for the adapter to send; one that is not to arrive whole is sent here as far as it goes, and its
 * connection ended as it is to end.
 */
export async function arriveOnSocket(
  request: Request,
  answer: Response | Promise<Response>,
  outgoing: ServerResponse,
): Promise<Response> {
  const response = await answer
  const ending = endingOf(request)
  if (ending === undefined) return response
  const { socket } = outgoing
  if (ending.sent === 'half') {
    const { half, length } = await halfOf(response)
    const headers = { ...Object.fromEntries(response.headers), 'content-length': length }
    outgoing.writeHead(response.status, headers)
    // Bytes that the system has not yet would be lost in a reset.
    await new Promise<void>((resolve) => outgoing.write(half, () => resolve()))
  }
  const reset = (): void => void socket?.resetAndDestroy()
  const { closing } = ending
  if (ending.then === 'reset' || closing.aborted) reset()
  else {
    closing.addEventListener('abort', reset, { once: true })
    outgoing.once('close', () => closing.removeEventListener('abort', reset))
  }
  return RESPONSE_ALREADY_SENT
}
