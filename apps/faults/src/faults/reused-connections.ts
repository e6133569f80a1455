import type { Socket } from 'node:net'
import { type Expectation, type Fault, final, repeated } from '../fault.ts'
import type { Method } from '../methods.ts'
import { head, send } from '../server.ts'

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
const statuses: Readonly<Record<number, (method: Method) => Expectation>> = {
  408: (method) => repeated(method, 'ApiError', 'unknown'),
  421: ({ name, effect }) =>
    final('ApiError', 'rejected', {
      requests: effect === 'once' || /delete|release|remove|unassign/i.test(name) ? 1 : [1, 2],
    }),
}

const refuse =
  (status: number): Respond =>
  (socket) =>
    send(socket, { status, body: '' })

function faultsOf(what: string, respond: Respond, expect: Fault['expect']): Fault[] {
  const fault = { respond: (_request: unknown, socket: Socket) => respond(socket), expect }
  return [
    { ...fault, name: `a new connection ${what}` },
    { ...fault, name: `a reused connection ${what}`, reusesConnection: true },
  ]
}

/** Ends of connections and statuses that make a runtime repeat a request, on new and on reused connections. */
export const reusedConnectionFaults: readonly Fault[] = [
  ...Object.entries(endings).flatMap(([what, respond]) => faultsOf(what, respond, lost)),
  ...Object.entries(statuses).flatMap(([status, expect]) =>
    faultsOf(`with a ${status}`, refuse(Number(status)), expect),
  ),
  {
    name: 'a reused connection that closes while the body comes',
    reusesConnection: true,
    respond: (_request, socket) => void socket.end(`${head(200, { 'content-length': '500' })}{"data":`),
    expect: lost,
  },
]
