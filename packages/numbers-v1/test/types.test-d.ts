import type { ApiPromise, List } from '@flowroute/core'
import type { Entity, Signer } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import {
  type AvailableNumber,
  type Npa,
  type NpaNxx,
  type NumberRoute,
  NumbersV1,
  type PhoneNumber,
  type Route,
  v1Signer,
} from '../src/index.ts'
import type {
  availableNumberSchema,
  codeSchema,
  numberRouteSchema,
  phoneNumberSchema,
  routeSchema,
} from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof codeSchema>>().toEqualTypeOf<Npa>()
expectTypeOf<Entity<typeof codeSchema>>().toEqualTypeOf<NpaNxx>()
expectTypeOf<Entity<typeof availableNumberSchema>>().toEqualTypeOf<AvailableNumber>()
expectTypeOf<Entity<typeof phoneNumberSchema>>().toEqualTypeOf<PhoneNumber>()
expectTypeOf<Entity<typeof numberRouteSchema>>().toEqualTypeOf<NumberRoute>()
expectTypeOf<Entity<typeof routeSchema>>().toEqualTypeOf<Route>()

const numbers = new NumbersV1()
expectTypeOf(numbers.listNpas()).toEqualTypeOf<List<Npa>>()
expectTypeOf(numbers.listNpaNxxs()).toEqualTypeOf<List<NpaNxx>>()
expectTypeOf(numbers.list()).toEqualTypeOf<List<PhoneNumber>>()

expectTypeOf(numbers.search({ npa: '206' })).toEqualTypeOf<List<AvailableNumber>>()
expectTypeOf(numbers.get('12065550100')).toEqualTypeOf<ApiPromise<PhoneNumber>>()
expectTypeOf(await numbers.listRoutes().toArray()).toEqualTypeOf<Route[]>()
expectTypeOf(await numbers.purchase('12065550100', { billingMethod: 'VPRI' })).toEqualTypeOf<void>()
expectTypeOf(v1Signer()).toEqualTypeOf<Signer>()

// Enumerations are open.
expectTypeOf<'a method of tomorrow'>().toExtend<PhoneNumber['billingMethod']>()
expectTypeOf<'METERED'>().toExtend<PhoneNumber['billingMethod']>()

declare const route: Route
numbers.updateRoutes('12065550100', ['office', 'sip-reg'])
numbers.updateRoutes('12065550100', [{ name: 'office' }, 'sip-reg'])
// @ts-expect-error a route of a list has its name as id
numbers.updateRoutes('12065550100', [route, 'sip-reg'])
// @ts-expect-error no failover route
numbers.updateRoutes('12065550100', ['office'])
// @ts-expect-error no billing method
numbers.purchase('12065550100')
// @ts-expect-error no such billing method
numbers.purchase('12065550100', { billingMethod: 'FREE' })
// @ts-expect-error sip-reg is built in
numbers.createRoute({ name: 'office', type: 'SIP-REG', value: '' })
// @ts-expect-error the wire's limit is called pageSize
numbers.list({ limit: 10 })
