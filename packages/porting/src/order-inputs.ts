import {
  booleanInput,
  checkInput,
  idInput,
  input,
  inputObject,
  listOptionsInput,
  parseTime,
  patternInput,
  phoneNumberInput,
  type Schema,
  textInput,
  urlInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { normaliseState, wireState } from './states.ts'

/** Porting wants numbers with a plus sign. */
const numberInput = () =>
  v.pipe(
    phoneNumberInput(),
    v.transform((digits) => `+${digits}`),
  )

/** The error of two equal numbers would come late, and from somebody else. */
export const numberList = () =>
  v.pipe(
    input<unknown[]>(Array.isArray, 'must be a list of phone numbers'),
    v.array(numberInput()),
    v.check((list) => new Set(list).size === list.length, 'must not have a number twice'),
  )

const numbersInput: Schema<string[]> = v.pipe(
  numberList(),
  v.check((list) => list.length > 0, 'must have one phone number at least'),
)

/** Checks the numbers of a call, whose problems are those of its argument `numbers`. */
export const checkNumbers = (numbers: unknown): string[] =>
  checkInput(v.object({ numbers: numbersInput }), { numbers }).numbers

const text = () => v.optional(textInput())
const upperCase = (pattern: RegExp, message: string) =>
  v.pipe(
    patternInput(pattern, message),
    v.transform((value) => value.toUpperCase()),
  )

const street = () =>
  input<string>(
    (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= 1_000 &&
      !/^\s*(p\.?\s*o\.?|post\s+office)\s*box\b/i.test(value),
    'must be a street with its house number, not a PO box',
  )
export const fullName = () => patternInput(/^(?=.{3,1000}$)\s*\S+\s+\S/, 'must be a first and a last name')
const state = () => upperCase(/^[a-z]{2}$/i, 'must have two letters')
const country = () => upperCase(/^(us|ca)$/i, 'must be US or CA')
const email = () => v.optional(patternInput(/^[^\s@]+@[^\s@]+$/, 'must be a mail address'))

const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  parseTime(value)?.toISOString().startsWith(value) === true
const day = () => v.optional(input<string>(isDay, 'must be a day such as 2026-01-31'))

const timeInput = () =>
  v.optional(
    input<Date | string>(
      (value) =>
        value instanceof Date
          ? !Number.isNaN(value.getTime())
          : typeof value === 'string' && parseTime(value) !== undefined,
      'must be a Date, or a time such as 2026-01-31',
    ),
  )

export const listInput = listOptionsInput({
  numbers: v.optional(numbersInput),
  status: v.optional(
    v.pipe(
      textInput(),
      v.transform((word) => wireState(normaliseState(word))),
    ),
  ),
  alias: text(),
  completionDate: day(),
  createdAfter: timeInput(),
  createdBefore: timeInput(),
  modifiedAfter: timeInput(),
  modifiedBefore: timeInput(),
  completedAfter: timeInput(),
  completedBefore: timeInput(),
})

const cnamId = () => idInput('a caller name', '6272')
const e911Id = () => idInput('an emergency address', '20930')
const routeId = () => idInput('a route', '98396')

const isTollFree = (number: unknown): boolean => /^\+18(00|33|44|55|66|77|88)/.test(String(number))

const details = {
  billingName: fullName(),
  street: street(),
  city: textInput(),
  state: state(),
  zip: textInput(20),
  country: country(),
  provider: textInput(),
}

const moreDetails = {
  street2: v.optional(street()),
  providerAccount: text(),
  pin: text(),
  last4Ssn: v.optional(patternInput(/^\d{4}$/, 'must have four digits')),
  company: text(),
  usageType: text(),
  billingNumber: v.optional(numberInput()),
  billingAddress: v.optional(
    inputObject({
      street: text(),
      street2: text(),
      city: text(),
      state: v.optional(state()),
      zip: v.optional(textInput(20)),
      country: v.optional(country()),
    }),
  ),
  desiredCompletionDate: day(),
  enableCnamLookups: v.optional(booleanInput()),
  loaDetails: v.optional(inputObject({ email: email(), cc: email() })),
  statusUrl: v.optional(urlInput()),
  alias: text(),
}

/** Names that are often used in place of the documented ones. */
const meant = { phoneNumbers: 'numbers', carrier: 'provider', postalCode: 'zip', callbackUrl: 'statusUrl' }

export const detailsInput = inputObject(
  { ...v.partial(v.object(details)).entries, ...moreDetails },
  { ...meant, numbers: 'changeNumbers', presets: 'updatePresets' },
)

export const orderInput = v.pipe(
  inputObject(
    {
      numbers: numbersInput,
      ...details,
      ...moreDetails,
      presets: v.optional(
        inputObject({
          cnamId: v.optional(cnamId()),
          e911Id: v.optional(e911Id()),
          primaryRouteId: v.optional(routeId()),
          failoverRouteId: v.optional(routeId()),
          alias: text(),
        }),
      ),
    },
    meant,
  ),
  v.rawCheck(({ dataset: { value }, addIssue }) => {
    const { numbers, presets } = (value ?? {}) as { numbers?: unknown; presets?: { cnamId?: unknown } }
    if (presets?.cnamId === undefined || !Array.isArray(numbers) || !numbers.every(isTollFree)) return
    addIssue({
      message: 'is for local numbers only',
      path: ['presets', 'cnamId'].map((key) => ({
        type: 'object',
        origin: 'value',
        input: {},
        key,
        value: presets.cnamId,
      })) as [v.IssuePathItem],
    })
  }),
)

export const presetsInput = inputObject({
  cnamId: v.nullish(cnamId()),
  e911Id: v.nullish(e911Id()),
  primaryRouteId: v.nullish(routeId()),
  failoverRouteId: v.nullish(routeId()),
  alias: v.nullish(textInput()),
})

/** Attributes of an order or a letter as they are sent. The name of one cannot be derived: it has an underscore before a digit. */
export const orderAttributes = ({
  last4Ssn,
  ...attributes
}: {
  last4Ssn?: unknown
  [name: string]: unknown
}): object => ({
  ...attributes,
  last_4_ssn: last4Ssn,
})
