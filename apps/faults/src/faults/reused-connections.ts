import type { Socket } from 'node:net'
import { type Expectation, type Fault, final, isDelete, repeated, value } from '../fault.ts'
import type { Method } from '../methods.ts'
import { head, type SeenRequest, send } from '../server.ts'

type Respond = (socket: Socket) => void

const lost = (method: Method): Expectation =>
  repeated(method, 'ConnectionError', 'unknown', {
    message: /UND_ERR_SOCKET|ECONNRESET|terminated|other side/,
  })

/** How a connection can end when a request has arrived and no final response has been sent. */
const endings: Readonly<Record<string, Respond>> = {
  'that closes': (socket) => void socket.end(),
  'that is reset': (socket) => void socket.resetAndDestroy(),
  'that closes after half a status line': (socket) => void socket.end('HTTP/1.1 2'),
  'that closes after half of the headers': (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-le'),
  'that closes after a 100': (socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'),
  'that closes after a 103': (socket) =>
    void socket.end('HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n'),
}

/**
 * Statuses after which runtimes repeat a request by themselves. What must not be repeated, and every DELETE, reaches the
 * service once; Node's fetch makes anything else twice after a 421.
 */
const statuses: Readonly<Record<number, Fault['expect']>> = {
  408: (method) => repeated(method, 'ApiError', 'unknown'),
  421: ({ effect }, requests) =>
    final('ApiError', 'rejected', {
      requests: effect === 'once' || isDelete(requests) ? 1 : [1, 2],
    }),
}

/** The first request is lost, and may have been the one that deleted; the service finds nothing at the next. */
function foundNothing(method: Method, requests: readonly SeenRequest[]): Expectation {
  const { effect, answer } = method
  if (effect === 'once') return lost(method)
  if (answer.notFound === 'none') return value(2, { isRight: (result) => result === undefined })
  if (!isDelete(requests))
    return {
      result: 'NotFoundError',
      outcome: requests[0]?.method === 'GET' ? 'rejected' : 'unknown',
      attempts: 2,
    }
  if (answer.form === 'nothing') return value(2)
  return { result: 'ResponseFormatError', outcome: 'unknown', attempts: 2, message: /may have deleted it/ }
}

function faultsOf(
  what: string,
  respond: Fault['respond'],
  expect: Fault['expect'],
  more: Partial<Fault> = {},
): Fault[] {
  const fault = { respond, expect, ...more }
  return [
    { ...fault, name: `a new connection ${what}` },
    { ...fault, name: `a reused connection ${what}`, reusesConnection: true },
  ]
}

/** Ends of connections and statuses that make a runtime repeat a request, on new and on reused connections. */
export const reusedConnectionFaults: readonly Fault[] = [
  ...Object.entries(endings).flatMap(([what, respond]) =>
    faultsOf(what, (_request, socket) => respond(socket), lost),
  ),
  ...Object.entries(statuses).flatMap(([status, expect]) =>
    faultsOf(
      `with a ${status}`,
      (_request, socket) => send(socket, { status: Number(status), body: '' }),
      expect,
    ),
  ),
  ...faultsOf(
    'that closes, then a 404',
    ({ number }, socket) => {
      if (number === 1) socket.end()
      else send(socket, { status: 404, body: '' })
    },
    foundNothing,
    { appliesTo: ({ answer }) => answer.notFound !== 'waits' },
  ),
  {
    name: 'a reused connection that closes while the body comes',
    reusesConnection: true,
    respond: (_request, socket) => void socket.end(`${head(200, { 'content-length': '500' })}{"data":`),
    expect: lost,
  },
]
