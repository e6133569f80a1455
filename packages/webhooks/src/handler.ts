import { InvalidInputError } from '@flowroute/core'
import { canonicalAddress, forwardedAddress } from './address.ts'
import { isJson, requestBytes } from './body.ts'
import type { WebhookEvent } from './events.ts'
import type { RequestInfo, WebhookHandler, WebhookOptions } from './options.ts'
import { parseWebhook } from './parse.ts'
import { carriesSecret, digest } from './secret.ts'
import { memoryStore, onceEach } from './seen.ts'
import { type Settings, settingsOf } from './settings.ts'

const answer = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

/**
 * Makes the function that serves your callback URL, for any server that speaks `Request` and `Response`: Hono, Next,
 * Bun, Deno, Cloudflare Workers. For `node:http` and Express see `@flowroute/webhooks/node`.
 *
 * It answers 200 only once your callback has succeeded. Otherwise Flowroute posts the same again, up to four times at
 * 30 seconds; what was handled before is then answered without a second run of the callback.
 *
 * @throws {ConfigurationError} an option has no meaning
 * @example
 * const handler = createWebhookHandler({
 *   secret: process.env.WEBHOOK_SECRET,
 *   onMessage: ({ from, body }) => console.log(from, body),
 * })
 * app.post('/flowroute/:secret', (c) => handler(c.req.raw))
 * @see https://developer.flowroute.com/docs/receive-an-inbound-message
 */
export function createWebhookHandler(options: WebhookOptions): WebhookHandler {
  const settings = settingsOf(options)

  async function report(error: unknown, event?: WebhookEvent): Promise<void> {
    try {
      await options.onError?.(error, event)
    } catch {
      // There is nobody left to tell.
    }
  }
  const once = onceEach(options.seen ?? memoryStore(), report)

  async function handle(event: WebhookEvent, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const work = callbackFor(event, options)
    if (work === undefined) return true
    return once(await repeatKey(event, body), async () => {
      try {
        await work()
        return true
      } catch (error) {
        await report(error, event)
        return false
      }
    })
  }

  async function serve(request: Request, info: RequestInfo): Promise<Response> {
    const refusal = await refuse(request, info, settings, options)
    if (refusal !== undefined) return refusal
    const body = await requestBytes(request, settings.maxBytes)
    if (body === undefined) return answer(413, `More than ${settings.maxBytes} bytes.`)
    let event: WebhookEvent
    try {
      event = parseWebhook(body)
    } catch (error) {
      await report(error)
      return answer(400, error instanceof InvalidInputError ? error.message : 'Not a webhook.')
    }
    return (await handle(event, body)) ? answer(200, 'OK') : answer(500, 'Not handled; try again.')
  }

  return async (request, info) => {
    try {
      return await serve(request, info ?? {})
    } catch (error) {
      await report(error)
      return answer(500, 'Not handled; try again.')
    }
  }
}

/** The answer to a request that must not get further, before a byte of its body is read. */
async function refuse(
  request: Request,
  info: RequestInfo,
  { secret, allowed, proxies }: Settings,
  options: WebhookOptions,
): Promise<Response | undefined> {
  if (allowed !== undefined) {
    const address = options.clientAddress
      ? options.clientAddress(request, info)
      : proxies > 0
        ? forwardedAddress(request.headers.get('x-forwarded-for'), proxies)
        : info.address
    // Some servers pass something else of their own as the second argument.
    const client = typeof address === 'string' ? canonicalAddress(address) : undefined
    if (client === undefined || !allowed.has(client)) return answer(403, 'Forbidden.')
  }
  // As if there were nothing here.
  if (secret !== undefined && !(await carriesSecret(request.url, secret))) return answer(404, 'Not found.')
  if (request.method !== 'POST') return answer(405, 'Use POST.', { allow: 'POST' })
  if (!isJson(request.headers.get('content-type'))) return answer(415, 'Send JSON.')
  return undefined
}

function callbackFor(event: WebhookEvent, options: WebhookOptions): (() => unknown) | undefined {
  const { onMessage, onReceipt, onEvent } = options
  switch (event.type) {
    case 'message.received':
      return onMessage && (() => onMessage(event))
    case 'message.receipt':
      return onReceipt && (() => onReceipt(event))
    default:
      return onEvent && (() => onEvent(event))
  }
}

/** What is the same for a repeat and for nothing else. */
async function repeatKey(event: WebhookEvent, body: Uint8Array<ArrayBuffer>): Promise<string> {
  switch (event.type) {
    case 'message.received':
      return `message:${event.id}`
    case 'message.receipt':
      // All that comes after the hand-off is level 2, so "accepted by carrier" and "delivered" differ by their code.
      return `receipt:${event.id}:${event.level}:${event.statusCode ?? event.status.slice(0, 64)}`
    case 'port-order.status':
      return `event:${event.id}`
    default: {
      // Its id may be that of the thing it tells about, which can have more to tell later.
      const bytes = await digest(body)
      return `event:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
    }
  }
}
