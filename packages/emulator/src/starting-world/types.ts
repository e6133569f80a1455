/**
 * What an emulator starts with, and has again after a reset. Things are named by people's names for them: routes by alias,
 * addresses by label, caller names by value.
 *
 * @example
 * createEmulator({
 *   world: {
 *     numbers: [{ number: '12062140284', name: 'Front desk' }],
 *     conversations: [{ number: '12062140284', with: '12065550100', messages: [{ in: 'Are you open?' }] }],
 *   },
 * })
 */
export interface StartingWorld {
  numbers?: readonly StartingNumber[]
  routes?: readonly StartingRoute[]
  addresses?: readonly StartingAddress[]
  callerNames?: readonly StartingCallerName[]
  /** The account's webhooks: one URL for all, or a URL for each kind. */
  callbacks?: string | StartingCallbacks
  /** Names for numbers of other people, by their digits. */
  names?: Readonly<Record<string, string>>
  /** Who wants no messages from which number of the account. */
  optOuts?: readonly { readonly number: string; readonly with: string }[]
  conversations?: readonly StartingConversation[]
}

/**
 * URLs of webhooks by their kind, under the API's names.
 *
 * @example const callbacks: StartingCallbacks = { sms_callback: 'http://localhost:3000/inbound' }
 */
export interface StartingCallbacks {
  sms_callback?: string
  mms_callback?: string
  sms_dlr_callback?: string
  mms_dlr_callback?: string
}

/**
 * A number of the account, which costs nothing. Any number of the United States or Canada will do: one that is not for
 * sale counts as ported.
 *
 * @example const number: StartingNumber = { number: '12062140284', name: 'Front desk', route: 'office' }
 */
export interface StartingNumber {
  /** 11 digits that begin with 1, or with a leading `+`. */
  number: string
  /** Its alias, at most 64 characters. */
  name?: string
  /** Whether messaging is on. @default true */
  messaging?: boolean
  /** Alias of the primary route. @default 'sip-reg', the built-in one */
  route?: string
  /** Alias of the failover route. @default none */
  failover?: string
  /** Label of the emergency address. @default none */
  address?: string
  /** Value of an approved caller name. @default none */
  callerName?: string
  /** Its own webhooks, as for the account. @default those of the account count */
  callbacks?: string | StartingCallbacks
}

/**
 * An inbound voice route.
 *
 * @example const route: StartingRoute = { alias: 'office', type: 'host', value: 'sip.example.com' }
 */
export interface StartingRoute {
  alias: string
  type: 'host' | 'number' | 'uri'
  value: string
}

/**
 * An emergency address.
 *
 * @example
 * const address: StartingAddress = {
 *   label: 'Office', firstName: 'Maria', lastName: 'Bermudez', streetNumber: '7742', streetName: '20th Ave SW',
 *   city: 'Seattle', state: 'WA', zip: '98106',
 * }
 */
export interface StartingAddress {
  label: string
  firstName: string
  lastName: string
  streetNumber: string
  streetName: string
  /** Such as `Suite`; only with `addressTypeNumber`. */
  addressType?: string
  addressTypeNumber?: string
  city: string
  /** Two upper-case letters. */
  state: string
  /** @default 'US' */
  country?: 'US' | 'CA'
  zip: string
}

/**
 * A caller name.
 *
 * @example const callerName: StartingCallerName = { value: 'RAIN CITY BREAD', state: 'pending' }
 */
export interface StartingCallerName {
  /** At most 15 characters. */
  value: string
  /** @default 'approved' */
  state?: 'approved' | 'pending' | 'rejected'
}

/**
 * Messages of the past. They were sent and delivered, cost nothing, and no webhook is posted for them.
 *
 * @example
 * const conversation: StartingConversation = {
 *   number: '12062140284', with: '12065550100', messages: [{ in: 'Are you open?' }, { out: 'Until six.' }],
 * }
 */
export interface StartingConversation {
  /** The account's number. */
  number: string
  /** The other party's number. */
  with: string
  /** The first one first. */
  messages: readonly StartingMessage[]
}

/**
 * A message that came in or went out. An `in` of STOP counts.
 *
 * @example const message: StartingMessage = { in: 'Look!', media: ['https://example.com/sky.png'] }
 */
export interface StartingMessage {
  in?: string
  out?: string
  /** Absolute http or https URLs. Nothing is fetched. */
  media?: readonly string[]
  /**
   * A date and time such as `2026-01-15T16:00:00Z`, by now.
   *
   * @default a minute after the message before; without any time the last one is a minute old
   */
  at?: string
}
