export {
  type InboundMediaOptions,
  type InboundMmsOptions,
  type InboundSmsOptions,
  inboundMms,
  inboundSms,
} from './testing/messages.ts'
export { type PayloadForm, webhookRequest } from './testing/payloads.ts'
export { type PortOrderStatusOptions, portOrderStatus } from './testing/port-orders.ts'
export { type DeliveryReceiptOptions, deliveryReceipt } from './testing/receipts.ts'
