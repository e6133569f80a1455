import type { ApiPromise, List } from '@flowroute/core'
import type { Signer } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import { type AvailableNumber, NumbersV1, type PhoneNumber, type Route, v1Signer } from '../src/index.ts'

const numbers = new NumbersV1()

expectTypeOf(numbers.search({ npa: '206' })).toEqualTypeOf<List<AvailableNumber>>()
expectTypeOf(numbers.get('12065550100')).toEqualTypeOf<ApiPromise<PhoneNumber>>()
expectTypeOf(await numbers.listRoutes().toArray()).toEqualTypeOf<Route[]>()
expectTypeOf(await numbers.purchase('12065550100', { billingMethod: 'VPRI' })).toEqualTypeOf<void>()
expectTypeOf(v1Signer()).toEqualTypeOf<Signer>()

expectTypeOf<AvailableNumber['monthlyCost']>().toBeNumber()
expectTypeOf<PhoneNumber['routes'][number]['name']>().toBeString()
expectTypeOf<'METERED'>().toExtend<PhoneNumber['billingMethod']>()

declare const route: Route
numbers.updateRoutes('12065550100', ['office', 'sip-reg'])
numbers.updateRoutes('12065550100', [{ name: 'office' }, 'sip-reg'])
// @ts-expect-error a route goes by its name, which is its id here
numbers.updateRoutes('12065550100', [route, 'sip-reg'])
// @ts-expect-error there are two, the primary one and that for when it fails
numbers.updateRoutes('12065550100', ['office'])
// @ts-expect-error how it is billed is for the buyer to say
numbers.purchase('12065550100')
// @ts-expect-error no such method
numbers.purchase('12065550100', { billingMethod: 'FREE' })
// @ts-expect-error it is built in
numbers.createRoute({ name: 'office', type: 'SIP-REG', value: '' })
