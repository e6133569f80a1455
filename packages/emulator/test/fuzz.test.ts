import {
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  option,
  record,
  string,
} from 'fast-check'
import { expect, test } from 'vitest'
import { buyOne, createAddress, createApproved, createRoute, setUp } from './support.ts'

const names = [
  ...['limit', 'offset', 'starts_with', 'contains', 'ends_with', 'rate_center', 'state', 'number_type'],
  ...['iso_country', 'order_by', 'max_setup_cost', 'areacode', 'alias', 'route_type', 'value', 'start_date'],
  ...['end_date', 'to', 'from', 'body', 'media_urls', 'is_mms', 'dlr_callback', 'callback_url', 'numbers'],
  ...['label', 'first_name', 'last_name', 'street_number', 'street_name', 'city', 'country', 'zip'],
  ...['address_type', 'address_type_number', 'is_approved', 'type'],
  ...['id', 'edge_strategy_id', 'messaging_enabled', 'cnam_lookups_enabled', '__proto__', 'null'],
]

const texts = [
  ...['', '0', '1', '-1', '10', '99999999999999999999', 'true', 'null', 'abc', '206', '12065550100'],
  ...['US', 'CA', 'WA', '98101', 'M4C 5K7', 'Suite', 'value=A', 'True', 'e911', 'cnam'],
  ...['+12065550100', 'tn,desc', 'host', 'route', 'number', 'message', 'a.b:80;weight=1', '2017-12-01'],
  ...['2017-12-01T00:00:00+05:30', 'https://example.com/a.png', '../..', '%00', '😀', '\ud800', '\u0000'],
]

const word = oneof(constantFrom(...texts), string())

test('whatever is asked, the answer is a document or nothing, and never a 500', async () => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  const routeId = await createRoute(call)
  const sent = await call('POST', '/v2.1/messages', { json: { to: number, from: number, body: 'x' } })
  const addressId = await createAddress(call)
  const nameId = await createApproved(call, emulator)
  const ids = [
    number,
    routeId,
    addressId,
    nameId,
    '0',
    sent.data.id,
    '12065550100',
    '..',
    '%2F',
    '%',
    'é',
    '',
  ]
  const paths = [
    ...['/v2/numbers', '/v2/numbers/available', '/v2/numbers/available/areacodes', '/v2/numbers/details'],
    ...['/v2/numbers/available/exchanges', '/v2/routes', '/v2/routes/edge_strategies', '/v2.1/messages'],
    ...['/v2.2/messages', '/v2.1/messages/sms_callback', '/v2.2/messages/dlr_callback', '/', '//', '/v3'],
    ...['/v2/e911s', '/v2/e911s/validate', '/v2/cnams'],
    ...ids.flatMap((id) => [
      `/v2/numbers/${id}`,
      `/v2/numbers/${id}/relationships/primary_route`,
      `/v2/numbers/${id}/relationships/mms_callback`,
      `/v2/numbers/${number}/relationships/e911s/${id}`,
      `/v2/numbers/${id}/relationships/cnam/${nameId}`,
      `/v2/e911s/${id}`,
      `/v2/e911s/${id}/relationships/numbers`,
      `/v2/cnams/${id}`,
      `/v2/routes/${id}`,
      `/v2.1/messages/${id}`,
    ]),
  ]
  const fields = dictionary(constantFrom(...names), oneof(constantFrom(...texts, ...ids), jsonValue()))
  const body = oneof(
    fields.map((attributes) => JSON.stringify(attributes)),
    fields.map((attributes) => JSON.stringify({ data: { attributes } })),
    fields.map((data) => JSON.stringify({ data })),
    jsonValue().map((value) => JSON.stringify(value)),
    word,
  )
  const request = record({
    method: constantFrom('GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'),
    path: oneof(
      { weight: 5, arbitrary: constantFrom(...paths) },
      { weight: 1, arbitrary: word.map((w) => `/${w}`) },
    ),
    query: dictionary(constantFrom(...names), word),
    body: option(body, { nil: undefined }),
    contentType: option(
      constantFrom(
        'application/json',
        'application/vnd.api+json',
        'application/x-www-form-urlencoded',
        'text/xml',
        ';',
        'x',
      ),
      {
        nil: undefined,
        freq: 10,
      },
    ),
  })
  const property = asyncProperty(request, async ({ method, path, query, body: raw, contentType }) => {
    const url = `${path.replaceAll(/[?#\\]/g, '')}?${new URLSearchParams(query)}`
    const withBody = method !== 'GET' && method !== 'HEAD' && raw !== undefined
    const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType }
    // The helper parses every answer that is not empty as JSON.
    const reply = await call(method, url, withBody ? { raw, headers } : { headers })
    expect(reply.status).toBeLessThan(500)
    if (reply.status < 300 || method === 'HEAD') return
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.error).toEqual(expect.objectContaining({ id: expect.any(String), status: reply.status }))
    expect(reply.error.detail).not.toBe('')
  })
  await assert(property, { numRuns: 2_000 })
  // What all that left behind can still be looked at.
  emulator.clock.advance(10_000)
  expect((await call('GET', '/v2.1/messages?start_date=2000-01-01')).status).toBe(200)
})
