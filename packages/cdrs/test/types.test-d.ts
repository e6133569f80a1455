import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import { type CallRecord, type CallRecords, type CdrExport, Cdrs } from '../src/index.ts'
import type { exportSchema } from '../src/schemas.ts'

// The interface is what the schema reads.
expectTypeOf<Entity<typeof exportSchema>>().toEqualTypeOf<CdrExport>()

const cdrs = new Cdrs()
expectTypeOf(cdrs.createExport({ from: '2026-01-01', to: new Date() })).toEqualTypeOf<ApiPromise<CdrExport>>()
expectTypeOf(cdrs.list({ status: 'completed' })).toEqualTypeOf<List<CdrExport>>()
expectTypeOf(cdrs.records({ exportId: '38647' })).toEqualTypeOf<CallRecords>()
for await (const call of cdrs.records({ from: '2026-01-01', to: '2026-02-01' })) {
  expectTypeOf(call).toEqualTypeOf<CallRecord>()
  expectTypeOf(call.startTime).toEqualTypeOf<Date>()
  expectTypeOf(call.totalCost).toEqualTypeOf<string>()
}
// @ts-expect-error a window has an end
cdrs.createExport({ from: '2026-01-01' })
// @ts-expect-error ids are text
cdrs.get(38_647)
