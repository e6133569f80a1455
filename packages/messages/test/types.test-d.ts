import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import {
  type Callback,
  checkMedia,
  checkText,
  countSegments,
  createReceipts,
  type DeliveryReceipt,
  type DownloadedMedia,
  describeReceipt,
  type Media,
  type MediaCheck,
  type Message,
  Messages,
  type PriceDetails,
  type ReceiptKind,
  type Resolution,
  type SentMessage,
  type SentSearch,
  toAscii,
} from '../src/index.ts'
import type {
  deliveryReceiptSchema,
  mediaSchema,
  messageSchema,
  priceDetailsSchema,
  sentMessageSchema,
} from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof sentMessageSchema>>().toEqualTypeOf<SentMessage>()
expectTypeOf<Entity<typeof priceDetailsSchema>>().toEqualTypeOf<PriceDetails>()
expectTypeOf<Entity<typeof messageSchema>>().toEqualTypeOf<Message>()
expectTypeOf<Entity<typeof deliveryReceiptSchema>>().toEqualTypeOf<DeliveryReceipt>()
expectTypeOf<Entity<typeof mediaSchema>>().toEqualTypeOf<Media>()

const messages = new Messages(undefined, { apiVersion: 'v2.2' })
new Messages(undefined, { apiVersion: 'v2.0' })
// @ts-expect-error no such version
new Messages(undefined, { apiVersion: 'v1' })

expectTypeOf(messages.send({ to: '12065550100', from: '12065550123', body: 'hello' })).toEqualTypeOf<
  ApiPromise<SentMessage>
>()
expectTypeOf(messages.get('mdr2-1')).toEqualTypeOf<ApiPromise<Message>>()
expectTypeOf(messages.list({ startDate: new Date() })).toEqualTypeOf<List<Message>>()
expectTypeOf(messages.list({ startDate: '2026-01-01' })).toEqualTypeOf<List<Message>>()
expectTypeOf(await messages.findSent({ to: '12065550100', since: new Date() })).toEqualTypeOf<Message[]>()
expectTypeOf(messages.setCallback('sms_callback', 'https://example.com')).toEqualTypeOf<ApiPromise<void>>()
expectTypeOf(countSegments('hello').encoding).toEqualTypeOf<0 | 8>()

const lost = { to: '12065550100', from: '12065550123', body: 'hello' }
expectTypeOf(await messages.findSent({ messages: [lost], since: new Date() })).toEqualTypeOf<SentSearch>()
expectTypeOf<SentSearch['records']>().toEqualTypeOf<(Message | undefined)[]>()
// Whatever a catch caught can be resolved.
expectTypeOf(await messages.resolve(new Error() as unknown)).toEqualTypeOf<Resolution>()
expectTypeOf(await messages.waitFor('mdr2-1', { until: 'delivered' })).toEqualTypeOf<DeliveryReceipt>()
// @ts-expect-error it must be said what to wait for
messages.waitFor('mdr2-1')
// @ts-expect-error no such state
messages.waitFor('mdr2-1', { until: 'sent' })
messages.waitFor('mdr2-1', { until: 'accepted', receipts: createReceipts() })
expectTypeOf(await messages.getCallback('sms_callback')).toEqualTypeOf<Callback | undefined>()
expectTypeOf(messages.removeCallback('sms_callback')).toEqualTypeOf<ApiPromise<void>>()
expectTypeOf(messages.getMedia('1-cat.jpg')).toEqualTypeOf<ApiPromise<Media>>()
expectTypeOf(await messages.downloadMedia('1-cat.jpg')).toEqualTypeOf<DownloadedMedia>()
expectTypeOf(checkText('hello').cost).toEqualTypeOf<number | undefined>()
expectTypeOf(toAscii('hello', { accents: true }).text).toEqualTypeOf<string>()
expectTypeOf(describeReceipt(1003).kind).toEqualTypeOf<ReceiptKind>()
expectTypeOf(await checkMedia(['https://example.com/cat.jpg'])).toEqualTypeOf<MediaCheck>()
// @ts-expect-error the limit of Flowroute is fixed
checkMedia(['https://example.com/cat.jpg'], { maxBytes: 5 })

// Enumerations are open.
expectTypeOf<'inbound'>().toExtend<Message['direction']>()
expectTypeOf<'a type of tomorrow'>().toExtend<Message['messageType']>()

const files = ['https://example.com/cat.jpg'] as const
messages.send({ to: '12065550100', from: '12065550123', mediaUrls: files, body: undefined })
// @ts-expect-error no sender
messages.send({ to: '12065550100', body: 'hello' })
// @ts-expect-error numbers are text
messages.send({ to: 12065550100, from: '12065550123', body: 'hello' })
// @ts-expect-error the name on the wire
messages.send({ to: '12065550100', from: '12065550123', media_urls: ['https://example.com/cat.jpg'] })
// @ts-expect-error a list needs its start
messages.list()
// @ts-expect-error the wire's limit is called pageSize
messages.list({ startDate: '2026-01-01', limit: 5 })
// @ts-expect-error no such callback
messages.setCallback('voice_callback', 'https://example.com')
// @ts-expect-error receipts are in the record, not in the response to a send
messages.send({ to: '1', from: '1', body: '' }).then(({ deliveryReceipts }) => deliveryReceipts)
