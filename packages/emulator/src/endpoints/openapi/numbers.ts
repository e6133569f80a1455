import * as v from 'valibot'
import { callbackKinds } from '../../saved/callbacks.ts'
import {
  attributes,
  changes,
  count,
  type Descriptions,
  digits,
  document,
  dollars,
  flag,
  id,
  listing,
  nullableText,
  page,
  phoneNumber,
  reference,
  resource,
  text,
} from './description.ts'

const linked = { links: v.looseObject({ related: text }) }
const withLinks = (type: string) => v.looseObject({ type: v.literal(type), id, ...linked })

const place = {
  rate_center: nullableText,
  state: nullableText,
  number_type: text,
}

const availableNumber = resource(
  'number',
  { ...place, value: phoneNumber, monthly_cost: dollars, setup_cost: dollars },
  linked,
)

const accountAttributes = {
  ...place,
  value: phoneNumber,
  alias: nullableText,
  cnam_lookups_enabled: v.boolean(),
}

const accountNumber = resource('number', accountAttributes)

const related = v.nullable(v.looseObject({ type: text, id }))
const slots = ['cnam_preset', 'e911_address', 'failover_route', 'primary_route']
const relationships = v.looseObject(
  Object.fromEntries(slots.map((name) => [name, v.looseObject({ data: related })])),
)
const details = resource('number', accountAttributes, { relationships })

const options = { cnam_lookups_enabled: flag, messaging_enabled: flag }
const digitFilters = { starts_with: digits, contains: digits, ends_with: digits }
const costFilter = { max_setup_cost: dollars }

const callback = v.looseObject({
  type: v.literal('callback'),
  attributes: v.looseObject({ api_version: text, callback_url: text, product: text }),
})

/** The three endpoints of each webhook, of the account or of a number. */
export function callbackDescriptions(
  method: 'PUT' | 'POST',
  owner: string,
  path: (kind: string) => string,
): Descriptions {
  const body = attributes({ callback_url: text })
  return Object.fromEntries(
    callbackKinds.flatMap((kind) => [
      [`${method} ${path(kind)}`, { summary: `Set ${kind} of ${owner}`, body, answers: { 204: undefined } }],
      [`GET ${path(kind)}`, { summary: `Get ${kind} of ${owner}`, answers: { 200: document(callback) } }],
      [`DELETE ${path(kind)}`, { summary: `Remove ${kind} of ${owner}`, answers: { 204: undefined } }],
    ]),
  )
}

const assignment = v.looseObject({
  type: v.literal('cnam'),
  id: v.nullable(count),
  attributes: v.looseObject({ date_created: text }),
})

const routeSlots: Descriptions = Object.fromEntries(
  ['primary_route', 'failover_route'].flatMap((slot) => {
    const [path, name] = [`/v2/numbers/:id/relationships/${slot}`, slot.replace('_', ' ')]
    return [
      [
        `PATCH ${path}`,
        { summary: `Set the ${name} of a number`, body: reference('route'), answers: { 204: undefined } },
      ],
      [`DELETE ${path}`, { summary: `Remove the ${name} of a number`, answers: { 204: undefined } }],
    ]
  }),
)

const callerNames: Descriptions = Object.fromEntries(
  ['cnams', 'cnam'].flatMap((name) => {
    const path = `/v2/numbers/:id/relationships/${name}`
    const answers = { 202: document(assignment) }
    return [
      [`PATCH ${path}/:cnam`, { summary: 'Assign a caller name to a number', answers }],
      [`DELETE ${path}`, { summary: 'Unassign the caller name of a number', answers }],
    ]
  }),
)

export const numberDescriptions: Descriptions = {
  'GET /v2/numbers/available/areacodes': {
    summary: 'List area codes that have numbers for sale',
    query: { ...page, limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)), ...costFilter },
    answers: { 200: listing(withLinks('areacode')) },
  },
  'GET /v2/numbers/available/exchanges': {
    summary: 'List exchanges that have numbers for sale',
    query: { ...page, ...costFilter, areacode: v.pipe(text, v.regex(/^\d{3}$/)) },
    answers: { 200: listing(withLinks('exchange')) },
  },
  'GET /v2/numbers/available/tiers': {
    summary: 'List tiers that have numbers for sale',
    query: page,
    answers: { 200: listing(withLinks('tier')) },
  },
  'GET /v2/numbers/available': {
    summary: 'Search numbers for sale',
    query: {
      ...page,
      ...digitFilters,
      rate_center: text,
      state: v.pipe(text, v.regex(/^[A-Za-z]{2}$/)),
      iso_country: v.pipe(text, v.regex(/^[A-Za-z]{2}$/)),
      number_type: v.picklist(['longcode', 'toll-free', 'standard', 'tollfree']),
      order_by: text,
      tier: text,
    },
    answers: { 200: listing(availableNumber) },
  },
  'GET /v2/numbers': {
    summary: "List the account's numbers",
    query: { ...page, ...digitFilters, alias: v.pipe(text, v.maxLength(64)), tier: text },
    answers: { 200: listing(accountNumber) },
  },
  'POST /v2/numbers/details': {
    summary: 'Get several numbers',
    body: attributes({ numbers: v.array(phoneNumber) }),
    answers: { 200: v.looseObject({ data: v.array(details), included: v.array(v.looseObject({})) }) },
  },
  'GET /v2/numbers/:id': { summary: 'Get a number', answers: { 200: document(details) } },
  'POST /v2/numbers/:id': {
    summary: 'Buy a number',
    query: options,
    body: attributes(changes(options), 'number'),
    isBodyOptional: true,
    answers: { 201: document(details), 207: document(details) },
  },
  'PATCH /v2/numbers/:id': {
    summary: 'Change a number',
    body: attributes(
      changes({
        ...options,
        alias: v.nullable(v.pipe(text, v.maxLength(64))),
        messaging_email: flag,
        messaging_callback_url: text,
      }),
      'number',
    ),
    answers: { 200: document(details), 207: document(details) },
  },
  'DELETE /v2/numbers/:id': { summary: 'Release a number', answers: { 204: undefined } },
  ...routeSlots,
  ...callbackDescriptions('POST', 'a number', (kind) => `/v2/numbers/:id/relationships/${kind}`),
  'PATCH /v2/numbers/:id/relationships/e911s/:address': {
    summary: 'Assign an emergency address to a number',
    answers: { 204: undefined },
  },
  'DELETE /v2/numbers/:id/relationships/e911s': {
    summary: 'Unassign the emergency address of a number',
    answers: { 204: undefined },
  },
  ...callerNames,
}

/** As the numbers of an emergency address are listed. */
export const relatedNumber = resource('number', { value: phoneNumber, alias: nullableText })
