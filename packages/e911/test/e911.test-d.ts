import type { ApiPromise, List } from '@flowroute/core'
import { expectTypeOf } from 'vitest'
import { type AddressNumber, E911, type EmergencyAddress, type NewAddress } from '../src/index.ts'

const e911 = new E911()
declare const address: NewAddress

expectTypeOf(e911.create(address)).toEqualTypeOf<ApiPromise<EmergencyAddress>>()
expectTypeOf(await e911.validate(address)).toEqualTypeOf<void>()
expectTypeOf(e911.listNumbers('20930')).toEqualTypeOf<List<AddressNumber>>()

expectTypeOf<EmergencyAddress['zip']>().toBeString()
expectTypeOf<EmergencyAddress['addressType']>().toEqualTypeOf<string | null | undefined>()
expectTypeOf<'Suite'>().toExtend<NewAddress['addressType']>()
expectTypeOf<'a type of tomorrow'>().toExtend<NewAddress['addressType']>()

// A change may take a type away; a new address has one, or none.
e911.update('20930', { addressType: null, addressTypeNumber: null })
e911.update('20930', { label: 'Office', zip: undefined })
// @ts-expect-error a new address has nothing to take away
e911.create({ ...address, addressType: null })
// @ts-expect-error what every address has cannot be taken away
e911.update('20930', { zip: null })
const { zip: _, ...incomplete } = address
// @ts-expect-error an address has a ZIP code
e911.create(incomplete)
// @ts-expect-error leading zeros are part of a ZIP code, which is text
e911.create({ ...address, zip: 98101 })
// @ts-expect-error the name on the wire
e911.create({ ...address, street_number: '1218' })
// @ts-expect-error what is assigned, and to which number
e911.assign('20930')
