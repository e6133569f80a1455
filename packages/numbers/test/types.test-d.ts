import type { ApiPromise, List, Page } from '@flowroute/core'
import { createClient } from '@flowroute/core'
import type { Entity } from '@flowroute/core/resource'
import { expectTypeOf } from 'vitest'
import {
  type AreaCode,
  type AvailableNumber,
  type Callback,
  type Exchange,
  type NumberCallerName,
  type NumberEmergencyAddress,
  type NumberRoute,
  Numbers,
  type PhoneNumber,
  type Provisioning,
  type Tier,
} from '../src/index.ts'
import type {
  availableNumberSchema,
  callerNameSchema,
  codeSchema,
  emergencyAddressSchema,
  phoneNumberSchema,
  provisioningSchema,
  routeSchema,
} from '../src/schemas.ts'

// Each interface is what its schema reads.
expectTypeOf<Entity<typeof phoneNumberSchema>>().toEqualTypeOf<PhoneNumber>()
expectTypeOf<Entity<typeof availableNumberSchema>>().toEqualTypeOf<AvailableNumber>()
expectTypeOf<Entity<typeof routeSchema>>().toEqualTypeOf<NumberRoute>()
expectTypeOf<Entity<typeof emergencyAddressSchema>>().toEqualTypeOf<NumberEmergencyAddress>()
expectTypeOf<Entity<typeof callerNameSchema>>().toEqualTypeOf<NumberCallerName>()
expectTypeOf<Entity<typeof codeSchema>>().toEqualTypeOf<AreaCode>()
expectTypeOf<Entity<typeof codeSchema>>().toEqualTypeOf<Exchange>()
expectTypeOf<Entity<typeof codeSchema>>().toEqualTypeOf<Tier>()
expectTypeOf<Entity<typeof provisioningSchema>>().toEqualTypeOf<Provisioning>()

declare const signal: AbortSignal
const numbers = new Numbers(createClient())
new Numbers()
new Numbers({ accessKey: 'key', secretKey: 'secret', retries: 0 })
// @ts-expect-error a client or its options
new Numbers('12345678')
// @ts-expect-error there is no such option
new Numbers({ apiKey: 'key' })

// Lists are lists of what they say, awaited or iterated.
expectTypeOf(numbers.search({ state: 'WA' })).toEqualTypeOf<List<AvailableNumber>>()
expectTypeOf(await numbers.list()).toEqualTypeOf<Page<PhoneNumber>>()
expectTypeOf(await numbers.list().take(3)).toEqualTypeOf<PhoneNumber[]>()
expectTypeOf(await numbers.listAreaCodes().toArray({ max: 10 })).toEqualTypeOf<AreaCode[]>()
for await (const page of numbers.list().pages())
  expectTypeOf(page.items).toEqualTypeOf<readonly PhoneNumber[]>()
for await (const number of numbers.list()) expectTypeOf(number).toEqualTypeOf<PhoneNumber>()
expectTypeOf(numbers.purchase('12065550100')).toEqualTypeOf<ApiPromise<PhoneNumber>>()
expectTypeOf(numbers.getMany(['12065550100'])).toEqualTypeOf<ApiPromise<PhoneNumber[]>>()
expectTypeOf(await numbers.release('12065550100')).toEqualTypeOf<void>()
const { data, attempts } = await numbers.get('12065550100').withResponse()
expectTypeOf(data).toEqualTypeOf<PhoneNumber>()
expectTypeOf(attempts).toBeNumber()

// An entity is flat, and says what may be missing.
expectTypeOf<PhoneNumber['id']>().toBeString()
expectTypeOf<PhoneNumber['alias']>().toEqualTypeOf<string | null>()
expectTypeOf<PhoneNumber['cnamLookupsEnabled']>().toBeBoolean()
expectTypeOf<AvailableNumber['monthlyCost']>().toEqualTypeOf<number | undefined>()
expectTypeOf<NonNullable<PhoneNumber['primaryRoute']>['id']>().toBeString()
expectTypeOf<'longcode'>().toExtend<PhoneNumber['numberType']>()
expectTypeOf<'a type of tomorrow'>().toExtend<PhoneNumber['numberType']>()
// @ts-expect-error a misspelt attribute
data.monthlycost
// @ts-expect-error an attribute of numbers of the account, not of offers
for await (const offer of numbers.search()) offer.alias

// Inputs: a variable of the environment may be undefined; numbers are text; names are those of the SDK.
numbers.search({ state: process.env['STATE'], pageSize: undefined }, { signal, timeout: 5_000 })
numbers.update('12065550100', { alias: null })
numbers.setCallback('12065550100', 'sms_callback', 'https://example.com/sms')
// @ts-expect-error numbers are text
numbers.get(12_065_550_100)
// @ts-expect-error the name on the wire
numbers.search({ starts_with: '1206' })
// @ts-expect-error the wire's limit is called pageSize
numbers.list({ limit: 10 })
// @ts-expect-error not a boolean
numbers.purchase('12065550100', { messagingEnabled: 'yes' })
// @ts-expect-error no such callback
numbers.setCallback('12065550100', 'voice_callback', 'https://example.com')
// @ts-expect-error no such callback
numbers.getCallback('12065550100', 'voice_callback')
expectTypeOf(await numbers.getCallback('12065550100', 'sms_callback')).toEqualTypeOf<Callback | undefined>()
expectTypeOf(await numbers.removeCallback('12065550100', 'sms_callback')).toBeVoid()
// @ts-expect-error a change of nothing known
numbers.update('12065550100', { note: 'mine' })
// @ts-expect-error no such option of a request
numbers.get('12065550100', { retry: 3 })
