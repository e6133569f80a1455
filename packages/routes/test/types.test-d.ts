import type { ApiPromise, List } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import { type EdgeStrategy, type Route, Routes } from '../src/index.ts'
import type { edgeStrategySchema, routeSchema } from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof routeSchema>>().toEqualTypeOf<Route>()
expectTypeOf<Entity<typeof edgeStrategySchema>>().toEqualTypeOf<EdgeStrategy>()

const routes = new Routes()

expectTypeOf(routes.list()).toEqualTypeOf<List<Route>>()
expectTypeOf(routes.create({ alias: 'office', routeType: 'host', value: 'sip.example.com' })).toEqualTypeOf<
  ApiPromise<Route>
>()
expectTypeOf(await routes.setPrimary('12065550100', '98396')).toEqualTypeOf<void>()
expectTypeOf(await routes.listEdgeStrategies()).toEqualTypeOf<EdgeStrategy[]>()

expectTypeOf<Route['id']>().toBeString()
expectTypeOf<Route['value']>().toEqualTypeOf<string | null>()
expectTypeOf<'sip-reg'>().toExtend<Route['routeType']>()
expectTypeOf<'a type of tomorrow'>().toExtend<Route['routeType']>()

routes.update('98396', { alias: 'reception' })
routes.list({ routeType: 'sip-reg' })
// @ts-expect-error it is built in, and cannot be made
routes.create({ alias: 'office', routeType: 'sip-reg', value: '' })
// @ts-expect-error a route leads somewhere
routes.create({ alias: 'office', routeType: 'number' })
// @ts-expect-error ids are text
routes.setPrimary('12065550100', 98396)
// @ts-expect-error the name on the wire
routes.create({ alias: 'office', route_type: 'host', value: 'sip.example.com' })
