import ky from 'ky'
import * as v from 'valibot'
import { expectTypeOf } from 'vitest'
import {
  ApiError,
  type ApiPromise,
  type Client,
  createClient,
  FlowrouteError,
  isFlowrouteError,
  type List,
  NotFoundError,
  type Open,
  type Outcome,
  phoneNumber,
  type RecipientOptedOutError,
  type WithResponse,
} from '../src/index.ts'
import { kyTransport } from '../src/ky.ts'
import { entities, textOrNumber } from '../src/resource.ts'

// Every option may be undefined, as a variable of the environment is.
const client = createClient({ accessKey: process.env['FR_ACCESS_KEY'], secretKey: undefined, retries: 0 })
expectTypeOf(client).toEqualTypeOf<Client>()
createClient({ fetch: async (request) => fetch(request), logger: console })
createClient({ middleware: [(request, next, { attempt }) => (attempt > 1 ? next(request) : next(request))] })
// ky itself and its instances are taken as they are.
createClient({ transport: kyTransport(ky) })
createClient({ transport: kyTransport(ky.extend({ hooks: { beforeRequest: [() => {}] } })) })
// @ts-expect-error milliseconds
createClient({ timeout: '30s' })
// @ts-expect-error no such option
createClient({ baseURL: 'https://api.flowroute.com' })
// @ts-expect-error a fetch gives a response
createClient({ fetch: async () => ({ status: 200 }) })
// @ts-expect-error the secret key is not to be had
client.secretKey

// What a request gives is unknown, unless it is said or decoded.
expectTypeOf(client.request({ path: '/v2/numbers' })).toEqualTypeOf<ApiPromise<unknown>>()
expectTypeOf(client.request<{ data: string[] }>({ path: '/v2/numbers' })).toEqualTypeOf<
  ApiPromise<{ data: string[] }>
>()
const decode = entities(v.looseObject({ id: textOrNumber() }))
const spec = { path: '/v2/numbers', decode }
for await (const item of client.list(spec)) {
  expectTypeOf(item.id).toBeString()
  // What the schema does not know is kept.
  expectTypeOf(item['unknown']).toBeUnknown()
}
const answer = await client.request(spec).withResponse()
expectTypeOf(answer.data).toExtend<{ id: string }[]>()
expectTypeOf(answer.attempts).toBeNumber()
expectTypeOf(answer).toExtend<WithResponse<unknown>>()
expectTypeOf(client.list(spec)).toExtend<List<{ id: string }>>()
// @ts-expect-error a path is needed
client.request({ method: 'GET' })
// @ts-expect-error no such method
client.request({ method: 'HEAD', path: '/v2/numbers' })

// Errors narrow to what they carry.
declare const error: unknown
if (isFlowrouteError(error)) {
  expectTypeOf(error).toEqualTypeOf<FlowrouteError>()
  expectTypeOf(error.outcome).toEqualTypeOf<Outcome>()
}
if (error instanceof NotFoundError) {
  expectTypeOf(error.status).toBeNumber()
  expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>()
  expectTypeOf(error.fields).toEqualTypeOf<Record<string, string[]>>()
}
expectTypeOf<Outcome>().toEqualTypeOf<'not-sent' | 'rejected' | 'unknown'>()
expectTypeOf<RecipientOptedOutError>().toExtend<ApiError>()
expectTypeOf<ApiError>().toExtend<FlowrouteError>()
expectTypeOf<FlowrouteError>().toExtend<Error>()
// @ts-expect-error only answers have a status
new FlowrouteError('').status
// @ts-expect-error an error is read, not written
if (error instanceof ApiError) error.status = 200

expectTypeOf(phoneNumber('(206) 555-0100')).toBeString()
expectTypeOf<'tomorrow'>().toExtend<Open<'today'>>()
// @ts-expect-error text all the same
const _open: Open<'today'> = 5
