import {
  convert,
  idInput,
  inputObject,
  listOptionsInput,
  openEnum,
  patternInput,
  phoneNumberInput,
  routeValueInput,
  textInput,
  textOrNumber,
} from '@flowroute/core/resource'
import * as v from 'valibot'

/** An inbound route, in the responses to a creation, an update and a list. */
export const routeSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.string(),
  routeType: openEnum<'sip-reg' | 'host' | 'number' | 'uri'>(),
  value: v.nullable(textOrNumber()),
  edgeStrategyId: v.nullish(textOrNumber()),
})

/** A point of presence. */
export const edgeStrategySchema = v.looseObject({
  id: textOrNumber(),
  name: v.string(),
  description: v.nullish(v.string()),
  firewallRules: v.nullish(v.string()),
  naptr: v.nullish(v.string()),
})

export const routeIdInput = idInput('a route', '98396')

export const numberIdInput = phoneNumberInput()

export const assignmentInput = inputObject({ numberId: numberIdInput, routeId: routeIdInput })

export const listInput = listOptionsInput({
  routeType: v.optional(patternInput(/^(sip-reg|host|number|uri)$/, 'must be sip-reg, host, number or uri')),
})

const routeTypeInput = () =>
  patternInput(/^(host|number|uri)$/, 'must be host, number or uri (sip-reg is built in, with id 0)')

/** A text for the caller, like every id; a number on the wire. */
const edgeStrategyIdInput = () =>
  v.optional(
    v.nullable(
      convert(
        (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined),
        'must be the id of an edge strategy as text, such as "4"',
      ),
    ),
  )

/** The schema of the value depends on the type that is given, so that all problems are found at once. */
export const createInput = (routeType: unknown) =>
  inputObject({
    alias: textInput(),
    routeType: routeTypeInput(),
    value: routeValueInput(routeType),
    edgeStrategyId: edgeStrategyIdInput(),
  })

export const updateInput = (routeType: unknown) =>
  inputObject({
    alias: v.optional(textInput()),
    routeType: v.optional(routeTypeInput()),
    value: v.optional(routeValueInput(routeType)),
    edgeStrategyId: edgeStrategyIdInput(),
  })
