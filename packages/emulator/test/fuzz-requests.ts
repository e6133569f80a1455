import { createHash, createHmac } from 'node:crypto'
import {
  type Arbitrary,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  oneof,
  option,
  record,
  string,
  uint8Array,
} from 'fast-check'
import { wanted } from './port-support.ts'
import { basic, house } from './support.ts'

/** What a request is made of; `bytesOf` makes it one. */
export interface WildRequest {
  method: string
  path: string
  query: string
  headers: Record<string, string>
  credentials: 'basic' | 'signature' | 'none'
  body: Uint8Array | undefined
  framing: 'length' | 'chunked' | 'cut' | 'too long'
}

const names = [
  ...['limit', 'offset', 'starts_with', 'contains', 'ends_with', 'rate_center', 'state', 'number_type'],
  ...['iso_country', 'order_by', 'max_setup_cost', 'areacode', 'alias', 'route_type', 'value', 'start_date'],
  ...['end_date', 'to', 'from', 'body', 'media_urls', 'is_mms', 'dlr_callback', 'callback_url', 'numbers'],
  ...['label', 'first_name', 'last_name', 'street_number', 'street_name', 'city', 'country', 'zip'],
  ...['address_type', 'address_type_number', 'is_approved', 'type', 'billing_method', 'routes', 'advance'],
  ...['id', 'edge_strategy_id', 'messaging_enabled', 'cnam_lookups_enabled', '__proto__', 'null', 'reason'],
  ...['balance', 'enabled', 'times', 'probability', 'method', 'path', 'fault', 'version', 'seed', 'toString'],
]

const texts = [
  ...['', '0', '1', '-1', '10', '99999999999999999999', 'true', 'null', 'abc', '206', '12065550100'],
  ...['US', 'CA', 'WA', '98101', 'M4C 5K7', 'Suite', 'value=A', 'True', 'e911', 'cnam', 'VPRI'],
  ...['+12065550100', 'tn,desc', 'host', 'route', 'number', 'message', 'a.b:80;weight=1', '2017-12-01'],
  ...['2017-12-01T00:00:00+05:30', 'https://example.com/a.png', '../..', '%00', '😀', '\ud800', '\u0000'],
]

const word = oneof(constantFrom(...texts), string())

const file = 'https://example.com/a.png'

const window = { start_call_start_time: '2026-01-01', start_call_end_time: '2026-02-01' }

/** Method, path and attributes that go together. */
function sound([number, nameId, messageId, routeId, addressId, orderId]: readonly string[]): [
  string,
  string,
  object,
][] {
  return [
    ['POST', '/v2.2/messages', { to: '12065550100', from: number, body: 'hello' }],
    ['POST', '/v2.1/messages', { to: number, from: number, media_urls: [file], dlr_callback: file }],
    ['POST', '/__emulator/messages', { to: number, from: '12065550100', body: 'hello' }],
    ['POST', '/v2/routes', { alias: 'a', route_type: 'host', value: 'sip.example.com' }],
    ['PATCH', `/v2/routes/${routeId}`, { alias: 'b' }],
    ['POST', '/v2/e911s', { ...house, label: 'b', street_number: '1' }],
    ['PATCH', `/v2/e911s/${addressId}`, { label: 'c' }],
    ['POST', '/v2/cnams', { value: 'RAIN CITY' }],
    ['PATCH', `/v2/numbers/${number}`, { alias: 'x', messaging_enabled: true }],
    ['POST', `/v2/numbers/${number}/relationships/sms_callback`, { callback_url: file }],
    ['PUT', '/v2.2/messages/sms_dlr_callback', { callback_url: file }],
    ['PATCH', `/v2/numbers/${number}/relationships/primary_route`, { id: routeId }],
    ['PATCH', `/v2/numbers/${number}/relationships/cnam/${nameId}`, {}],
    ['POST', '/v2/numbers/details', { numbers: [number] }],
    ['GET', `/v2.1/messages/${messageId}`, {}],
    ['POST', '/__emulator/clock', { advance: 100 }],
    ['PUT', '/__emulator/account', { balance: 100 }],
    ['POST', '/v2/messages', { to: '12065550100', from: number, content: 'hello' }],
    ['POST', '/v2/message-provision', { numbers: [number], action: 'enable' }],
    ['POST', '/v2/portorders', wanted],
    ['PATCH', `/v2/portorders/${orderId}`, { alias: 'x', presets: { primary_route_id: routeId } }],
    ['PATCH', `/v2/portorders/${orderId}/relationships/numbers`, { add: ['+12065550102'], remove: [] }],
    ['POST', `/v2/portorders/${orderId}/files`, { url: 'https://example.com/%zz' }],
    ['POST', `/v2/portorders/${orderId}/loa`, { signature_name: 'a', signature_title: 'b' }],
    ['POST', '/v2/cdrs/exports', { filter_parameters: window }],
    ['POST', '/v1/routes/', { name: 'v1', type: 'HOST', value: 'sip.example.com' }],
  ]
}

