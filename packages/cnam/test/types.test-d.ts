import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import { Cnam, type CnamAssignment, type CnamRecord } from '../src/index.ts'
import type { assignmentSchema, recordSchema } from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof recordSchema>>().toEqualTypeOf<CnamRecord>()
expectTypeOf<Entity<typeof assignmentSchema>>().toEqualTypeOf<CnamAssignment>()

const cnam = new Cnam()

expectTypeOf(cnam.create('FLOWROUTE')).toEqualTypeOf<ApiPromise<CnamRecord>>()
expectTypeOf(cnam.list({ isApproved: true })).toEqualTypeOf<List<CnamRecord>>()
expectTypeOf(cnam.assign('23454', '12065550100')).toEqualTypeOf<ApiPromise<CnamAssignment>>()
expectTypeOf(await cnam.delete('23454')).toEqualTypeOf<void>()

expectTypeOf<CnamRecord['isApproved']>().toBeBoolean()
expectTypeOf<CnamRecord['approvalDatetime']>().toEqualTypeOf<Date | null>()
expectTypeOf<CnamAssignment['dateCreated']>().toEqualTypeOf<Date>()
expectTypeOf<NonNullable<CnamRecord['numbers']>[number]['id']>().toBeString()

// @ts-expect-error a name is text
cnam.create({ value: 'FLOWROUTE' })
// @ts-expect-error it is approved or not
cnam.list({ isApproved: 'true' })
// @ts-expect-error the name on the wire
cnam.list({ is_approved: true })
// @ts-expect-error an update has a new name
cnam.update('23454')
