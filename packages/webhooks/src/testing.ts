export {
  type InboundMediaOptions,
  type InboundMmsOptions,
  type InboundSmsOptions,
  inboundMms,
  inboundSms,
} from './testing/messages.ts'
export {
  type DeliveryReceiptOptions,
  deliveryReceipt,
  type PortOrderStatusOptions,
  portOrderStatus,
} from './testing/notices.ts'
export { type PayloadForm, webhookRequest } from './testing/payloads.ts'