/** Bytes that no client would send in a path, and some that break the decoding of one. */
const brokenPaths = [
  ...[
    '/%',
    '/%zz',
    '/v2/numbers/%E0%A4%A',
    '/v2/numbers/%ff%fe',
    '/v2//numbers',
    '//v2/numbers',
    '/v2/../v2/routes',
  ],
  ...['*', 'http://other.example/v2/numbers', '/v2/numbers/\u00e9', '/v2/numbers?', '/?%', '/v2/numbers#x'],
  ...[
    '/v2/numbers/%2e%2e',
    '/v2/cnams/%00',
    '/v1/tns/%zz',
    '/__emulator',
    '/__emulator/',
    `/${'a'.repeat(5_000)}`,
  ],
  ...['', 'v2/numbers', '/v2/numbers/\t', '/v2/numbers/a b', '/__emulator/cnams/%/approve'],
]

/** Everything there is, as method and path, about these things and others. */
function endpointsAbout(ids: readonly string[]): string[] {
  const things = [...ids, ...ids, '0', '12065550100', '..', '%2F', '%', 'é', '', '__proto__']
  const [number, name] = ids
  return [
    'GET /v2/numbers',
    'GET /v2/numbers/available',
    'GET /v2/numbers/available/areacodes',
    'GET /v2/numbers/available/exchanges',
    'POST /v2/numbers/details',
    'GET /v2/routes',
    'POST /v2/routes',
    'GET /v2/routes/edge_strategies',
    'GET /v2.1/messages',
    'POST /v2.1/messages',
    'GET /v2.2/messages',
    'POST /v2.2/messages',
    'PUT /v2.1/messages/sms_callback',
    'PUT /v2.2/messages/dlr_callback',
    'GET /v2/e911s',
    'POST /v2/e911s',
    'POST /v2/e911s/validate',
    'GET /v2/cnams',
    'POST /v2/cnams',
    'GET /v2/numbers/available/tiers',
    'POST /v2/messages',
    'GET /v2/messages',
    'DELETE /v2.2/messages/sms_callback',
    'POST /v2/message-provision',
    'POST /v2/portorders/portability',
    'POST /v2/portorders',
    'GET /v2/portorders',
    'POST /v2/cdrs/exports',
    'GET /v2/cdrs/exports',
    'PUT /flowroute-storage/port-orders/1/0',
    'GET /flowroute-storage/cdr-exports/1.csv.gz',
    'GET /__emulator/port-orders',
    'GET /__emulator/cdr-exports',
    'GET /v1/routes/',
    'POST /v1/routes/',
    'GET /v1/tns/',
    'GET /v1/available-tns/npas/',
    'GET /v1/available-tns/npanxxs/',
    'GET /v1/available-tns/tns/',
    'GET /',
    'GET //',
    'GET /v3',
    'POST /__emulator/messages',
    'GET /__emulator/messages',
    'GET /__emulator/clock',
    'POST /__emulator/clock',
    'POST /__emulator/reset',
    'GET /__emulator/snapshot',
    'PUT /__emulator/snapshot',
    'PUT /__emulator/snapshot',
    'GET /__emulator/faults',
    'POST /__emulator/faults',
    'DELETE /__emulator/faults',
    'GET /__emulator/account',
    'PUT /__emulator/account',
    'PUT /__emulator/rate-limits',
    'GET /__emulator/requests',
    'GET /__emulator/deliveries',
    'GET /__emulator/conversations',
    'POST /__emulator/settled',
    'GET /__emulator/events',
    ...things.flatMap((id) => [
      `GET /v2/numbers/${id}`,
      `POST /v2/numbers/${id}`,
      `PATCH /v2/numbers/${id}`,
      `DELETE /v2/numbers/${id}`,
      `PATCH /v2/numbers/${id}/relationships/primary_route`,
      `DELETE /v2/numbers/${id}/relationships/failover_route`,
      `POST /v2/numbers/${id}/relationships/mms_callback`,
      `PATCH /v2/numbers/${number}/relationships/e911s/${id}`,
      `PATCH /v2/numbers/${id}/relationships/cnam/${name}`,
      `GET /v2/e911s/${id}`,
      `PATCH /v2/e911s/${id}`,
      `DELETE /v2/e911s/${id}`,
      `GET /v2/e911s/${id}/relationships/numbers`,
      `GET /v2/cnams/${id}`,
      `PATCH /v2/cnams/${id}`,
      `PATCH /v2/routes/${id}`,
      `DELETE /v2/routes/${id}`,
      `GET /v2.1/messages/${id}`,
      `GET /v2.2/media/${id}`,
      `GET /v2/messages/${id}`,
      `GET /v2/message-provision/status/${id}`,
      `GET /v2/portorders/${id}`,
      `PATCH /v2/portorders/${id}`,
      `PATCH /v2/portorders/${id}/status`,
      `PATCH /v2/portorders/${id}/relationships/numbers`,
      `POST /v2/portorders/${id}/numbers`,
      `GET /v2/portorders/${id}/loa`,
      `POST /v2/portorders/${id}/loa`,
      `POST /v2/portorders/${id}/upload_file`,
      `POST /v2/portorders/${id}/files`,
      `GET /v2/portorders/${id}/files/${id}`,
      `GET /v2/cdrs/exports/${id}`,
      `POST /__emulator/port-orders/${id}/complete`,
      `POST /__emulator/port-orders/${id}/reject`,
      `POST /__emulator/cdr-exports/${id}/fail`,
      `GET /v1/tns/${id}`,
      `PUT /v1/tns/${id}`,
      `PATCH /v1/tns/${id}`,
      `PUT /v1/routes/${id}`,
      `POST /__emulator/cnams/${id}/reject`,
      `POST /__emulator/cnams/${id}/approve`,
      `DELETE /__emulator/faults/${id}`,
      `POST /__emulator/deliveries/${id}/resend`,
      `GET /__emulator/conversations/${number}/${id}`,
      `GET /__emulator/requests/${id}`,
    ]),
  ]
}

