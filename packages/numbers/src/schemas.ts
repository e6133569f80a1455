import {
  booleanInput,
  booleanOrText,
  type Entity,
  input,
  inputObject,
  listOptionsInput,
  numberOrText,
  openEnum,
  patternInput,
  textInput,
  textOrNumber,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'

/** Kinds of number; older answers say `standard` and `tollfree`. */
const numberType = () => v.optional(openEnum<'longcode' | 'toll-free' | 'standard' | 'tollfree'>())

const routeSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.optional(v.nullable(v.string())),
  routeType: v.optional(openEnum<'sip-reg' | 'host' | 'number' | 'uri'>()),
  value: v.optional(v.nullable(v.string())),
})

const linkedSchema = v.looseObject({ id: textOrNumber() })

/** What every answer tells of a number, on the account or for sale. */
const common = {
  id: textOrNumber(),
  value: textOrNumber(),
  numberType: numberType(),
  rateCenter: v.optional(v.nullable(v.string())),
  state: v.optional(v.nullable(v.string())),
  isoCountry: v.optional(v.string()),
  monthlyCost: v.optional(numberOrText()),
  setupCost: v.optional(numberOrText()),
}

/** A number on the account, as its details, its purchase and its update give it. */
export const phoneNumberSchema = v.looseObject({
  ...common,
  alias: v.nullable(v.string()),
  cnamLookupsEnabled: booleanOrText(),
  messagingEnabled: v.optional(booleanOrText()),
  status: v.optional(openEnum<'PURCHASED'>()),
  note: v.optional(v.nullable(v.string())),
  inboundRate: v.optional(numberOrText()),
  rateType: v.optional(openEnum<'local'>()),
  tier: v.optional(openEnum<'Standard'>()),
  primaryRoute: v.optional(v.nullable(routeSchema)),
  failoverRoute: v.optional(v.nullable(routeSchema)),
  e911Address: v.optional(v.nullable(linkedSchema)),
  cnamPreset: v.optional(v.nullable(linkedSchema)),
})

/** A number for sale. */
export const availableNumberSchema = v.looseObject(common)

/** An area code or an exchange that has numbers for sale. */
export const codeSchema = v.looseObject({ id: textOrNumber() })

/**
 * A phone number on the account. Its `id` is the number itself: country code first, 11 digits in North America.
 * Costs are USD, `inboundRate` is USD a minute. What a list does not tell is absent.
 *
 * @example const { id, alias, primaryRoute }: PhoneNumber = await numbers.get('12065550100')
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-phone-number-details/
 */
export type PhoneNumber = Entity<typeof phoneNumberSchema>

/**
 * A phone number for sale, with its costs in USD.
 *
 * @example const [offer]: AvailableNumber[] = await numbers.search({ state: 'WA' }).take(1)
 * @see https://developer.flowroute.com/api/numbers/v2.0/search-for-purchasable-phone-numbers/
 */
export type AvailableNumber = Entity<typeof availableNumberSchema>

/**
 * An area code (NPA) with numbers for sale; its `id` has three digits.
 *
 * @example const codes: AreaCode[] = await numbers.listAreaCodes().toArray()
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-area-codes/
 */
export type AreaCode = Entity<typeof codeSchema>

/**
 * An exchange (NPANXX) with numbers for sale; its `id` has six digits.
 *
 * @example const exchanges: Exchange[] = await numbers.listExchanges({ areaCode: '206' }).take(5)
 * @see https://developer.flowroute.com/api/numbers/v2.0/list-available-exchanges/
 */
export type Exchange = Entity<typeof codeSchema>

/** The start of a number; North American unless it begins with `+`. */
const prefixInput = () =>
  v.optional(patternInput(/^\+?\d{1,15}$/, 'must be digits, with + for another country code'))
const digitsInput = () => v.optional(patternInput(/^\d{1,15}$/, 'must be digits'))
const costInput = () =>
  v.optional(
    input<number>((value) => Number.isFinite(value) && Number(value) >= 0, 'must be an amount in USD'),
  )

export const codesInput = listOptionsInput({ maxSetupCost: costInput() })

export const exchangesInput = listOptionsInput({
  maxSetupCost: costInput(),
  areaCode: v.optional(patternInput(/^[2-9]\d\d$/, 'must have three digits')),
})

export const searchInput = listOptionsInput({
  startsWith: prefixInput(),
  contains: digitsInput(),
  endsWith: digitsInput(),
  rateCenter: v.optional(textInput()),
  state: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
  numberType: v.optional(textInput()),
  isoCountry: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
  orderBy: v.optional(textInput()),
})

export const listInput = listOptionsInput({
  startsWith: prefixInput(),
  contains: digitsInput(),
  endsWith: digitsInput(),
  alias: v.optional(textInput(64)),
})

export const purchaseInput = inputObject({
  cnamLookupsEnabled: v.optional(booleanInput()),
  messagingEnabled: v.optional(booleanInput()),
})

export const updateInput = inputObject({
  alias: v.optional(v.nullable(textInput(64))),
  cnamLookupsEnabled: v.optional(booleanInput()),
  messagingEnabled: v.optional(booleanInput()),
  messagingEmail: v.optional(booleanInput()),
  messagingCallbackUrl: v.optional(urlInput()),
})

export const callbackUrlInput = urlInput()
