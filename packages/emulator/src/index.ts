export { EmulatorControl } from './control/control.ts'
export { EmulatorControlError } from './control/error.ts'
export type { ControlList } from './control/list.ts'
export type { EmulatorControlOptions } from './control/settings.ts'
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
  LatencyFault,
  NextLinkFault,
  ResetFault,
  StallFault,
  StatusFault,
  TruncatedFault,
} from './faults/rule.ts'
export type { LoggedBody, LoggedRequest } from './inbox/request-log.ts'
export type { ReceivedMessage } from './receive.ts'
export { type EmulatorServer, type ServerOptions, startEmulator } from './server.ts'
export type { Settings, SettingsOptions } from './settings.ts'
export type { EmulatorSnapshot } from './snapshot/document.ts'
export {
  type EmulatorClientOptions,
  type FreshEmulator,
  freshEmulator,
  type TestEmulator,
} from './testing/fresh-emulator.ts'
export { type TestHook, type UseEmulatorOptions, useEmulator } from './testing/use-emulator.ts'
export type { Delivery, DeliveryAttempt } from './webhooks/deliveries.ts'
export type { AccountControl } from './world/account.ts'
export type { Clock } from './world/clock.ts'
export type { CnamReview } from './world/cnams.ts'
export type { RateLimitControl } from './world/rate-limits.ts'