/** Requests about things of these ids; `snapshot` is a document that can be restored. */
export function wildRequests(ids: readonly string[], snapshot: string): Arbitrary<WildRequest> {
  const fields = oneof(
    dictionary(constantFrom(...names), oneof(constantFrom(...texts, ...ids), jsonValue())),
    constantFrom<object>(...sound(ids).map(([, , attributes]) => attributes)),
  )
  const damaged = nat(snapshot.length).map((at) => `${snapshot.slice(0, at)}7${snapshot.slice(at + 1)}`)
  const text = oneof(
    fields.map((attributes) => JSON.stringify(attributes)),
    fields.map((attributes) => JSON.stringify({ data: { attributes } })),
    fields.map((data) => JSON.stringify({ data })),
    jsonValue().map((value) => JSON.stringify(value)),
    constantFrom(
      '[',
      '{"data":',
      `${'['.repeat(20_000)}`,
      '{"a":1,"a":2}',
      '\ufeff{}',
      'a=1&a=2&%=%',
      snapshot,
    ),
    damaged,
    word,
  )
  const header = oneof(
    word,
    constantFrom('x'.repeat(20_000), 'Basic', 'Basic !', '; charset=', '-1', 'chunked, gzip'),
  )
  const endpoints = endpointsAbout(ids)
  const path = oneof(
    { weight: 6, arbitrary: constantFrom(...endpoints).map(pathOf) },
    { weight: 1, arbitrary: constantFrom(...brokenPaths) },
    { weight: 1, arbitrary: word.map((w) => `/${w}`) },
  )
  const method = oneof(
    { weight: 6, arbitrary: constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS') },
    { weight: 1, arbitrary: constantFrom('PROPFIND', 'TRACE', 'CONNECT', 'get', 'BREW', '', 'GET /x') },
  )
  const body = option(
    oneof({ weight: 8, arbitrary: text.map((t) => Buffer.from(t)) }, { weight: 1, arbitrary: uint8Array() }),
    {
      nil: undefined,
    },
  )
  const target = oneof(
    {
      weight: 6,
      arbitrary: record({ endpoint: constantFrom(...endpoints), body }).map(({ endpoint, body: sent }) => ({
        method: methodOf(endpoint),
        path: pathOf(endpoint),
        body: sent,
      })),
    },
    { weight: 2, arbitrary: record({ method, path, body }) },
    {
      weight: 1,
      arbitrary: constantFrom(...sound(ids)).map(([verb, place, attributes]) => ({
        method: verb,
        path: place,
        body: Buffer.from(JSON.stringify(attributes)),
      })),
    },
  )
  return record({
    target,
    query: oneof(
      {
        weight: 5,
        arbitrary: dictionary(constantFrom(...names), word).map((q) => `${new URLSearchParams(q)}`),
      },
      { weight: 1, arbitrary: oneof(word, constantFrom('%', 'limit=%zz', '&&==&', 'limit=1&limit=2')) },
    ),
    headers: oneof(
      { weight: 2, arbitrary: constantFrom({}) },
      {
        weight: 1,
        arbitrary: dictionary(
          constantFrom(
            ...[
              'content-type',
              'accept',
              'x-timestamp',
              'origin',
              'expect',
              'x-forwarded-for',
              'upgrade',
              'range',
            ],
            ...[
              'last-event-id',
              'cookie',
              'if-none-match',
              'content-encoding',
              'te',
              'x-http-method-override',
            ],
          ),
          oneof(
            header,
            constantFrom(
              'application/json',
              'application/x-www-form-urlencoded',
              '100-continue',
              'websocket',
            ),
          ),
          { maxKeys: 3 },
        ),
      },
    ),
    credentials: oneof(
      { weight: 12, arbitrary: constantFrom('basic' as const) },
      { weight: 1, arbitrary: constantFrom('none' as const) },
    ),
    framing: oneof(
      { weight: 12, arbitrary: constantFrom('length' as const, 'length' as const, 'chunked' as const) },
      { weight: 1, arbitrary: constantFrom('cut' as const, 'too long' as const) },
    ),
  }).map(({ target, credentials, ...request }) => ({
    ...request,
    ...target,
    credentials: credentials === 'basic' && target.path.startsWith('/v1') ? 'signature' : credentials,
  }))
}

function methodOf(endpoint: string): string {
  return endpoint.slice(0, endpoint.indexOf(' '))
}

function pathOf(endpoint: string): string {
  return endpoint.slice(endpoint.indexOf(' ') + 1)
}

/** The request as it goes over the wire. Line breaks would make it another request, so there are none. */
export function bytesOf(
  request: WildRequest,
  host: string,
  keys: { accessKey: string; secretKey: string },
): Buffer {
  const { method, path, query, body = Buffer.alloc(0) } = request
  const target = `${path}${query === '' ? '' : `?${query}`}`
  const headers = {
    host,
    connection: 'close',
    ...credentialsOf(request, host, keys),
    ...request.headers,
    ...framingOf(request),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`${method} ${target} HTTP/1.1`, ...lines].map((line) => line.replaceAll(/[\r\n]/g, ''))
  const start = Buffer.from(`${head.join('\r\n')}\r\n\r\n`)
  if (request.body === undefined) return start
  return Buffer.concat([start, request.framing === 'chunked' ? chunked(body) : body])
}

function credentialsOf(
  { method, path, query, body, credentials }: WildRequest,
  host: string,
  { accessKey, secretKey }: { accessKey: string; secretKey: string },
): Record<string, string> {
  if (credentials === 'none') return {}
  if (credentials === 'basic') return { authorization: basic(accessKey, secretKey) }
  const timestamp = `${new Date().toISOString().slice(0, 19)}Z`
  const hasHash = method !== 'GET' && method !== 'HEAD' && body !== undefined
  const hash = hasHash ? createHash('md5').update(body).digest('hex') : ''
  const message = [timestamp, method, hash, `http://${host}${path}`, query].join('\n')
  const signature = createHmac('sha1', secretKey).update(message).digest('hex')
  return { 'x-timestamp': timestamp, authorization: basic(accessKey, signature) }
}

function framingOf({ body, framing }: WildRequest): Record<string, string> {
  if (body === undefined) return {}
  if (framing === 'chunked') return { 'transfer-encoding': 'chunked' }
  const length = { length: body.length, cut: body.length + 10, 'too long': 50 * 1024 * 1024 }[framing]
  return { 'content-length': String(length) }
}

function chunked(body: Uint8Array): Buffer {
  const middle = Math.ceil(body.length / 2)
  const chunks = [body.subarray(0, middle), body.subarray(middle)].filter(({ length }) => length > 0)
  const parts = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}
