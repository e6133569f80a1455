export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'
export type {
  EmptyFault,
  Fault,
  FaultControl,
  FaultEffect,
  FaultMethod,
  FaultMoment,
  FaultRule,
  HtmlFault,
  LateEffectFault,
  LatencyFault,
  LateRecordFault,
  NextLinkFault,
  ResetFault,
  StallFault,
  StatusFault,
  TruncatedFault,
} from './faults/rule.ts'
export { type InboxPageOptions, inboxPage } from './inbox/page-document.ts'
export type { LoggedBody, LoggedRequest } from './inbox/request-log.ts'
export type { CdrExportSummary, PortOrderSummary } from './inbox/wire.ts'
export type { ReceivedMessage } from './receive.ts'
export type { CarrierOutcome } from './saved/settings.ts'
export type { Settings, SettingsOptions } from './settings.ts'
export type { EmulatorSnapshot } from './snapshot/document.ts'
export type {
  StartingAddress,
  StartingCallbacks,
  StartingCallerName,
  StartingConversation,
  StartingMessage,
  StartingNumber,
  StartingRoute,
  StartingWorld,
} from './starting-world/types.ts'
export {
  type EmulatorClientOptions,
  type FreshEmulator,
  freshEmulator,
  type TestEmulator,
} from './testing/fresh-emulator.ts'
export { type TestHook, type UseEmulatorOptions, useEmulator } from './testing/use-emulator.ts'
export type { Delivery, DeliveryAttempt } from './webhooks/delivery.ts'
export type { AccountControl } from './world/account.ts'
export type { CarrierControl, CarrierFailure } from './world/carrier.ts'
export type { CdrExportControl } from './world/cdrs/control.ts'
export type { Clock } from './world/clock.ts'
export type { CnamReview } from './world/cnams.ts'
export type { InboundFormat, InboundWebhookControl } from './world/inbound-webhooks.ts'
export type { PortOrderControl } from './world/porting/control.ts'
export type { RateLimitControl } from './world/rate-limits.ts'
