import * as v from 'valibot'
import { billingMethods } from '../../saved/numbers.ts'
import { count, type Descriptions, nullableText, page, text } from './description.ts'

const pages = { limit: page.limit, page: v.pipe(count, v.minValue(1)) }
const code = v.pipe(text, v.regex(/^\d{1,3}$/))

/** A page is a map; an empty one has nothing. */
function map(name: string, entry: v.GenericSchema) {
  const links = v.looseObject({ prev: v.optional(text), next: v.optional(text) })
  return v.looseObject({ [name]: v.optional(v.record(text, entry)), links: v.optional(links) })
}

const links = (...names: string[]) => v.looseObject(Object.fromEntries(names.map((name) => [name, text])))

const number = v.looseObject({
  billing_method: text,
  routes: v.array(v.looseObject({ type: text, name: text, value: v.optional(nullableText) })),
})

const numberForSale = v.looseObject({
  initial_cost: text,
  monthly_cost: text,
  billing_methods: v.array(text),
  ratecenter: nullableText,
  state: nullableText,
})

export const v1Descriptions: Descriptions = {
  'GET /v1/available-tns/npas': {
    summary: 'List area codes that have numbers for sale',
    query: pages,
    answers: { 200: map('npas', links('nxxs', 'tns')) },
  },
  'GET /v1/available-tns/npanxxs': {
    summary: 'List exchanges that have numbers for sale',
    query: { ...pages, npa: code },
    answers: { 200: map('npanxxs', links('tns')) },
  },
  'GET /v1/available-tns/tns': {
    summary: 'Search numbers for sale',
    query: { ...pages, npa: code, nxx: code, state: text, ratecenter: text, tn: text },
    answers: { 200: map('tns', numberForSale) },
  },
  'GET /v1/tns': {
    summary: "List the account's numbers",
    query: { ...pages, pattern: text },
    answers: { 200: map('tns', number) },
  },
  'GET /v1/tns/:tn': { summary: 'Get a number', answers: { 200: number } },
  'PUT /v1/tns/:tn': {
    summary: 'Buy a number',
    body: v.looseObject({ billing_method: v.picklist(billingMethods) }),
    answers: { 201: undefined },
  },
  'PATCH /v1/tns/:tn': {
    summary: 'Set the routes of a number: the primary and the failover one',
    body: v.looseObject({ routes: v.union([text, v.array(v.looseObject({ name: text }))]) }),
    answers: { 200: undefined },
  },
  'GET /v1/routes': {
    summary: 'List inbound routes',
    query: pages,
    answers: { 200: map('routes', v.looseObject({ type: text, value: nullableText })) },
  },
  'PUT /v1/routes/:name': {
    summary: 'Create an inbound route',
    body: v.looseObject({ type: v.picklist(['HOST', 'PSTN', 'URI']), value: text }),
    answers: { 201: undefined },
  },
}
