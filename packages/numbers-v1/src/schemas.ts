import {
  convert,
  type Entity,
  numberOrText,
  openEnum,
  patternInput,
  phoneNumberInput,
  routeValueInput,
  type Schema,
  textInput,
  textOrNumber,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import type { BillingMethod, RouteType } from './options.ts'

const routeType = () => openEnum<RouteType | 'SIP-REG'>()

/** An area code or an exchange that has numbers for sale. */
export const codeSchema = v.looseObject({ id: textOrNumber() })

/** A number for sale. */
export const availableNumberSchema = v.looseObject({
  id: textOrNumber(),
  initialCost: numberOrText(),
  monthlyCost: numberOrText(),
  billingMethods: v.array(openEnum<BillingMethod>()),
  ratecenter: v.optional(v.nullable(v.string())),
  state: v.optional(v.nullable(v.string())),
})

/** A number on the account. */
export const phoneNumberSchema = v.looseObject({
  id: textOrNumber(),
  billingMethod: openEnum<BillingMethod>(),
  routes: v.array(
    v.looseObject({
      name: textOrNumber(),
      type: v.optional(routeType()),
      value: v.optional(v.nullable(textOrNumber())),
    }),
  ),
})

/** An inbound route. */
export const routeSchema = v.looseObject({
  id: textOrNumber(),
  type: routeType(),
  value: v.optional(v.nullable(textOrNumber())),
})

/**
 * An area code (NPA) with numbers for sale; its `id` has three digits.
 *
 * @example const npas: Npa[] = await numbers.listNpas().toArray()
 */
export type Npa = Entity<typeof codeSchema>

/**
 * An exchange (NPANXX) with numbers for sale; its `id` has six digits.
 *
 * @example const exchanges: NpaNxx[] = await numbers.listNpaNxxs({ npa: '206' }).take(5)
 */
export type NpaNxx = Entity<typeof codeSchema>

/**
 * A number for sale: its `id` is the number itself, its costs are USD, and `billingMethods` are those it can
 * be bought with.
 *
 * @example const [offer]: AvailableNumber[] = await numbers.search({ npa: '206' }).take(1)
 */
export type AvailableNumber = Entity<typeof availableNumberSchema>

/**
 * A number on the account. Its `id` is the number itself; the first of its `routes` is the primary one, the second that
 * for when the first fails.
 *
 * @example const { billingMethod, routes }: PhoneNumber = await numbers.get('12066417607')
 */
export type PhoneNumber = Entity<typeof phoneNumberSchema>

/**
 * An inbound route. Its `id` is its name; that of the built-in one is `sip-reg`.
 *
 * @example const [first]: Route[] = await numbers.listRoutes().take(1)
 */
export type Route = Entity<typeof routeSchema>

const codeInput = () => patternInput(/^[2-9]\d\d$/, 'must have three digits, the first from 2 to 9')
const firstDigitsInput = () => patternInput(/^\d{1,11}$/, 'must be digits, 11 at most')

export const pageInput = v.looseObject({})

export const npaNxxInput = v.looseObject({ npa: v.optional(codeInput()) })

/** What means something only beside another filter: the numbers 641 of no area code in particular are none. */
const needing = (name: string, given: unknown, schema: Schema<string>) =>
  v.optional(
    v.pipe(
      schema,
      v.check(() => given !== undefined, `needs ${name}`),
    ),
  )

export const searchInput = (npa: unknown, state: unknown) =>
  v.looseObject({
    npa: v.optional(codeInput()),
    nxx: needing('npa', npa, codeInput()),
    ratecenter: needing('state', state, textInput()),
    state: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
    tn: v.optional(firstDigitsInput()),
  })

export const listInput = v.looseObject({ pattern: v.optional(firstDigitsInput()) })

export const numberInput = v.pipe(
  phoneNumberInput(),
  v.check((digits) => digits.length === 11, 'must be a phone number of 11 digits, such as 12065550100'),
)

export const purchaseInput = v.looseObject({
  billingMethod: patternInput(/^(VPRI|METERED)$/, 'must be VPRI or METERED'),
})

/** A name becomes a segment of a path, where dots alone would leave the collection and half a character is nothing. */
const namePattern = /^(?!\.{1,2}$)(?=.*\S)\P{Cs}{1,1000}$/su
const nameMessage = 'must be a text other than "." and ".."'

const referenceInput = (): Schema<{ name: string }> =>
  convert((route) => {
    const name = typeof route === 'string' ? route : (route as { name?: unknown } | null)?.name
    return typeof name === 'string' && namePattern.test(name) ? { name } : undefined
  }, 'must be the name of a route, or something with that name')

export const routesInput = v.looseObject({
  routes: v.strictTuple(
    [referenceInput(), referenceInput()],
    'must be two routes: the primary one, and that for when it fails',
  ),
})

/** The route types of v1, as everything newer calls them. */
const newNames: ReadonlyMap<unknown, string> = new Map([
  ['HOST', 'host'],
  ['PSTN', 'number'],
  ['URI', 'uri'],
])

/** The value's schema depends on the type given, and is made for it, so that all problems are found at once. */
export const routeInput = (type: unknown) =>
  v.looseObject({
    name: patternInput(namePattern, nameMessage),
    type: patternInput(/^(HOST|PSTN|URI)$/, 'must be HOST, PSTN or URI (SIP-REG is built in, as sip-reg)'),
    value: routeValueInput(newNames.get(type)),
  })
