import type { FaultControl } from './faults/rule.ts'
import type { AccountControl } from './world/account.ts'
import type { CarrierControl } from './world/carrier.ts'
import type { InboundFormat, InboundWebhookControl } from './world/inbound-webhooks.ts'
import type { RateLimitControl } from './world/rate-limits.ts'

/**
 * What the account of an emulator may spend, and how fast.
 *
 * @example createEmulator({ balance: 5, rateLimits: true })
 */
export interface SettingsOptions {
  /**
   * USD, from 0 to 9,000,000: purchases, and messages sent, are refused when they cost more than is left.
   *
   * @default no limit, and nothing is charged
   */
  balance?: number | undefined
  /** Whether no more than 5 SMS and 1 MMS are accepted in a second of the emulator's clock. @default false */
  rateLimits?: boolean | undefined
  /** In which form inbound SMS are posted: as of v2.1 and v2.2, or flat as of v2.0. @default 'json-api' */
  inboundWebhooks?: InboundFormat | undefined
}

/**
 * What can be set while an emulator runs. `reset()` puts it back to what the emulator was made with.
 *
 * @example emulator.account.setBalance(2.5) // the Settings are members of the emulator
 */
export interface Settings {
  /** What goes wrong between the emulator and its callers; at first nothing does. */
  readonly faults: FaultControl
  /** The account's funds. */
  readonly account: AccountControl
  /** Whether the documented rate limits hold. */
  readonly rateLimits: RateLimitControl
  /** Lets messages fail at the recipients' carriers. */
  readonly carrier: CarrierControl
  /** In which form inbound SMS are posted. */
  readonly inboundWebhooks: InboundWebhookControl
}
