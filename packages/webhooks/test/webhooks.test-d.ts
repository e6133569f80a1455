import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { expectTypeOf } from 'vitest'
import {
  type BackfillResult,
  backfill,
  createOptOuts,
  createWebhookHandler,
  type GatewayResponse,
  type Keyword,
  type MessageReceipt,
  type MessageReceived,
  type Payload,
  parseWebhook,
  toGatewayHandler,
  type WebhookEvent,
  type WebhookHandler,
} from '../src/index.ts'
import { type NodeRequest, type NodeResponse, toNodeHandler } from '../src/node.ts'
import { inboundSms, webhookRequest } from '../src/testing.ts'
import { Messages } from './neighbours.ts'

const handler = createWebhookHandler({
  secret: process.env['WEBHOOK_SECRET'],
  onMessage: (message) => expectTypeOf(message).toEqualTypeOf<MessageReceived>(),
  onReceipt: async (receipt) => expectTypeOf(receipt).toEqualTypeOf<MessageReceipt>(),
  onEvent: (event) =>
    expectTypeOf(event.type).toEqualTypeOf<
      'port-order.status' | 'cdr-export.status' | 'message-provisioning.status' | 'unknown'
    >(),
  onError: (error) => expectTypeOf(error).toBeUnknown(),
})
expectTypeOf(handler).toEqualTypeOf<WebhookHandler>()
expectTypeOf(handler(new Request('https://example.com'))).toEqualTypeOf<Promise<Response>>()

// A listener of node:http and node:http2, with the event typings of every @types/node.
createServer(toNodeHandler(handler))
createHttp2Server(toNodeHandler(handler))
expectTypeOf(toNodeHandler(handler)).toExtend<RequestListener>()
expectTypeOf<IncomingMessage>().toExtend<NodeRequest>()
expectTypeOf<ServerResponse>().toExtend<NodeResponse>()

/** As @types/node 25 and 26 type an emitter. */
interface MappedEvents<Events extends Record<keyof Events, unknown[]>> {
  on<E extends keyof Events>(eventName: E, listener: (...values: Events[E]) => void): this
}
interface NewerRequest
  extends Omit<IncomingMessage, 'on'>,
    MappedEvents<{ data: [chunk: Buffer]; end: [] }> {}
interface NewerResponse extends Omit<ServerResponse, 'on'>, MappedEvents<{ close: []; error: [Error] }> {}
expectTypeOf<NewerRequest>().toExtend<NodeRequest>()
expectTypeOf<NewerResponse>().toExtend<NodeResponse>()

toNodeHandler(handler, { onError: (error) => expectTypeOf(error).toBeUnknown() })
// @ts-expect-error not a handler
toNodeHandler((request: Request) => request.url)
// @ts-expect-error no such option
toNodeHandler(handler, { onMessage: () => {} })

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

// The class of @flowroute/messages reads the records.
expectTypeOf(
  await backfill({ messages: new Messages(), since: new Date(), handler }),
).toEqualTypeOf<BackfillResult>()
// @ts-expect-error since when
backfill({ messages: new Messages(), handler })
const optOuts = createOptOuts()
createOptOuts(new Set<string>())
expectTypeOf(await optOuts.receive(event)).toEqualTypeOf<Keyword | undefined>()
expectTypeOf(await optOuts.has('12065550123')).toEqualTypeOf<boolean>()
// @ts-expect-error a store of numbers, which are text
createOptOuts(new Set<number>())
expectTypeOf(toGatewayHandler(handler)({})).toEqualTypeOf<Promise<GatewayResponse>>()
