import * as v from 'valibot'
import { messagesVersions } from '../../world/rate-limits.ts'
import {
  attributes,
  count,
  type Descriptions,
  document,
  flag,
  id,
  listing,
  nullableText,
  page,
  phoneNumber,
  resource,
  text,
} from './description.ts'
import { callbackDescriptions } from './numbers.ts'

const receipt = v.looseObject({
  level: v.picklist([1, 2]),
  status: text,
  status_code: v.nullable(v.number()),
  status_code_description: nullableText,
  timestamp: text,
})

const recordFields = {
  body: nullableText,
  direction: text,
  from: text,
  to: text,
  timestamp: text,
  amount_display: text,
  amount_nanodollars: count,
  message_encoding: count,
  is_mms: v.boolean(),
  message_type: text,
}

const record = resource('message', { ...recordFields, status: text, delivery_receipts: v.array(receipt) })
const oldRecord = resource('messages', recordFields)

const media = resource('media', {
  url: text,
  file_name: text,
  mime_type: text,
  file_size: v.nullable(count),
})

const window = { start_date: text, end_date: text, ...page }
const parties = { to: phoneNumber, from: phoneNumber }

const newMessage = attributes(
  {
    ...parties,
    body: v.optional(nullableText),
    media_urls: v.nullish(v.array(text)),
    is_mms: v.optional(flag),
    dlr_callback: v.optional(nullableText),
  },
  'message',
)

const sent = v.looseObject({ type: v.literal('message'), id, links: v.looseObject({ self: text }) })

function versionDescriptions(version: string): Descriptions {
  return {
    ...callbackDescriptions('PUT', 'the account', (kind) => `/${version}/messages/${kind}`),
    [`GET /${version}/media/:id`]: { summary: 'Get a file of an MMS', answers: { 200: document(media) } },
    [`POST /${version}/messages`]: {
      summary: 'Send a message',
      body: newMessage,
      answers: { 202: document(sent) },
    },
    [`GET /${version}/messages`]: {
      summary: 'List message records',
      query: window,
      answers: { 200: listing(record) },
    },
    [`GET /${version}/messages/:id`]: {
      summary: 'Get a message record',
      answers: { 200: document(record) },
    },
  }
}

const oldMessages: Descriptions = {
  'POST /v2/messages': {
    summary: 'Send an SMS',
    body: attributes({ ...parties, body: v.optional(text), content: v.optional(text) }, 'message'),
    answers: { 200: v.looseObject({ data: v.looseObject({ id }) }) },
  },
  'GET /v2/messages': {
    summary: 'List message records',
    query: window,
    answers: { 200: listing(oldRecord) },
  },
  'GET /v2/messages/:id': { summary: 'Get a message record', answers: { 200: document(oldRecord) } },
}

const groups = ['successful', 'processing', 'failed']
const taskAttributes = v.looseObject({
  status: text,
  numbers: v.optional(v.looseObject(Object.fromEntries(groups.map((name) => [name, v.array(text)])))),
})
const task = v.looseObject({
  type: v.picklist(['message_provisioning_status', 'message_bulk_provisioning_status']),
  id,
  attributes: taskAttributes,
})

const provisioning: Descriptions = {
  'POST /v2/message-provision': {
    summary: 'Enable or disable numbers for messages',
    body: attributes({
      action: v.picklist(['enable', 'disable']),
      numbers: v.array(phoneNumber),
      callback_url: v.optional(nullableText),
      email: v.optional(flag),
    }),
    answers: { 201: document(task) },
  },
  'GET /v2/message-provision/status/:id': {
    summary: 'Get a provisioning task',
    answers: { 200: document(task) },
  },
}

export const messageDescriptions: Descriptions = {
  ...Object.assign({}, ...messagesVersions.map(versionDescriptions)),
  ...oldMessages,
  ...provisioning,
}
