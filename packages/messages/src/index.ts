export type { CallbackKind } from '@flowroute/core/resource'
export { Messages } from './messages.ts'
export type {
  FindSentOptions,
  ListOptions,
  MessagesOptions,
  SendOptions,
} from './options.ts'
export type { DeliveryReceipt, Media, Message, PriceDetails, SentMessage } from './schemas.ts'
export { countSegments, type SegmentCount } from './segments.ts'
