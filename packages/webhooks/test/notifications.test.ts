import { createWebhookHandler, parseWebhook, type WebhookEvent } from '@flowroute/webhooks'
import { webhookRequest } from '@flowroute/webhooks/testing'
import { expect, test } from 'vitest'

const envelope = (attributes: object, type: string) => ({
  data: {
    attributes: {
      at: '2019-03-19T22:49:48.060559+00:00',
      customer_id: '0'.repeat(32),
      event_type: 'status_change',
      id: '4b8d3c3e-0000-4000-8000-000000000001',
      type: 'event',
      version: '1.0',
      ...attributes,
    },
    id: '4b8d3c3e-0000-4000-8000-000000000001',
    type,
    timestamp: '2019-03-19T22:49:48.060Z',
  },
})
const common = {
  id: '4b8d3c3e-0000-4000-8000-000000000001',
  eventType: 'status_change',
  customerId: '0'.repeat(32),
  timestamp: new Date('2019-03-19T22:49:48.060Z'),
}

test.each([
  ['cdr_status_change', 'cdrexports'],
  ['event', 'cdrexport'],
  ['status_change', 'cdr_exports'],
])('reads a CDR export in the envelope: type %s, resource type %s', (type, resource_type) => {
  const attributes = {
    resource_type,
    resource_id: 38647,
    status: 'completed',
    message: 'CDR Export #38647 is ready.',
  }
  const raw = envelope(attributes, type)
  expect(parseWebhook(raw)).toEqual({
    type: 'cdr-export.status',
    ...common,
    exportId: '38647',
    status: 'completed',
    message: 'CDR Export #38647 is ready.',
    downloadUrl: undefined,
    expiresAt: undefined,
    raw,
  })
})

test('reads a CDR export that is posted as itself', () => {
  const raw = {
    data: {
      type: 'cdrexport',
      id: 38647,
      attributes: {
        status: 'completed',
        download_url: 'https://files.example/1.gz?signature=2',
        expires_at: '2019-03-22T22:49:48+00:00',
      },
    },
  }
  expect(parseWebhook(raw)).toMatchObject({
    type: 'cdr-export.status',
    id: '38647',
    exportId: '38647',
    status: 'completed',
    downloadUrl: 'https://files.example/1.gz?signature=2',
    expiresAt: new Date('2019-03-22T22:49:48Z'),
  })
})

test('reads the provisioning of many numbers, and of one', () => {
  const numbers = { successful: ['+12065550100'], processing: [12065550101], failed: [] }
  const many = {
    type: 'message_bulk_provisioning_status',
    id: 'b1c2',
    attributes: { status: 'processing', numbers },
  }
  expect(parseWebhook({ data: many })).toMatchObject({
    type: 'message-provisioning.status',
    taskId: 'b1c2',
    status: 'processing',
    number: undefined,
    successful: ['12065550100'],
    processing: ['12065550101'],
    failed: [],
  })
  const one = {
    type: 'message_provisioning_status',
    id: 'b1c3',
    attributes: { status: 'failed', tn: '12065550100' },
  }
  expect(parseWebhook({ data: one })).toMatchObject({ taskId: 'b1c3', number: '12065550100', successful: [] })
  const enveloped = envelope(
    { resource_type: 'message-provision', resource_id: 'b1c4', status: 'successful' },
    'event',
  )
  expect(parseWebhook(enveloped)).toMatchObject({ ...common, taskId: 'b1c4', status: 'successful' })
})

test.each([
  ['numbers that are no lists', { numbers: { successful: 'all' } }, { successful: [] }],
  ['numbers that are no object', { numbers: 5 }, { failed: [] }],
  ['no status', {}, { status: '' }],
])('tolerates %s', (_, attributes, expected) => {
  expect(parseWebhook({ data: { type: 'message_provisioning_status', id: 'b', attributes } })).toMatchObject(
    expected,
  )
})

test.each(['contact', 'cdr', 'recording', 'provision'])('leaves the type %s unknown', (type) => {
  expect(parseWebhook({ data: { type, id: '1', attributes: {} } }).type).toBe('unknown')
})

test('hands each status of the same thing to onEvent once', async () => {
  const events: WebhookEvent[] = []
  const handler = createWebhookHandler({ onEvent: (event) => events.push(event) })
  const cdr = (status: string) => ({ data: { type: 'cdrexport', id: 1, attributes: { status } } })
  const task = (successful: string[]) => ({
    data: {
      type: 'message_bulk_provisioning_status',
      id: 'b',
      attributes: { status: 'processing', numbers: { successful } },
    },
  })
  const posts = [cdr('processing'), cdr('completed'), cdr('completed'), task([]), task(['1']), task(['1'])]
  for (const payload of posts) expect((await handler(webhookRequest(payload))).status).toBe(200)
  expect(events.map(({ type }) => type)).toEqual([
    'cdr-export.status',
    'cdr-export.status',
    'message-provisioning.status',
    'message-provisioning.status',
  ])
})
