import {
  convert,
  type Entity,
  openEnum,
  patternInput,
  phoneNumberInput,
  routeValueInput,
  textInput,
  textOrNumber,
} from '@flowroute/core/resource'
import * as v from 'valibot'

/** An inbound route, as its creation, its update and the list give it. */
export const routeSchema = v.looseObject({
  id: textOrNumber(),
  alias: v.string(),
  routeType: openEnum<'sip-reg' | 'host' | 'number' | 'uri'>(),
  value: v.nullable(textOrNumber()),
  edgeStrategyId: v.optional(v.nullable(textOrNumber())),
})

/** A point of presence. */
export const edgeStrategySchema = v.looseObject({
  id: textOrNumber(),
  name: v.string(),
  description: v.optional(v.nullable(v.string())),
  firewallRules: v.optional(v.nullable(v.string())),
  naptr: v.optional(v.nullable(v.string())),
})

/**
 * An inbound route. The built-in one, `sip-reg`, has the id `0` and no value.
 *
 * @example const [first]: Route[] = await routes.list().take(1)
 */
export type Route = Entity<typeof routeSchema>

/**
 * A point of presence of Flowroute's: its `naptr` host name, and in `firewallRules` the addresses, with commas between
 * them, that a firewall has to let in.
 *
 * @example const strategies: EdgeStrategy[] = await routes.listEdgeStrategies()
 */
export type EdgeStrategy = Entity<typeof edgeStrategySchema>

/** Dots alone would leave the collection when the id is part of a path. */
export const routeIdInput = () =>
  patternInput(/^(?!\.{1,2}$)\S+$/, 'must be the id of a route as text, such as "98396"')

export const assignmentInput = v.looseObject({ numberId: phoneNumberInput(), routeId: routeIdInput() })

export const listInput = v.looseObject({
  routeType: v.optional(patternInput(/^(sip-reg|host|number|uri)$/, 'must be sip-reg, host, number or uri')),
})

const routeTypeInput = () =>
  patternInput(/^(host|number|uri)$/, 'must be host, number or uri (sip-reg is built in, with id 0)')

/** Text for the caller like every id, a number on the wire. */
const edgeStrategyIdInput = () =>
  v.optional(
    v.nullable(
      convert(
        (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined),
        'must be the id of an edge strategy as text, such as "4"',
      ),
    ),
  )

/** The value's schema depends on the type given, and is made for it, so that all problems are found at once. */
export const createInput = (routeType: unknown) =>
  v.looseObject({
    alias: textInput(),
    routeType: routeTypeInput(),
    value: routeValueInput(routeType),
    edgeStrategyId: edgeStrategyIdInput(),
  })

export const updateInput = (routeType: unknown) =>
  v.looseObject({
    alias: v.optional(textInput()),
    routeType: v.optional(routeTypeInput()),
    value: v.optional(routeValueInput(routeType)),
    edgeStrategyId: edgeStrategyIdInput(),
  })
