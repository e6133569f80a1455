import {
  booleanInput,
  booleanOrText,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  numberOrText,
  openEnum,
  patternInput,
  phoneNumberInput,
  textInput,
  textOrNumber,
  timestamp,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import type { ProvisionedNumbers } from './entities.ts'

/** Kinds of number; older responses have `standard` and `tollfree`. */
const numberType = () => v.optional(openEnum<'longcode' | 'toll-free' | 'standard' | 'tollfree'>())

/** A route of a number: its attributes where the response includes it, else its id alone. */
export const routeSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.nullish(v.string()),
  routeType: v.optional(openEnum<'sip-reg' | 'host' | 'number' | 'uri'>()),
  value: v.nullish(v.string()),
})

const optionalText = v.optional(v.string())

/** The emergency address of a number: its attributes where the response includes it, else its id alone. */
export const emergencyAddressSchema = v.looseObject({
  id: textOrNumber(),
  ...v.entriesFromList(
    ['label', 'firstName', 'lastName', 'streetNumber', 'streetName', 'city', 'state', 'country', 'zip'],
    optionalText,
  ),
  ...v.entriesFromList(['addressType', 'addressTypeNumber'], v.nullish(v.string())),
})

/** The caller name of a number: its attributes where the response includes it, else its id alone. */
export const callerNameSchema = v.looseObject({
  id: textOrNumber(),
  value: v.optional(textOrNumber()),
  isApproved: v.optional(booleanOrText()),
  approvalDatetime: v.nullish(timestamp()),
  creationDatetime: v.nullish(timestamp()),
  rejectionReason: v.nullish(textOrNumber()),
})

/** What every response says of a number, whether it is on the account or for sale. */
const common = {
  id: textOrNumber(),
  value: textOrNumber(),
  numberType: numberType(),
  rateCenter: v.nullish(v.string()),
  state: v.nullish(v.string()),
  isoCountry: v.optional(v.string()),
  monthlyCost: v.optional(numberOrText()),
  setupCost: v.optional(numberOrText()),
}

/** A number of the account, in the responses to its purchase, its details, its update and a list. */
export const phoneNumberSchema = v.looseObject({
  ...common,
  alias: v.nullable(v.string()),
  cnamLookupsEnabled: booleanOrText(),
  messagingEnabled: v.optional(booleanOrText()),
  status: v.optional(openEnum<'PURCHASED'>()),
  note: v.nullish(v.string()),
  inboundRate: v.optional(numberOrText()),
  rateType: v.optional(openEnum<'local'>()),
  tier: v.optional(openEnum<'Standard'>()),
  primaryRoute: v.nullish(routeSchema),
  failoverRoute: v.nullish(routeSchema),
  e911Address: v.nullish(emergencyAddressSchema),
  cnamPreset: v.nullish(callerNameSchema),
})

/** A number for sale. */
export const availableNumberSchema = v.looseObject(common)

/** An area code, an exchange or a price tier that has numbers for sale. */
export const codeSchema = v.looseObject({ id: textOrNumber() })

const numberList = v.array(textOrNumber())

/** A provisioning task; that of one number has the number and no lists. */
export const provisioningSchema = v.pipe(
  v.looseObject({
    id: textOrNumber(),
    status: v.optional(v.nullable(openEnum<'processing' | 'successful' | 'failed'>()), null),
    message: v.nullish(v.string()),
    tn: v.optional(textOrNumber()),
    numbers: v.optional(
      v.looseObject({ successful: numberList, processing: numberList, failed: numberList }),
    ),
  }),
  v.transform(({ tn, ...task }) => ({
    ...task,
    numbers: (task.numbers ?? groupOf(task.status, tn)) satisfies ProvisionedNumbers,
  })),
)

/** The lists of a task with one number. Its words are not documented: whatever says neither is taken for done. */
function groupOf(status: string | null, number: string | undefined): ProvisionedNumbers {
  const lists: ProvisionedNumbers = { successful: [], processing: [], failed: [] }
  const isFailed = /fail|error|reject/i.test(status ?? '')
  const isOpen = status === null || /process|pending/i.test(status)
  if (number !== undefined) lists[isFailed ? 'failed' : isOpen ? 'processing' : 'successful'].push(number)
  return lists
}

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

export const tiersInput = listOptionsInput({})

const digitFilters = {
  startsWith: prefixInput(),
  contains: digitsInput(),
  endsWith: digitsInput(),
  tier: v.optional(textInput()),
}

export const searchInput = listOptionsInput({
  ...digitFilters,
  rateCenter: v.optional(textInput()),
  state: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
  numberType: v.optional(textInput()),
  isoCountry: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
  orderBy: v.optional(textInput()),
})

export const listInput = listOptionsInput({
  ...digitFilters,
  alias: v.optional(textInput(64)),
})

export const purchaseInput = inputObject({
  cnamLookupsEnabled: v.optional(booleanInput()),
  messagingEnabled: v.optional(booleanInput()),
})

export const updateInput = inputObject({
  alias: v.nullish(textInput(64)),
  cnamLookupsEnabled: v.optional(booleanInput()),
  messagingEnabled: v.optional(booleanInput()),
  messagingEmail: v.optional(booleanInput()),
  messagingCallbackUrl: v.optional(urlInput()),
})

export const callbackUrlInput = urlInput()

export const numberIdInput = phoneNumberInput()

export const provisioningInput = inputObject({
  action: patternInput(/^(en|dis)able$/, 'must be enable or disable'),
  callbackUrl: v.optional(urlInput()),
  email: v.optional(booleanInput()),
})

export const taskIdInput = idInput('a provisioning task', 'b1c2d3')
