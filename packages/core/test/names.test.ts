import { entity } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySchema, flatOf } from './json-api-set-up.ts'
import { clientOf } from './set-up.ts'

/** Names of the wire, as documented, with those of this SDK. */
const documented: Record<string, string> = {
  value: 'value',
  address_type: 'addressType',
  address_type_number: 'addressTypeNumber',
  amount_display: 'amountDisplay',
  amount_nanodollars: 'amountNanodollars',
  approval_datetime: 'approvalDatetime',
  callback_url: 'callbackUrl',
  cnam_lookups_enabled: 'cnamLookupsEnabled',
  cnam_preset: 'cnamPreset',
  creation_datetime: 'creationDatetime',
  date_created: 'dateCreated',
  delivery_receipts: 'deliveryReceipts',
  dlr_callback: 'dlrCallback',
  e911_address: 'e911Address',
  edge_strategy_id: 'edgeStrategyId',
  end_date: 'endDate',
  ends_with: 'endsWith',
  failover_route: 'failoverRoute',
  file_name: 'fileName',
  file_size: 'fileSize',
  first_name: 'firstName',
  inbound_rate: 'inboundRate',
  is_approved: 'isApproved',
  is_mms: 'isMms',
  iso_country: 'isoCountry',
  last_name: 'lastName',
  max_setup_cost: 'maxSetupCost',
  media_urls: 'mediaUrls',
  message_callback_url: 'messageCallbackUrl',
  message_encoding: 'messageEncoding',
  message_provisioning_status: 'messageProvisioningStatus',
  message_type: 'messageType',
  messaging_callback_url: 'messagingCallbackUrl',
  messaging_enabled: 'messagingEnabled',
  mime_type: 'mimeType',
  monthly_cost: 'monthlyCost',
  number_type: 'numberType',
  order_by: 'orderBy',
  price_details: 'priceDetails',
  primary_route: 'primaryRoute',
  rate_center: 'rateCenter',
  rejection_reason: 'rejectionReason',
  route_type: 'routeType',
  setup_cost: 'setupCost',
  start_date: 'startDate',
  starts_with: 'startsWith',
  status_code: 'statusCode',
  status_code_description: 'statusCodeDescription',
  street_number: 'streetNumber',
  surcharge_rate: 'surchargeRate',
  voice_primary_route: 'voicePrimaryRoute',
}

const entries = Object.entries(documented)
const wireForm = Object.fromEntries(entries.map(([wire]) => [wire, wire]))
const ownForm = Object.fromEntries(entries.map(([wire, own]) => [own, wire]))

describe('names', () => {
  test('of the wire are given in camelCase', async () => {
    const { id, ...attributes } = await flatOf({ id: '1', attributes: wireForm })
    expect(id).toBe('1')
    expect(attributes).toEqual(ownForm)
  })

  test.each([
    ['those of this SDK', ownForm],
    ['those of the wire', wireForm],
  ])('are sent as the wire has them: %s', async (_, names) => {
    await using server = await startServer([{ status: 204 }])
    const nested = { attributes: [names, { deep: names }] }
    const body = Object.freeze({ ...names, ...nested })
    await clientOf(server).request({ method: 'PATCH', path: '/v2/things/1', query: names, body })
    const [request] = server.requests
    expect(request?.query).toEqual(wireForm)
    expect(request?.json).toEqual({ ...wireForm, attributes: [wireForm, { deep: wireForm }] })
    expect(body).toEqual({ ...names, ...nested })
  })

  test('of any documented form come back as they were', async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
    const wireName = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('_'))
    const isIdentity = (name: string): boolean => ['id', 'type', 'links', 'data'].includes(name)
    const objects = fc.dictionary(
      wireName.filter((name) => !isIdentity(name)),
      fc.jsonValue({ maxDepth: 0 }),
      { maxKeys: 8 },
    )
    await using server = await startServer(({ json }) => ({
      body: { data: { id: '1', attributes: json } },
    }))
    const client = clientOf(server)
    await fc.assert(
      fc.asyncProperty(objects, async (attributes) => {
        const spec = { method: 'PUT', path: '/v2/things/1', decode: entity(anySchema) } as const
        const { id: _, ...own } = await client.request({ ...spec, body: attributes })
        for (const name of Object.keys(own)) expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/)
        await client.request({ ...spec, body: own })
        const [there, back] = server.requests.slice(-2)
        expect(back?.json).toEqual(there?.json)
        expect(there?.json).toEqual(JSON.parse(JSON.stringify(attributes)))
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['_private', '_private'],
    ['trailing_', 'trailing_'],
    ['double__underscore', 'doubleUnderscore'],
    ['kebab-case', 'kebabCase'],
    ['line_2', 'line2'],
    ['already', 'already'],
    ['alreadyCamel', 'alreadyCamel'],
    ['', ''],
    ['with space', 'with space'],
    ['naïve_name', 'naïveName'],
  ])('that nobody documented are given all the same: %j is %j', async (wire, own) => {
    expect(await flatOf({ id: '1', attributes: { [wire]: 1 } })).toEqual({ id: '1', [own]: 1 })
  })

  test('in any number are converted alike', async () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `name_a${index}`)
    for (let round = 0; round < 2; round++) {
      const attributes = Object.fromEntries(names.map((name) => [name, name]))
      const { id: _, ...own } = await flatOf({ id: '1', attributes })
      expect(own).toEqual(Object.fromEntries(names.map((name) => [name.replace('_a', 'A'), name])))
    }
  })

  test('are sent with times as they are, and without what is undefined', async () => {
    await using server = await startServer([{ status: 204 }])
    const body = { startDate: new Date('2018-06-01T00:17:52Z'), endDate: undefined, bodyText: 'camelCase' }
    await clientOf(server).request({ method: 'POST', path: '/v2/things', body })
    expect(server.requests[0]?.json).toEqual({
      start_date: '2018-06-01T00:17:52.000Z',
      body_text: 'camelCase',
    })
  })

  test('in a query are converted too, and its times written as ISO 8601', async () => {
    await using server = await startServer([{ status: 204 }])
    const query = { startDate: new Date('2018-06-01T00:17:52Z'), isApproved: true, left: null }
    await clientOf(server).request({ path: '/v2/things', query })
    expect(server.requests[0]?.query).toEqual({ start_date: '2018-06-01T00:17:52.000Z', is_approved: 'true' })
  })
})
