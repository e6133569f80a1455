export type { Callback, CallbackKind } from '@flowroute/core/resource'
export {
  type AsciiText,
  type CharacterReplacement,
  type TextCharacter,
  type ToAsciiOptions,
  toAscii,
} from './ascii.ts'
export { type CheckedFile, type CheckMediaOptions, checkMedia, type MediaCheck } from './check-media.ts'
export { type CheckTextOptions, checkText, type TextCheck } from './check-text.ts'
export { describeReceipt, type ReceiptDescription, type ReceiptKind } from './describe-receipt.ts'
export { MediaError } from './download-media.ts'
export type { DeliveryReceipt, Media, Message, PriceDetails, SentMessage } from './entities.ts'
export { Messages } from './messages.ts'
export type {
  DownloadedMedia,
  DownloadOptions,
  FindManySentOptions,
  FindSentOptions,
  KnownIds,
  ListOptions,
  MessagesOptions,
  ReceiptSource,
  Resolution,
  ResolveOptions,
  SendOptions,
  SentMessageQuery,
  SentSearch,
  SentSearchOptions,
  WaitForOptions,
} from './options.ts'
export { createReceipts, type Receipts, type ReceivedReceipt } from './receipt-source.ts'
export { countSegments, type SegmentCount } from './segments.ts'
export { DeliveryError, DeliveryTimeoutError } from './wait-for.ts'
