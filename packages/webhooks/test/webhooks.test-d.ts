import { createServer } from 'node:http'
import { expectTypeOf } from 'vitest'
import {
  createWebhookHandler,
  type MessageReceipt,
  type MessageReceived,
  type Payload,
  parseWebhook,
  type WebhookEvent,
  type WebhookHandler,
} from '../src/index.ts'
import { toNodeHandler } from '../src/node.ts'
import { inboundSms, webhookRequest } from '../src/testing.ts'

const handler = createWebhookHandler({
  secret: process.env['WEBHOOK_SECRET'],
  onMessage: (message) => expectTypeOf(message).toEqualTypeOf<MessageReceived>(),
  onReceipt: async (receipt) => expectTypeOf(receipt).toEqualTypeOf<MessageReceipt>(),
  onEvent: (event) => expectTypeOf(event.type).toEqualTypeOf<'port-order.status' | 'unknown'>(),
  onError: (error) => expectTypeOf(error).toBeUnknown(),
})
expectTypeOf(handler).toEqualTypeOf<WebhookHandler>()
expectTypeOf(handler(new Request('https://example.com'))).toEqualTypeOf<Promise<Response>>()
createServer(toNodeHandler(handler))

// The type of an event tells its members.
const event = parseWebhook('{}')
expectTypeOf(event).toEqualTypeOf<WebhookEvent>()
if (event.type === 'message.received') expectTypeOf(event.body).toEqualTypeOf<string | null>()
if (event.type === 'message.receipt') expectTypeOf(event.statusCode).toEqualTypeOf<number | null>()
if (event.type === 'unknown') expectTypeOf(event.wireType).toBeString()
// @ts-expect-error not every event has a text
event.body
// @ts-expect-error no such event
event.type === 'message.sent'

expectTypeOf(webhookRequest(inboundSms({ body: 'STOP' }), 'https://example.com')).toEqualTypeOf<Request>()
// @ts-expect-error no such callback
createWebhookHandler({ onSms: () => {} })
// @ts-expect-error a number of proxies, or whether there is one
createWebhookHandler({ trustProxy: '10.0.0.0/8' })
// @ts-expect-error a secret is text
createWebhookHandler({ secret: 12345 })
declare const payload: Payload
expectTypeOf(parseWebhook(payload)).toEqualTypeOf<WebhookEvent>()
