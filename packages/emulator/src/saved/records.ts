import * as v from 'valibot'
import { count, countedId, moment } from './values.ts'

export const routeTypes = ['sip-reg', 'host', 'number', 'uri'] as const

export type RouteType = (typeof routeTypes)[number]

const route = v.strictObject({
  id: countedId,
  alias: v.string(),
  routeType: v.picklist(routeTypes),
  value: v.nullable(v.string()),
  edgeStrategyId: v.nullable(count),
})

const emergencyAddress = v.strictObject({
  id: countedId,
  label: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  streetNumber: v.string(),
  streetName: v.string(),
  addressType: v.nullable(v.string()),
  addressTypeNumber: v.nullable(v.string()),
  city: v.string(),
  state: v.string(),
  country: v.string(),
  zip: v.string(),
})

const cnam = v.strictObject({
  id: countedId,
  value: v.string(),
  createdAt: moment,
  approvedAt: v.nullable(moment),
  rejectionReason: v.nullable(v.string()),
})

/** The id that the next record gets, and the records in the order they were made. */
const recordsOf = <const Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject({ nextId: count, made: v.array(schema) })

export const savedRoutes = recordsOf(route)
export const savedEmergencyAddresses = recordsOf(emergencyAddress)
export const savedCnams = recordsOf(cnam)

export type SavedRoutes = v.InferOutput<typeof savedRoutes>
export type SavedEmergencyAddresses = v.InferOutput<typeof savedEmergencyAddresses>
export type SavedCnams = v.InferOutput<typeof savedCnams>
