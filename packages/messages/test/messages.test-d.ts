import type { ApiPromise, List } from '@flowroute/core'
import { expectTypeOf } from 'vitest'
import { countSegments, type Message, Messages, type SentMessage } from '../src/index.ts'

const messages = new Messages(undefined, { apiVersion: 'v2.2' })
// @ts-expect-error no such version
new Messages(undefined, { apiVersion: 'v1' })

expectTypeOf(messages.send({ to: '12065550100', from: '12065550123', body: 'hello' })).toEqualTypeOf<
  ApiPromise<SentMessage>
>()
expectTypeOf(messages.list({ startDate: new Date() })).toEqualTypeOf<List<Message>>()
expectTypeOf(messages.list({ startDate: '2026-01-01' })).toEqualTypeOf<List<Message>>()
expectTypeOf(await messages.findSent({ to: '12065550100', since: new Date() })).toEqualTypeOf<Message[]>()

expectTypeOf<Message['body']>().toEqualTypeOf<string | null>()
expectTypeOf<Message['timestamp']>().toEqualTypeOf<Date>()
expectTypeOf<Message['amountNanodollars']>().toBeNumber()
expectTypeOf<'inbound'>().toExtend<Message['direction']>()
expectTypeOf<NonNullable<Message['deliveryReceipts']>[number]['statusCode']>().toEqualTypeOf<number | null>()
expectTypeOf<NonNullable<SentMessage['priceDetails']>['chargedCost']>().toEqualTypeOf<number | undefined>()
expectTypeOf(countSegments('hello').encoding).toEqualTypeOf<0 | 8>()

const files = ['https://example.com/cat.jpg'] as const
messages.send({ to: '12065550100', from: '12065550123', mediaUrls: files, body: undefined })
// @ts-expect-error there is no sender
messages.send({ to: '12065550100', body: 'hello' })
// @ts-expect-error numbers are text
messages.send({ to: 12065550100, from: '12065550123', body: 'hello' })
// @ts-expect-error the name on the wire
messages.send({ to: '12065550100', from: '12065550123', media_urls: ['https://example.com/cat.jpg'] })
// @ts-expect-error a listing needs its first day
messages.list()
// @ts-expect-error the list of a sent message's receipts is that of its record
messages.send({ to: '1', from: '1', body: '' }).then(({ deliveryReceipts }) => deliveryReceipts)
