export { flowrouteAddresses } from './address.ts'
export type {
  MessageReceipt,
  MessageReceived,
  Payload,
  PortOrderStatus,
  ReceivedMedia,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
export { createWebhookHandler } from './handler.ts'
export type { RequestInfo, WebhookHandler, WebhookOptions } from './options.ts'
export { parseWebhook } from './parse.ts'
export { memoryStore, type SeenStore } from './store.ts'
