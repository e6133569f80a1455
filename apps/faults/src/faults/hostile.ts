import { gzipSync } from 'node:zlib'
import { goodIds } from '@flowroute/testing/methods'
import { type Fault, final, repeated, value } from '../fault.ts'
import type { Method } from '../methods.ts'
import { send } from '../server.ts'

/** The most characters that an error, its stack or its JSON may have, whatever the service sends. */
const longestText = 50_000

/** Whether nothing that is shown of an error grows with the response. */
const isBounded: NonNullable<ReturnType<Fault['expect']>['check']> = ({ error }) => {
  const texts = { message: error?.message, stack: error?.stack, JSON: JSON.stringify(error) }
  const tooLong = Object.entries(texts).find(([, text = '']) => text.length > longestText)
  return tooLong && `its ${tooLong[0]} has ${tooLong[1]?.length} characters`
}

const deep = 10_000
const nested = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`
const longText = 'x'.repeat(200_000)

const refusal = (name: string, body: string): Fault => ({
  name: `400 with ${name}`,
  respond: (_request, socket) => send(socket, { status: 400, body }),
  expect: () => final('BadRequestError', 'rejected', { check: isBounded }),
})

/** Where a document is expected: one that cannot be used, and must cost neither the stack nor the event loop. */
const unusable = (name: string, body: string | Buffer, headers: Record<string, string> = {}): Fault => ({
  name: `200 with ${name}`,
  appliesTo: ({ answer }) => answer.form !== 'nothing',
  respond: (_request, socket) => send(socket, { status: 200, headers, body }),
  expect: () => final('ResponseFormatError', 'unknown', { check: isBounded }),
})

const dashes = Object.fromEntries(
  Array.from({ length: 24 }, (_, index) => [`${'-'.repeat(10_000)}${index}`, ['is wrong']]),
)
const manyMessages = Array.from({ length: 20_000 }, () => 'Another rule is broken.')

/** Very long texts in place of objects, lists, times and booleans, of all kinds of resources. */
const wrongAttributes = Object.fromEntries(
  ['e911_address', 'cnam_preset', 'price_details', 'media', 'timestamp', 'is_mms', 'creation_datetime'].map(
    (name) => [name, longText],
  ),
)

/** The length of the longest report to `onSchemaIssue`. */
let longestReport = 0

/** Whether the method reads the attributes of resources. */
const hasAttributes = ({ name, answer }: Method): boolean =>
  !name.startsWith('NumbersV1.') && (answer.document(goodIds) ?? '').includes('"attributes"')

function withWrongAttributes(body: string): string {
  const document = JSON.parse(body) as { data: { attributes: object } | { attributes: object }[] }
  for (const item of [document.data].flat()) Object.assign(item.attributes, wrongAttributes)
  return JSON.stringify(document)
}

const isPaged = ({ answer }: Method): boolean => answer.form === 'pages'

/** Responses that are well-formed and meant to do harm. */
export const hostileFaults: readonly Fault[] = [
  refusal(
    'fields named by dashes',
    JSON.stringify({ errors: [{ detail: { data: { attributes: dashes } } }] }),
  ),
  refusal(
    'very many messages for one field',
    JSON.stringify({ errors: [{ detail: { data: { attributes: { zip: manyMessages } } } }] }),
  ),
  refusal('an error that is nested deeply', `{"errors":[{"detail":${nested}}]}`),
  refusal(
    'a very long title and detail',
    JSON.stringify({ errors: [{ title: longText, detail: longText }] }),
  ),
  refusal('very many errors', JSON.stringify({ errors: manyMessages.map((detail) => ({ detail })) })),
  {
    name: '207 with an error that is nested deeply',
    // API v1 has no 207: there, `errors` would be an attribute.
    appliesTo: ({ name }) => !name.startsWith('NumbersV1.'),
    respond(_request, socket, _good, { answer }) {
      const document = (answer.document(goodIds) ?? '{"data":null}').slice(0, -1)
      send(socket, { status: 207, body: `${document},"errors":[{"detail":${nested}}]}` })
    },
    expect: () => ({ result: 'value', attempts: 1 }),
  },
  unusable('data that is nested deeply', `{"data":${nested.replaceAll('"a"', '"data"')}}`),
  {
    ...unusable(
      'a body that unpacks to far more than maxResponseBytes',
      gzipSync(Buffer.alloc(16_000_000, 'a')),
      {
        'content-encoding': 'gzip',
      },
    ),
    options: { maxResponseBytes: 1_000_000 },
  },
  {
    name: 'a document with very long texts in place of other attributes',
    appliesTo: (method) => hasAttributes(method),
    respond: (_request, socket, { body = '' }) =>
      send(socket, { status: 200, body: withWrongAttributes(String(body)) }),
    options: {
      onSchemaIssue: (report) => {
        longestReport = Math.max(longestReport, JSON.stringify(report).length)
      },
    },
    expect: () =>
      value(1, {
        check: () =>
          longestReport > longestText ? `a schema report has ${longestReport} characters` : undefined,
      }),
  },
  {
    name: 'very long headers',
    respond: (_request, socket, good) => send(socket, { ...good, headers: { 'x-long': longText } }),
    expect: (method) => repeated(method, 'ConnectionError', 'unknown', { check: isBounded }),
  },
  {
    name: 'a page of items without ids that repeats',
    appliesTo: (method) => isPaged(method) && !method.name.startsWith('NumbersV1.'),
    respond(_request, socket) {
      const data = [
        { type: 'thing', id: null, attributes: { a: 1 } },
        { type: 'thing', id: null, attributes: { a: 2 } },
      ]
      send(socket, { status: 200, body: JSON.stringify({ data, links: { next: '/more' } }) })
    },
    expect: () =>
      final('ResponseFormatError', 'unknown', {
        requests: [1, 5],
        message: /repeats the same page|has no id/,
      }),
  },
]
