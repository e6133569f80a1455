import type { SchemaReport } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { failureOf, id, numberDocument, numbersAt } from './support.ts'

const common = { id, value: id, alias: null, cnamLookupsEnabled: true }

describe('a response with more than is documented', () => {
  const document = {
    data: {
      ...numberDocument({
        number_type: 'satellite',
        status: 'PORTING_OUT',
        rate_type: 'premium',
        tier: 'Gold',
        carrier_notes: { first_seen: '2026-01-01', tags: ['a_b'] },
      }).data,
      relationships: {
        primary_route: { data: { id: '7', type: 'route' } },
        fraud_profile: { data: { id: 'f-1', type: 'fraud_profile' } },
        tags: { data: [{ id: 't-1', type: 'tag' }] },
      },
    },
    included: [
      { id: '7', type: 'route', attributes: { route_type: 'webrtc', alias: 'browser', region_hint: 'eu' } },
      { id: 'f-1', type: 'fraud_profile', attributes: { risk_level: 3 } },
    ],
  }

  it('is returned whole, and matches the schema', async () => {
    await using server = await startServer([{ body: document }])
    expect(await numbersAt(server, { strict: true }).get(id)).toStrictEqual({
      ...common,
      numberType: 'satellite',
      status: 'PORTING_OUT',
      rateType: 'premium',
      tier: 'Gold',
      carrierNotes: { firstSeen: '2026-01-01', tags: ['a_b'] },
      primaryRoute: { id: '7', routeType: 'webrtc', alias: 'browser', regionHint: 'eu' },
      fraudProfile: { id: 'f-1', riskLevel: 3 },
      tags: [{ id: 't-1' }],
    })
  })

  it('keeps what is new in lists too', async () => {
    const item = { id, type: 'number', attributes: { value: id, number_type: 'satellite', promo_code: 'x' } }
    const area = { id: '206', type: 'areacode', attributes: { numbers_left: 12 } }
    await using server = await startServer(({ path }) => ({
      body: { data: [path.endsWith('areacodes') ? area : item] },
    }))
    const numbers = numbersAt(server, { strict: true })
    expect((await numbers.search()).items).toStrictEqual([
      { id, value: id, numberType: 'satellite', promoCode: 'x' },
    ])
    expect((await numbers.listAreaCodes()).items).toStrictEqual([{ id: '206', numbersLeft: 12 }])
  })
})

describe('a response with values of other types', () => {
  it('gives costs as numbers, switches as booleans and ids as text', async () => {
    const { data } = numberDocument({
      value: 12_065_550_100,
      cnam_lookups_enabled: 'true',
      messaging_enabled: 'False',
      monthly_cost: '1.25',
      setup_cost: '0',
      inbound_rate: '0.012',
    })
    const relationships = {
      primary_route: { data: { id: 98_396, type: 'route' } },
      e911_address: { data: null },
    }
    await using server = await startServer([
      {
        body: {
          data: { ...data, id: 12_065_550_100, relationships },
          included: [{ id: '98396', type: 'route', attributes: { route_type: 'host', value: null } }],
        },
      },
    ])
    expect(await numbersAt(server, { strict: true }).get(id)).toStrictEqual({
      ...common,
      messagingEnabled: false,
      monthlyCost: 1.25,
      setupCost: 0,
      inboundRate: 0.012,
      primaryRoute: { id: '98396', routeType: 'host', value: null },
      e911Address: null,
    })
  })

  it('gives the costs of numbers for sale as numbers, and what toll-free numbers lack as null', async () => {
    const attributes = { value: id, monthly_cost: '0.95', setup_cost: 1, state: null, rate_center: null }
    await using server = await startServer([
      { body: { data: [{ id: Number(id), type: 'number', attributes }] } },
    ])
    expect((await numbersAt(server, { strict: true }).search()).items).toStrictEqual([
      { id, value: id, monthlyCost: 0.95, setupCost: 1, state: null, rateCenter: null },
    ])
  })

  it('gives codes as text', async () => {
    await using server = await startServer([{ body: { data: [{ type: 'areacode', id: 206 }] } }])
    expect((await numbersAt(server, { strict: true }).listAreaCodes()).items).toStrictEqual([{ id: '206' }])
  })
})

