import * as v from 'valibot'
import {
  attributes,
  changes,
  type Descriptions,
  document,
  flag,
  listing,
  nullableText,
  page,
  resource,
  text,
} from './description.ts'
import { relatedNumber } from './numbers.ts'

const routeType = v.picklist(['sip-reg', 'host', 'number', 'uri'])
const edgeStrategyId = v.nullable(v.union([text, v.number()]))
const route = resource('route', { alias: text, route_type: routeType, value: nullableText })
const routeFields = { alias: text, route_type: routeType, value: text }
const edgeFields = { edge_strategy_id: v.optional(edgeStrategyId), edge_strategy: v.optional(edgeStrategyId) }

const routes: Descriptions = {
  'GET /v2/routes/edge_strategies': {
    summary: 'List edge strategies',
    answers: { 200: v.looseObject({ data: v.array(v.looseObject({ type: text })) }) },
  },
  'GET /v2/routes': {
    summary: 'List inbound routes',
    query: { ...page, route_type: routeType, alias: text },
    answers: { 200: listing(route) },
  },
  'POST /v2/routes': {
    summary: 'Create an inbound route',
    body: attributes({ ...routeFields, ...edgeFields }, 'route'),
    answers: { 201: document(route) },
  },
  'PATCH /v2/routes/:id': {
    summary: 'Change an inbound route',
    body: attributes({ ...changes(routeFields), ...edgeFields }, 'route'),
    answers: { 200: document(route) },
  },
  'DELETE /v2/routes/:id': { summary: 'Delete an inbound route', answers: { 204: undefined } },
}

/** Documented as integers once. */
const textOrInteger = v.union([text, v.pipe(v.number(), v.integer())])
const addressFields = {
  label: text,
  first_name: text,
  last_name: text,
  street_number: textOrInteger,
  street_name: text,
  city: text,
  state: v.pipe(text, v.regex(/^[A-Z]{2}$/)),
  country: text,
  zip: text,
}
const unitFields = {
  address_type: v.optional(nullableText),
  address_type_number: v.nullish(textOrInteger),
}
const address = resource('e911', { ...addressFields, ...unitFields })
const newAddress = attributes({ ...addressFields, ...unitFields })

const emergencyAddresses: Descriptions = {
  'POST /v2/e911s/validate': {
    summary: 'Validate an emergency address',
    body: newAddress,
    answers: { 204: undefined },
  },
  'GET /v2/e911s': {
    summary: 'List emergency addresses',
    query: { ...page, state: text },
    answers: { 200: listing(address) },
  },
  'POST /v2/e911s': {
    summary: 'Create an emergency address',
    body: newAddress,
    answers: { 201: document(address) },
  },
  'GET /v2/e911s/:id': { summary: 'Get an emergency address', answers: { 200: document(address) } },
  'PATCH /v2/e911s/:id': {
    summary: 'Change an emergency address',
    body: attributes({ ...changes(addressFields), ...unitFields }),
    answers: { 200: document(address) },
  },
  'DELETE /v2/e911s/:id': { summary: 'Delete an emergency address', answers: { 204: undefined } },
  'GET /v2/e911s/:id/relationships/numbers': {
    summary: 'List the numbers of an emergency address',
    query: page,
    answers: { 200: listing(relatedNumber) },
  },
}

const callerName = resource('cnam', {
  value: text,
  is_approved: v.boolean(),
  creation_datetime: nullableText,
  approval_datetime: nullableText,
  rejection_reason: nullableText,
})
const callerNameFields = attributes({ value: text }, 'cnam')

const callerNames: Descriptions = {
  'GET /v2/cnams': {
    summary: 'List caller names',
    query: { ...page, is_approved: flag, value: text, starts_with: text, contains: text, ends_with: text },
    answers: { 200: listing(callerName) },
  },
  'POST /v2/cnams': {
    summary: 'Create a caller name',
    body: callerNameFields,
    answers: { 201: document(callerName) },
  },
  'GET /v2/cnams/:id': { summary: 'Get a caller name', answers: { 200: document(callerName) } },
  'PATCH /v2/cnams/:id': {
    summary: 'Change a caller name',
    body: callerNameFields,
    answers: { 200: document(callerName) },
  },
  'DELETE /v2/cnams/:id': { summary: 'Delete a caller name', answers: { 204: undefined } },
}

export const recordDescriptions: Descriptions = { ...routes, ...emergencyAddresses, ...callerNames }
