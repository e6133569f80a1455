import {
  convert,
  inputObject,
  listOptionsInput,
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
const routeValue = () => v.nullish(textOrNumber())

/** Schema of an area code and of an exchange. */
export const codeSchema = v.looseObject({ id: textOrNumber() })

export const availableNumberSchema = v.looseObject({
  id: textOrNumber(),
  initialCost: numberOrText(),
  monthlyCost: numberOrText(),
  billingMethods: v.array(openEnum<BillingMethod>()),
  ratecenter: v.nullish(v.string()),
  state: v.nullish(v.string()),
})

export const numberRouteSchema = v.looseObject({
  name: textOrNumber(),
  type: v.optional(routeType()),
  value: routeValue(),
})

export const phoneNumberSchema = v.looseObject({
  id: textOrNumber(),
  billingMethod: openEnum<BillingMethod>(),
  routes: v.array(numberRouteSchema),
})

export const routeSchema = v.looseObject({ id: textOrNumber(), type: routeType(), value: routeValue() })

const codeInput = () => patternInput(/^[2-9]\d\d$/, 'must have three digits, the first from 2 to 9')
const firstDigitsInput = () => v.optional(patternInput(/^\d{1,11}$/, 'must be digits, 11 at most'))

export const pageInput = listOptionsInput({})

export const npaNxxInput = listOptionsInput({ npa: v.optional(codeInput()) })

/** Schema of a filter that needs another one: the service refuses an exchange without its area code. */
const needing = (name: string, given: unknown, schema: Schema<string>) =>
  v.optional(
    v.pipe(
      schema,
      v.check(() => given !== undefined, `needs ${name}`),
    ),
  )

/** Schema of the filters of a search, made for the area code and the state given. */
export const searchInput = (npa: unknown, state: unknown) =>
  listOptionsInput({
    npa: v.optional(codeInput()),
    nxx: needing('npa', npa, codeInput()),
    ratecenter: needing('state', state, textInput()),
    state: v.optional(patternInput(/^[a-z]{2}$/i, 'must have two letters')),
    tn: firstDigitsInput(),
  })

export const listInput = listOptionsInput({ pattern: firstDigitsInput() })

export const numberInput = v.pipe(
  phoneNumberInput(),
  v.check((digits) => digits.length === 11, 'must be a phone number of 11 digits, such as 12065550100'),
)

export const purchaseInput = inputObject({
  billingMethod: patternInput(/^(VPRI|METERED)$/, 'must be VPRI or METERED'),
})

/** A name is a segment of a path: dots alone would leave the collection, and a lone surrogate cannot be encoded. */
const namePattern = /^(?!\.{1,2}$)(?=.*\S)\P{Cs}{1,1000}$/su

const referenceInput = (): Schema<{ name: string }> =>
  convert((route) => {
    const name = typeof route === 'string' ? route : (route as { name?: unknown } | null)?.name
    return typeof name === 'string' && namePattern.test(name) ? { name } : undefined
  }, 'must be the name of a route, or an object with that name')

export const routesInput = inputObject({
  routes: v.strictTuple(
    [referenceInput(), referenceInput()],
    'must be two routes: the primary and the failover route',
  ),
})

/** The names that the route types of v1 have in core. */
const coreTypes: ReadonlyMap<unknown, string> = new Map([
  ['HOST', 'host'],
  ['PSTN', 'number'],
  ['URI', 'uri'],
])

/** Schema of a route, made for the type given, so that one error reports every problem. */
export const routeInput = (type: unknown) =>
  inputObject(
    {
      name: patternInput(namePattern, 'must be a text other than "." and ".."'),
      type: patternInput(/^(HOST|PSTN|URI)$/, 'must be HOST, PSTN or URI (SIP-REG is built in, as sip-reg)'),
      value: routeValueInput(coreTypes.get(type)),
    },
    { alias: 'name', routeType: 'type' },
  )
