export type { CallbackKind } from '@flowroute/core'
export { Messages } from './messages.ts'
export type {
  FindSentOptions,
  ListOptions,
  MessagesOptions,
  SendOptions,
} from './options.ts'
export type { DeliveryReceipt, Media, Message, PriceDetails, SentMessage } from './schemas.ts'
export { countSegments, type SegmentCount } from './segments.ts'
