import { InvalidInputError } from '@flowroute/core'
import { canonicalAddress, forwardedAddress } from './address.ts'
import { isJson, requestBytes } from './body.ts'
import { checkOptions, type Settings } from './check-options.ts'
import type { WebhookEvent } from './events.ts'
import { notify } from './notify.ts'
import { createRunOnce } from './once.ts'
import type { RequestInfo, WebhookHandler, WebhookOptions } from './options.ts'
import { readWebhook } from './parse.ts'
import { repeatKey } from './repeat-key.ts'
import { replays } from './replays.ts'
import { hasSecret } from './secret.ts'
import { memoryStore } from './store.ts'

const answer = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

/**
 * Makes the function that answers the requests of your webhook URL, for every server with `Request` and `Response`: Hono,
 * Next, Bun, Deno, Cloudflare Workers. For `node:http` and Express see `@flowroute/webhooks/node`.
 *
 * The answer is 200 only after your callback has succeeded. Otherwise Flowroute posts the same again, up to four times at
 * intervals of 30 seconds. A repeat of what was handled is answered 200 without running the callback again.
 *
 * @throws {ConfigurationError} an option is unknown, or has a value that cannot be right
 * @example
 * const handler = createWebhookHandler({
 *   secret: process.env.WEBHOOK_SECRET,
 *   onMessage: ({ from, body }) => console.log(from, body),
 * })
 * app.post('/flowroute/:secret', (c) => handler(c.req.raw))
 * @see https://developer.flowroute.com/docs/receive-an-inbound-message
 */
export function createWebhookHandler(options: WebhookOptions): WebhookHandler {
  const settings = checkOptions(options)
  const report = (error: unknown, event?: WebhookEvent): void => notify(options.onError, error, event)

  async function run(callback: () => unknown, event: WebhookEvent): Promise<boolean> {
    try {
      await callback()
      return true
    } catch (error) {
      report(error, event)
      return false
    }
  }
  const runOnce = createRunOnce(options.seen ?? memoryStore(), settings.storeTimeout, report)

  async function serve(request: Request, info: RequestInfo): Promise<Response> {
    const refusal = await refuse(request, info, settings, options)
    if (refusal !== undefined) return refusal
    const body = await requestBytes(request, settings.maxBytes)
    if (body === undefined) return answer(413, `More than ${settings.maxBytes} bytes.`)
    let webhook: ReadWebhook
    try {
      webhook = readWebhook(body)
    } catch (error) {
      report(error)
      return answer(400, error instanceof InvalidInputError ? error.message : 'Not a webhook.')
    }
    return (await handle(webhook, body)) ? answer(200, 'OK') : failed()
  }

  async function handle({ event, resource }: ReadWebhook, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const callback = callbackFor(event, options)
    if (callback === undefined) return true
    const key = await repeatKey(event, resource, body)
    const work = (): Promise<boolean> => run(callback, event)
    return key === undefined ? work() : runOnce(key, work)
  }

  const handler: WebhookHandler = async (request, info) => {
    try {
      return await serve(request, info ?? {})
    } catch (error) {
      report(error)
      return failed()
    }
  }
  replays.set(handler, handle)
  return handler
}

type ReadWebhook = ReturnType<typeof readWebhook>

const failed = (): Response => answer(500, 'Not handled; try again.')

/** The answer to a request that is refused before its body is read. */
async function refuse(
  request: Request,
  info: RequestInfo,
  settings: Settings,
  { clientAddress }: WebhookOptions,
): Promise<Response | undefined> {
  const { secret, allowed, proxies } = settings
  if (allowed !== undefined) {
    const address = await (clientAddress
      ? clientAddress(request, info)
      : proxies > 0
        ? forwardedAddress(request.headers.get('x-forwarded-for'), proxies)
        : info.address)
    // Some servers pass a value of their own as the second argument.
    const client = typeof address === 'string' ? canonicalAddress(address) : undefined
    if (client === undefined || !allowed.has(client)) return answer(403, 'Forbidden.')
  }
  // The same answer as for a URL that does not exist.
  if (secret !== undefined && !(await hasSecret(request.url, secret))) return answer(404, 'Not found.')
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
