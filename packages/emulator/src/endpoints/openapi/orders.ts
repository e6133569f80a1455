import * as v from 'valibot'
import { cdrExportStates } from '../../saved/cdr-exports.ts'
import { portOrderStates } from '../../saved/port-orders.ts'
import {
  attributes,
  count,
  type Descriptions,
  document,
  id,
  nullableText,
  page,
  phoneNumber,
  resource,
  text,
} from './description.ts'

const status = { status: text, status_updated_at: v.optional(nullableText) }
const numbers = v.array(phoneNumber)
const order = resource('portorder', {
  ...status,
  group_id: text,
  numbers,
  cost: text,
  alias: nullableText,
})
const orderStatus = resource('portorder', status)

const newOrder = {
  numbers,
  billing_name: text,
  street: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  provider: text,
  provider_account: v.optional(nullableText),
  alias: v.optional(nullableText),
  presets: v.nullish(v.looseObject({})),
}

const letter = v.looseObject({
  type: v.literal('loa'),
  attributes: v.looseObject({ signature_name: text, signature_title: text, loa_copy: text }),
})

const fileUrl = v.looseObject({
  type: v.literal('portorder-file-url'),
  id: count,
  attributes: v.looseObject({ url: text, expires: text }),
})

const ordersOf = (item: v.GenericSchema) => v.looseObject({ data: v.array(item) })
const list = v.looseObject({
  type: v.literal('portorder_list'),
  attributes: v.looseObject({ orders: ordersOf(orderStatus) }),
})
const group = v.looseObject({
  type: v.literal('portorder_group'),
  id,
  attributes: v.looseObject({ status: text, orders: ordersOf(orderStatus) }),
})

const letters: Descriptions = Object.fromEntries(
  ['loa', 'LOA'].flatMap((name) => {
    const path = `/v2/portorders/:id/${name}`
    const body = attributes({ signature_name: text, signature_title: text }, 'loa')
    return [
      [`GET ${path}`, { summary: 'Get the letter of agency', answers: { 200: document(letter) } }],
      [`POST ${path}`, { summary: 'Sign the letter of agency', body, answers: { 201: undefined } }],
    ]
  }),
)

const portOrders: Descriptions = {
  'POST /v2/portorders/portability': {
    summary: 'Check which numbers can be ported',
    body: attributes({ numbers: v.union([text, v.array(text)]) }),
    answers: {
      200: document(
        v.looseObject({
          portable: v.array(text),
          nonportable: v.array(text),
          hypernetwork_enabled: v.array(text),
        }),
      ),
    },
  },
  'POST /v2/portorders': {
    summary: 'Create port orders',
    body: attributes(newOrder, 'portorder'),
    answers: { 201: document(order) },
  },
  'GET /v2/portorders': {
    summary: 'Search port orders, or get the status of a group',
    query: { ...page, status: v.picklist(portOrderStates), alias: text, numbers: text, group_id: text },
    answers: { 200: v.looseObject({ data: v.union([v.array(list), group]) }) },
  },
  'GET /v2/portorders/:id': { summary: 'Get a port order', answers: { 200: document(order) } },
  'PATCH /v2/portorders/:id': {
    summary: 'Change or cancel a port order',
    body: attributes({ status: v.optional(text), alias: v.optional(nullableText) }, 'portorder'),
    answers: { 200: document(orderStatus) },
  },
  'GET /v2/portorders/:id/status': {
    summary: 'Get the status of a port order',
    answers: { 200: document(orderStatus) },
  },
  'PATCH /v2/portorders/:id/status': {
    summary: 'Cancel a port order',
    body: attributes({ status: text }, 'portorder'),
    answers: { 200: document(orderStatus) },
  },
  'PATCH /v2/portorders/:id/relationships/numbers': {
    summary: 'Change the numbers of a port order',
    body: attributes({ add: v.optional(v.array(text)), remove: v.optional(v.array(text)) }),
    answers: { 200: document(order) },
  },
  'POST /v2/portorders/:group/numbers': {
    summary: 'Add numbers to a group of port orders',
    body: attributes({ add: v.optional(v.array(text)), numbers: v.optional(v.array(text)) }),
    answers: { 200: document(order) },
  },
  ...letters,
  'POST /v2/portorders/:id/upload_file': {
    summary: 'Get a URL to upload a document to',
    body: attributes({ filename: text }),
    answers: { 200: document(fileUrl) },
  },
  'POST /v2/portorders/:id/files': {
    summary: 'Have a document taken from a URL',
    body: attributes({ url: text }),
    answers: { 200: document(resource('portorder-file', { filename: text, status: text })) },
  },
  'GET /v2/portorders/:id/files/:file': {
    summary: 'Get a URL to download a document from',
    answers: { 200: document(fileUrl) },
  },
}

const exported = {
  status: v.picklist(cdrExportStates),
  filter_parameters: v.looseObject({ start_call_start_time: text, start_call_end_time: text }),
  download_url: nullableText,
  expires_at: nullableText,
  num_calls: v.nullable(count),
  total_cost: nullableText,
}
const cdrExport = resource('cdrexport', exported)
const listedExport = v.looseObject({
  data: v.looseObject({ type: v.literal('cdrexport'), id: count, attributes: v.looseObject(exported) }),
})

const cdrExports: Descriptions = {
  'POST /v2/cdrs/exports': {
    summary: 'Ask for an export of call records',
    body: attributes(
      {
        filter_parameters: v.looseObject({ start_call_start_time: text, start_call_end_time: text }),
        callback_url: v.optional(nullableText),
      },
      'cdrexport',
    ),
    answers: { 201: document(cdrExport) },
  },
  'GET /v2/cdrs/exports': {
    summary: 'List exports of call records',
    query: { ...page, status: v.picklist(cdrExportStates) },
    answers: { 200: v.looseObject({ data: v.array(listedExport) }) },
  },
  'GET /v2/cdrs/exports/:id': {
    summary: 'Get an export of call records',
    answers: { 200: document(cdrExport) },
  },
}

export const orderDescriptions: Descriptions = { ...portOrders, ...cdrExports }
