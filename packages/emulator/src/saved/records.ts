import * as v from 'valibot'
import { list, strictObject, text, word } from '../validation/values.ts'
import { count, countedId, moment } from './values.ts'

export const routeTypes = ['sip-reg', 'host', 'number', 'uri'] as const

export type RouteType = (typeof routeTypes)[number]

const route = strictObject({
  id: countedId,
  alias: text,
  routeType: word(routeTypes),
  value: v.nullable(text),
  edgeStrategyId: v.nullable(count),
})

const emergencyAddress = strictObject({
  id: countedId,
  label: text,
  firstName: text,
  lastName: text,
  streetNumber: text,
  streetName: text,
  addressType: v.nullable(text),
  addressTypeNumber: v.nullable(text),
  city: text,
  state: text,
  country: text,
  zip: text,
})

const cnam = strictObject({
  id: countedId,
  value: text,
  createdAt: moment,
  approvedAt: v.nullable(moment),
  rejectionReason: v.nullable(text),
})

/** The id that the next record gets, and the records in the order they were made. */
const recordsOf = <const Schema extends v.GenericSchema>(schema: Schema) =>
  strictObject({ nextId: count, made: list(schema) })

export const savedRoutes = recordsOf(route)
export const savedEmergencyAddresses = recordsOf(emergencyAddress)
export const savedCnams = recordsOf(cnam)

export type SavedRoutes = v.InferOutput<typeof savedRoutes>
export type SavedEmergencyAddresses = v.InferOutput<typeof savedEmergencyAddresses>
export type SavedCnams = v.InferOutput<typeof savedCnams>
