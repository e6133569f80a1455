import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import { type AddressNumber, E911, type EmergencyAddress, type NewAddress } from '../src/index.ts'
import type { addressNumberSchema, addressSchema } from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof addressSchema>>().toEqualTypeOf<EmergencyAddress>()
expectTypeOf<Entity<typeof addressNumberSchema>>().toEqualTypeOf<AddressNumber>()

const e911 = new E911()
declare const address: NewAddress

expectTypeOf(e911.list({ state: 'WA' })).toEqualTypeOf<List<EmergencyAddress>>()
expectTypeOf(e911.get('20930')).toEqualTypeOf<ApiPromise<EmergencyAddress>>()
expectTypeOf(e911.create(address)).toEqualTypeOf<ApiPromise<EmergencyAddress>>()
expectTypeOf(e911.validate(address)).toEqualTypeOf<ApiPromise<void>>()
expectTypeOf(e911.listNumbers('20930')).toEqualTypeOf<List<AddressNumber>>()

// Enumerations are open.
expectTypeOf<'Suite'>().toExtend<NewAddress['addressType']>()
expectTypeOf<'a type of tomorrow'>().toExtend<NewAddress['addressType']>()
expectTypeOf<'a type of tomorrow'>().toExtend<EmergencyAddress['addressType']>()

e911.update('20930', { addressType: null, addressTypeNumber: null })
e911.update('20930', { label: 'Office', zip: undefined })
// @ts-expect-error only an update removes a type
e911.create({ ...address, addressType: null })
// @ts-expect-error a required field cannot be removed
e911.update('20930', { zip: null })
const { zip: _, ...incomplete } = address
// @ts-expect-error a ZIP code is required
e911.create(incomplete)
// @ts-expect-error a ZIP code is text, since it may begin with zeros
e911.create({ ...address, zip: 98101 })
// @ts-expect-error the name on the wire
e911.create({ ...address, street_number: '1218' })
// @ts-expect-error the wire's limit is called pageSize
e911.list({ limit: 10 })
// @ts-expect-error no number
e911.assign('20930')
