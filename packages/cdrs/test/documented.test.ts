import { startServer } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import { authorization, cdrsAt, exportId } from './support.ts'

/** The answer to a creation, as the reference shows it: totals are not there yet, and the filters come twice. */
const created = {
  data: {
    type: 'cdrexport',
    id: '38647',
    links: { self: 'https://api.flowroute.com/v2/cdrs/exports/38647' },
    attributes: {
      status: 'processing',
      callback_url: null,
      download_url: null,
      requested_at: '2019-06-26T17:08:22.041000+00:00',
      created_at: '2019-06-26T17:08:22.047000+00:00',
      expires_at: null,
      total_cost: null,
      call_subtotal: null,
      connect_fees: null,
      cnamlookup_fees: null,
      usf_fees: null,
      ccrf: null,
      num_calls: null,
      billed_minutes: null,
      filter_parameters: {
        start_call_start_time: '2019-01-01T00:00:00+00:00',
        start_call_end_time: '2019-06-26T00:00:00+00:00',
        number_aliases: "['sales', 'support']",
      },
    },
  },
}

const completed = {
  ...created.data.attributes,
  status: 'completed',
  download_url: 'https://s3.us-west-2.amazonaws.com/flowroute-cdrexports/38647.csv.gz?X-Amz-Expires=259200',
  expires_at: '2019-06-29T17:09:00+00:00',
  total_cost: '34.321300',
  call_subtotal: '30.1',
  connect_fees: '0.0',
  cnamlookup_fees: '4.221300',
  usf_fees: '0.0',
  ccrf: '0.0',
  num_calls: 1_042,
  billed_minutes: '913',
  filter_parameters: {},
}

describe('createExport', () => {
  it('sends the documented request and reads the documented response', async () => {
    await using server = await startServer([{ status: 201, body: created }])
    const found = await cdrsAt(server, { strict: true }).createExport({
      from: '2019-01-01',
      to: new Date('2019-06-26T00:00:00Z'),
      numberAliases: ['sales', 'support'],
      destinationNumbers: ['+1 (877) 555-0100', '911'],
      durationGreaterThan: 60,
      filters: { tollFreeOnly: true },
      callbackUrl: 'https://example.com/exports',
    })
    expect(server.requests[0]).toMatchObject({ method: 'POST', target: '/v2/cdrs/exports' })
    expect(server.requests[0]?.headers).toMatchObject({
      authorization,
      'content-type': 'application/vnd.api+json',
    })
    expect(server.requests[0]?.json).toStrictEqual({
      data: {
        type: 'cdrexport',
        attributes: {
          callback_url: 'https://example.com/exports',
          filter_parameters: {
            toll_free_only: true,
            start_call_start_time: '2019-01-01T00:00:00Z',
            start_call_end_time: '2019-06-26T00:00:00Z',
            number_aliases: ['sales', 'support'],
            destination_numbers: ['18775550100', '911'],
            duration_greater_than: 60,
          },
        },
      },
    })
    expect(found).toMatchObject({
      id: '38647',
      status: 'processing',
      downloadUrl: null,
      requestedAt: new Date('2019-06-26T17:08:22.041Z'),
      expiresAt: null,
      totalCost: null,
      totalCostNanodollars: null,
      numCalls: null,
      filterParameters: {
        startCallStartTime: new Date('2019-01-01T00:00:00Z'),
        startCallEndTime: new Date('2019-06-26T00:00:00Z'),
        numberAliases: ['sales', 'support'],
      },
    })
  })

  it('accepts a 202', async () => {
    await using server = await startServer([{ status: 202, body: created }])
    expect((await cdrsAt(server).createExport({ from: '2019-01-01', to: '2019-02-01' })).id).toBe('38647')
  })
})

test('get reads totals as exact text and as nanodollars', async () => {
  await using server = await startServer([
    { body: { data: { type: 'cdrexport', id: 38_647, attributes: completed } } },
  ])
  expect(await cdrsAt(server, { strict: true }).get(exportId)).toMatchObject({
    id: '38647',
    status: 'completed',
    expiresAt: new Date('2019-06-29T17:09:00Z'),
    totalCost: '34.321300',
    totalCostNanodollars: 34_321_300_000,
    callSubtotalNanodollars: 30_100_000_000,
    connectFees: '0.0',
    connectFeesNanodollars: 0,
    cnamlookupFeesNanodollars: 4_221_300_000,
    numCalls: 1_042,
    billedMinutes: 913,
  })
  expect(server.requests.map(({ target }) => target)).toStrictEqual([`/v2/cdrs/exports/${exportId}`])
})

test('list reads items that are wrapped twice, and follows no link', async () => {
  const item = (id: number) => ({ data: { type: 'cdrexport', id, attributes: completed } })
  await using server = await startServer([
    {
      body: {
        data: [item(203_485), item(203_486)],
        links: { next: 'http://cdr-api/cdrs/exports?offset=2&limit=2' },
      },
    },
    { body: { data: [item(203_487)], links: {} } },
  ])
  const ids: string[] = []
  for await (const { id } of cdrsAt(server, { strict: true }).list({ status: 'completed', pageSize: 2 }))
    ids.push(id)
  expect(ids).toStrictEqual(['203485', '203486', '203487'])
  expect(server.requests.map(({ target }) => target)).toStrictEqual([
    '/v2/cdrs/exports?status=completed&limit=2&offset=0',
    '/v2/cdrs/exports?status=completed&limit=2&offset=2',
  ])
})
