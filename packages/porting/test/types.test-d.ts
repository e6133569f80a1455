import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import {
  type DownloadedDocument,
  type LetterOfAgency,
  type NewPortOrder,
  type Portability,
  type PortDocument,
  type PortGroupStatus,
  Porting,
  type PortOrder,
  type PortOrderChange,
  type PortOrderGroup,
  type PortOrderStatus,
  type UploadedDocument,
} from '../src/index.ts'
import type {
  documentSchema,
  loaSchema,
  orderSchema,
  portabilitySchema,
  statusSchema,
} from '../src/schemas.ts'

// Each interface is what its schema reads.
// Comments are of any form, which the schema's type cannot say.
expectTypeOf<Omit<Entity<typeof orderSchema>, 'comments'>>().toEqualTypeOf<Omit<PortOrder, 'comments'>>()
expectTypeOf<Entity<typeof statusSchema>>().toEqualTypeOf<PortOrderStatus>()
expectTypeOf<Entity<typeof documentSchema>>().toEqualTypeOf<PortDocument>()
expectTypeOf<Entity<typeof loaSchema>>().toEqualTypeOf<LetterOfAgency>()
expectTypeOf<Entity<typeof portabilitySchema>>().toEqualTypeOf<Portability>()

declare const order: NewPortOrder
declare const loa: LetterOfAgency
declare const signal: AbortSignal
const porting = new Porting()
new Porting(undefined, { fetch: (request) => fetch(request) })

expectTypeOf(porting.checkPortability(['12065550100'])).toEqualTypeOf<ApiPromise<Portability>>()
expectTypeOf(porting.create(order)).toEqualTypeOf<ApiPromise<PortOrderGroup>>()
expectTypeOf(porting.list({ status: 'rejected' })).toEqualTypeOf<List<PortOrder>>()
expectTypeOf(porting.get('1')).toEqualTypeOf<ApiPromise<PortOrder>>()
expectTypeOf(porting.getGroupStatus('1')).toEqualTypeOf<ApiPromise<PortGroupStatus>>()
expectTypeOf(porting.getStatus('1')).toEqualTypeOf<ApiPromise<PortOrderStatus>>()
expectTypeOf(porting.updateDetails('1', { zip: '98104' })).toEqualTypeOf<ApiPromise<PortOrder>>()
expectTypeOf(
  porting.signLoa('1', loa, { signatureName: 'Ada Example', signatureTitle: 'Owner' }),
).toEqualTypeOf<ApiPromise<PortOrder | undefined>>()
expectTypeOf(porting.listDocuments('1')).toEqualTypeOf<ApiPromise<PortDocument[]>>()
expectTypeOf(porting.downloadDocument('1', '0')).toEqualTypeOf<ApiPromise<DownloadedDocument>>()

// A change accepts the order itself, also as an answer gives it.
declare const existing: PortOrder
porting.cancel(existing)
porting.cancel(await porting.getStatus('1'))

// Every form of content, streams of Node.js included.
declare const nodeStream: NodeJS.ReadableStream & AsyncIterable<Uint8Array>
for (const content of [new Uint8Array(), new ArrayBuffer(1), new Blob(), new Blob().stream(), nodeStream]) {
  expectTypeOf(porting.uploadDocument('1', { filename: 'a', content })).toEqualTypeOf<
    ApiPromise<UploadedDocument>
  >()
}

// A watch is a promise of its last change and a sequence of all.
const watching = porting.watch('1', { until: ['accepted', 'a state of tomorrow'], timeout: 1, signal })
expectTypeOf(await watching).toEqualTypeOf<PortOrderChange>()
for await (const change of watching) expectTypeOf(change).toEqualTypeOf<PortOrderChange>()
porting.watch('1', { until: (status) => status === 'accepted' })

expectTypeOf<PortOrder['statusUpdatedAt']>().toEqualTypeOf<Date | null | undefined>()
expectTypeOf<PortOrderStatus['status']>().toExtend<string>()

// @ts-expect-error ids are text
porting.get(42_361)
// @ts-expect-error phone numbers are text
porting.checkPortability([12_065_550_100])
// @ts-expect-error a new order needs its address
porting.create({ numbers: ['12065550100'], billingName: 'Ada Example', provider: 'Old Carrier' })
// @ts-expect-error the name on the wire
porting.list({ created_after: '2026-01-01' })
// @ts-expect-error numbers have a method of their own
porting.updateDetails('1', { numbers: ['12065550100'] })
// @ts-expect-error the letter comes first
porting.signLoa('1', { signatureName: 'Ada Example', signatureTitle: 'Owner' })
// @ts-expect-error a document is bytes
porting.uploadDocument('1', { filename: 'a', content: 'text' })