describe('a response that does not match its schema', () => {
  const document = { data: { id, type: 'number', attributes: { value: id, monthly_cost: 'free', alias: 7 } } }
  const fields = ['monthlyCost', 'alias', 'cnamLookupsEnabled']

  it('is returned, and reported', async () => {
    const reports: SchemaReport[] = []
    await using server = await startServer([{ status: 201, body: document }])
    const numbers = numbersAt(server, { onSchemaIssue: (report) => reports.push(report) })
    expect(await numbers.purchase(id)).toStrictEqual({ id, value: id, monthlyCost: 'free', alias: 7 })
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ method: 'POST', path: `/v2/numbers/${id}` })
    expect(reports[0]?.issues.map(({ field }) => field).toSorted()).toStrictEqual(fields.toSorted())
  })

  it('is refused by a strict client, the outcome of a write being unknown', async () => {
    await using server = await startServer([{ status: 201, body: document }])
    const error = await failureOf(numbersAt(server, { strict: true }).purchase(id))
    expect(error).toMatchObject({ name: 'ResponseFormatError', outcome: 'unknown', attempts: 1 })
    for (const field of fields) expect(error.message).toContain(field)
  })
})

it('has the emergency address and the caller name of a number: whole, by id, or null', async () => {
  const linked = {
    e911_address: { data: { id: 20_930, type: 'e911' } },
    cnam_preset: { data: { id: 22_790, type: 'cnam' } },
  }
  const included = [
    {
      id: '20930',
      type: 'e911',
      attributes: { label: 'Office', street_number: '7742', address_type: '', zip: '98106' },
    },
    {
      id: '22790',
      type: 'cnam',
      attributes: {
        value: 'BROWN BAG',
        is_approved: 'true',
        approval_datetime: '2018-04-23 17:04:30.829272+00:00',
        creation_datetime: null,
        rejection_reason: '',
      },
    },
  ]
  const { data } = numberDocument()
  await using server = await startServer([
    { body: { data: { ...data, relationships: linked }, included } },
    { body: { data: { ...data, relationships: linked } } },
    {
      body: {
        data: { ...data, relationships: { e911_address: { data: null }, cnam_preset: { data: null } } },
      },
    },
  ])
  const numbers = numbersAt(server, { strict: true })
  expect(await numbers.get(id)).toStrictEqual({
    ...common,
    e911Address: { id: '20930', label: 'Office', streetNumber: '7742', addressType: '', zip: '98106' },
    cnamPreset: {
      id: '22790',
      value: 'BROWN BAG',
      isApproved: true,
      approvalDatetime: new Date('2018-04-23T17:04:30.829Z'),
      creationDatetime: null,
      rejectionReason: '',
    },
  })
  expect(await numbers.get(id)).toStrictEqual({
    ...common,
    e911Address: { id: '20930' },
    cnamPreset: { id: '22790' },
  })
  expect(await numbers.get(id)).toStrictEqual({ ...common, e911Address: null, cnamPreset: null })
})

it('reads a resource in a second envelope, as the preview of v2.1 has it', async () => {
  const { data } = numberDocument({ alias: 'front desk' })
  const relationships = { primary_route: { data: { id: '0', type: 'route' } } }
  const included = [{ id: '0', type: 'route', attributes: { alias: 'sip-reg' } }]
  await using server = await startServer([
    { status: 201, body: { data: { data: { ...data, relationships } }, included } },
    { body: { data: [{ data }] } },
  ])
  const numbers = numbersAt(server, { strict: true })
  expect(await numbers.purchase(id)).toStrictEqual({
    ...common,
    alias: 'front desk',
    primaryRoute: { id: '0', alias: 'sip-reg' },
  })
  expect(await numbers.getMany([id])).toStrictEqual([{ ...common, alias: 'front desk' }])
})
