export { flowrouteAddresses } from './address.ts'
export {
  type BackfillOptions,
  type BackfillResult,
  backfill,
  type MessageRecords,
  type RecordedMessage,
  type RecordedReceipt,
} from './backfill.ts'
export type {
  CdrExportStatus,
  MessageProvisioningStatus,
  MessageReceipt,
  MessageReceived,
  NotificationEvent,
  Payload,
  PortOrderStatus,
  ReceivedMedia,
  UnknownWebhook,
  WebhookEvent,
} from './events.ts'
export { type GatewayResponse, toGatewayHandler } from './gateway.ts'
export { createWebhookHandler } from './handler.ts'
export type { Keyword } from './keywords.ts'
export { createOptOuts, type OptOutStore, type OptOuts } from './opt-outs.ts'
export type { RequestInfo, WebhookHandler, WebhookOptions } from './options.ts'
export { parseWebhook } from './parse.ts'
export { memoryStore, type SeenStore } from './store.ts'
