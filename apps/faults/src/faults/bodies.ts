import { goodIds } from '@flowroute/testing/methods'
import { type Expectation, type Fault, final, repeated, value } from '../fault.ts'
import type { Method } from '../methods.ts'
import { head, type SeenRequest, send } from '../server.ts'

const unusable: Fault['expect'] = () => final('ResponseFormatError', 'unknown')

/** Wrong only where a document is expected. */
function missingDocument({ answer }: Method): Expectation {
  if (answer.form === 'nothing') return value()
  // The second request has no document either.
  if (answer.optional) return value(1, { requests: 2, isRight: (result) => result === undefined })
  return final('ResponseFormatError', 'unknown')
}

/** A page that shows what it was sent, credentials and all, as debugging pages do. */
function page({ headers }: SeenRequest): string {
  return `<!doctype html><title>Proxy</title><h1>Sign in</h1><pre>${JSON.stringify(headers)}</pre>`
}

/** What can be wrong with the body of a success. */
export const bodyFaults: readonly Fault[] = [
  {
    name: '200 with HTML',
    respond: (request, socket) =>
      send(socket, { status: 200, headers: { 'content-type': 'text/html' }, body: page(request) }),
    expect: () =>
      final('ResponseFormatError', 'unknown', {
        check: ({ error }) =>
          String(error?.['snippet']).startsWith('<!doctype html>') ? undefined : 'has no snippet of the page',
      }),
  },
  {
    name: '200 with nothing',
    respond: (_request, socket) => send(socket, { status: 200, body: '' }),
    expect: missingDocument,
  },
  {
    name: '200 with nothing, after a 103',
    respond(_request, socket) {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n')
      send(socket, { status: 200, body: '' })
    },
    expect: missingDocument,
  },
  {
    name: '200 with truncated JSON',
    respond: (_request, socket, { body = '{"data":{}}' }) =>
      send(socket, { status: 200, body: body.slice(0, body.length / 2) }),
    expect: unusable,
  },
  {
    name: '200 with the wrong document',
    respond: (_request, socket, _good, { answer }) => send(socket, { status: 200, body: answer.wrong }),
    expect: unusable,
  },
  {
    name: '200 with twice maxResponseBytes',
    options: { maxResponseBytes: 1_000_000 },
    respond(_request, socket) {
      socket.write(`${head(200, { 'content-length': String(2_000_000) })}{"data":"`)
      const chunk = Buffer.alloc(100_000, 'a')
      let left = 20
      const more = (): void => {
        while (left-- > 0) if (!socket.write(chunk)) return void socket.once('drain', more)
      }
      more()
    },
    expect: () => final('ResponseFormatError', 'unknown', { message: /maxResponseBytes/ }),
  },
  {
    name: '204 where a document is expected',
    respond: (_request, socket) => send(socket, { status: 204 }),
    expect: missingDocument,
  },
  {
    name: 'a document where 204 is expected',
    respond: (_request, socket, good) =>
      send(socket, { status: 200, body: good.body ?? '{"data":{"type":"thing","id":"1"}}' }),
    expect: () => value(),
  },
  {
    name: '207',
    respond(_request, socket, _good, { answer }) {
      const errors = [{ status: 422, detail: 'One of them failed.' }]
      const document = { ...(JSON.parse(answer.document(goodIds) ?? '{"data":null}') as object), errors }
      send(socket, { status: 207, body: JSON.stringify(document) })
    },
    expect: () => value(),
  },
  {
    name: 'gzip that is not gzip',
    respond: (_request, socket, { body = '{}' }) =>
      send(socket, { status: 200, headers: { 'content-encoding': 'gzip' }, body }),
    expect: (method) => repeated(method, 'ConnectionError', 'unknown', { message: /header|Z_/ }),
  },
]
