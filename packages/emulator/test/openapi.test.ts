import { recorded, recordedNames } from '@flowroute/testing'
import { validate } from '@readme/openapi-parser'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../src/endpoints/openapi/document.ts'
import { createEmulator } from '../src/index.ts'
import { answerProblems, type Operation, openApi, operationOf, requestProblems } from './openapi-exchanges.ts'
import './patience.ts'
import { callerOf } from './support.ts'

const emulator = createEmulator()
const call = callerOf(emulator)

function documented(method: string, path: string): Operation {
  const found = operationOf(method, path)
  if (found === undefined) throw new Error(`${method} ${path} is not in the document`)
  return found
}

test('the document is valid, and so without anything that the endpoints do not have', async () => {
  expect(openApi.openapi).toBe('3.1.0')
  const result = await validate(structuredClone(openApi) as unknown as Parameters<typeof validate>[0])
  expect(result).toMatchObject({ valid: true })
  const ids = Object.values(openApi.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(100)
})

test('an endpoint without a description, or a description without an endpoint, is an error', () => {
  const endpoints = Object.entries(openApi.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase() as 'GET',
      path: template.replaceAll(/\{(\w+)\}/g, ':$1'),
    })),
  )
  expect(openApiDocument(endpoints)).toEqual(openApi)
  const more = [...endpoints, { method: 'GET', path: '/v2/horses' } as const]
  expect(() => openApiDocument(more)).toThrow('GET /v2/horses is not described')
  expect(() => openApiDocument(endpoints.slice(1))).toThrow('These are described, and not there: GET')
})

describe('every recorded exchange', () => {
  test.each(recordedNames)('%s', (name) => {
    const { request, response } = recorded(name)
    const { method, path, query = {}, body } = request
    // The exchange of a refused file has no request body.
    const operation = documented(method, path)
    const names = operation.parameters.map((parameter) => parameter.name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(query)))
    if (response.status < 400) expect(requestProblems(operation, Object.entries(query), body)).toEqual([])
    expect(answerProblems(operation, response.status, response.body)).toEqual([])
  })
})

const address = {
  ...{ label: 'Office', first_name: 'Maria', last_name: 'Bermudez', street_number: '7742' },
  ...{ street_name: '20th Ave SW', city: 'Seattle', state: 'WA', country: 'US', zip: '98106' },
}
const order = {
  ...{ numbers: ['+12065550100'], billing_name: 'Ada Example', street: '1 Sample St', city: 'Seattle' },
  ...{ state: 'WA', zip: '98101', country: 'US', provider: 'Old Carrier', provider_account: '123ABC' },
}
const letter = { signature_name: 'Ada Example', signature_title: 'Owner' }
const filters = { start_call_start_time: '2026-01-01', start_call_end_time: '2026-01-02' }
const url = 'https://example.com/hook'
const number = '/v2/numbers/12062140284'
const text = { from: '12062140284', to: '12065550100', body: 'hello there' }

/** Ids are those of the first record that was made. */
let ids: Record<string, string> = {}
const calls: [method: string, path: string, json?: unknown][] = [
  ['GET', '/v2/numbers/available/tiers'],
  ['GET', '/v2/numbers/available?limit=2'],
  ['POST', number, { cnam_lookups_enabled: 'true' }],
  ['GET', '/v2/numbers'],
  ['PATCH', number, { data: { type: 'number', attributes: { alias: 'desk' } } }],
  ['POST', '/v2/numbers/details', { numbers: ['12062140284'] }],
  ['GET', '/v2/routes/edge_strategies'],
  ['POST', '/v2/routes', { alias: 'office', route_type: 'host', value: 'sip.example.com' }],
  ['PATCH', '/v2/routes/:route', { alias: 'head office' }],
  ['PATCH', `${number}/relationships/primary_route`, { data: { type: 'route', id: '0' } }],
  ['POST', `${number}/relationships/sms_callback`, { callback_url: url }],
  ['GET', `${number}/relationships/sms_callback`],
  ['DELETE', `${number}/relationships/sms_callback`],
  ['POST', '/v2/e911s', address],
  ['PATCH', `${number}/relationships/e911s/:e911`],
  ['GET', number],
  ['GET', '/v2/e911s/:e911/relationships/numbers'],
  ['POST', '/v2/cnams', { value: 'RAIN CITY' }],
  ['GET', '/v2/cnams/:cnam'],
  ['PUT', '/v2.1/messages/sms_callback', { callback_url: url }],
  ['GET', '/v2.2/messages/sms_callback'],
  ['DELETE', '/v2.2/messages/sms_callback'],
  ['POST', '/v2.2/messages', text],
  ['GET', '/v2.2/messages/:message'],
  ['GET', '/v2.1/messages?start_date=2026-01-01'],
  ['POST', '/v2/messages', text],
  ['GET', '/v2/messages?start_date=2026-01-01'],
  ['POST', '/v2/message-provision', { action: 'enable', numbers: ['12062140284'] }],
  ['POST', '/v2/portorders/portability', { numbers: ['+12065550100'] }],
  ['POST', '/v2/portorders', { data: { type: 'portorder', attributes: order } }],
  ['GET', '/v2/portorders'],
  ['GET', '/v2/portorders/:portorder/loa'],
  ['POST', '/v2/portorders/:portorder/upload_file', { filename: 'bill.pdf' }],
  ['POST', '/v2/portorders/:portorder/loa', letter],
  ['GET', '/v2/portorders/:portorder'],
  ['GET', '/v2/portorders/:portorder/status'],
  ['POST', '/v2/cdrs/exports', { data: { type: 'cdrexport', attributes: { filter_parameters: filters } } }],
  ['GET', '/v2/cdrs/exports'],
  ['GET', '/v2/cdrs/exports/:cdrexport'],
  ['DELETE', number],
]

test('each operation answers, and what the document refuses the emulator refuses too', async () => {
  ids = {}
  for (const [method, template, json] of calls) {
    const [path = '', query] = template.replace(/:(\w+)/, (_, type: string) => ids[type] ?? 'none').split('?')
    const suffix = query === undefined ? '' : `?${query}`
    const operation = documented(method, path)
    if (operation.requestBody?.required === true && requestProblems(operation, [], {}).length > 0) {
      const refused = await call(method, path, { json: {} })
      expect(refused.status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
    }
    // That answers fit, and requests that are accepted, is checked for every call of every test.
    const reply = await call(method, `${path}${suffix}`, json === undefined ? {} : { json })
    expect(reply.status, `${method} ${path}: ${reply.text}`).toBeLessThan(400)
    const made = reply.data as { type?: string; id?: string } | undefined
    if (method === 'POST' && made?.type !== undefined && made.id !== undefined) ids[made.type] ??= made.id
  }
})
