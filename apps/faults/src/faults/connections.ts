import { closedPort } from '@flowroute/testing/ports'
import { type Fault, repeated, retries } from '../fault.ts'
import { head, send } from '../server.ts'

/** Milliseconds of the timeout. */
const patience = 3_000

const timedOut: Fault['expect'] = (method) =>
  repeated(method, 'TimeoutError', 'unknown', { message: new RegExp(`timeout of ${patience} ms`) })

/** No connection was ever made, so even a write is retried. */
const neverConnected = (message: RegExp): Fault['expect'] => {
  return () => ({
    result: 'ConnectionError',
    outcome: 'not-sent',
    attempts: 1 + retries,
    requests: 0,
    message,
  })
}

const lost = (message: RegExp): Fault['expect'] => {
  return (method) => repeated(method, 'ConnectionError', 'unknown', { message })
}

/** What can happen to the connection. */
export const connectionFaults: readonly Fault[] = [
  {
    name: 'connection refused',
    address: async () => `http://127.0.0.1:${await closedPort()}`,
    respond() {},
    expect: neverConnected(/ECONNREFUSED/),
  },
  {
    name: 'DNS failure',
    // The resolver itself refuses a label over 63 characters: no query leaves the machine.
    address: () => `http://${'x'.repeat(64)}.invalid`,
    options: { allowInsecureHttp: true },
    respond() {},
    expect: neverConnected(/ENOTFOUND|EAI_/),
  },
  {
    name: 'reset before the request is read',
    onConnection(socket) {
      // Not at once: a reset during the handshake would mean that nothing was sent.
      socket.once('data', () => socket.resetAndDestroy())
      return true
    },
    respond() {},
    expect: (method) =>
      repeated(method, 'ConnectionError', 'unknown', {
        requests: 0,
        message: /ECONNRESET|EPIPE|UND_ERR_SOCKET/,
      }),
  },
  {
    name: 'reset after it is read',
    respond: (_request, socket) => void socket.resetAndDestroy(),
    expect: lost(/ECONNRESET/),
  },
  {
    name: 'closed after it is read',
    respond: (_request, socket) => void socket.destroy(),
    expect: lost(/UND_ERR_SOCKET|ECONNRESET/),
  },
  {
    name: 'reset in mid-body',
    respond(_request, socket) {
      socket.write(`${head(200, { 'content-length': '500' })}{"data":`, () => socket.resetAndDestroy())
    },
    expect: lost(/ECONNRESET|UND_ERR_SOCKET|terminated/),
  },
  {
    name: 'no HTTP',
    respond: (_request, socket) => void socket.end('SSH-2.0-server\r\n'),
    expect: lost(/HPE_|UND_ERR|HTTP\/1\.1 protocol/),
  },
  { name: 'silence', load: 'waiting', options: { timeout: patience }, respond() {}, expect: timedOut },
  {
    name: 'headers, then silence',
    load: 'waiting',
    options: { timeout: patience },
    respond: (_request, socket) => void socket.write(head(200, { 'content-length': '500' })),
    expect: timedOut,
  },
  {
    name: 'a body at a byte a second',
    load: 'waiting',
    options: { timeout: patience },
    respond(_request, socket) {
      socket.write(`${head(200, { 'content-length': '500' })}{`)
      const timer = setInterval(() => socket.write(' '), 1_000)
      socket.on('close', () => clearInterval(timer))
    },
    expect: timedOut,
  },
  {
    name: 'silence up to the deadline',
    load: 'waiting',
    options: { timeout: 60_000, deadline: patience },
    respond() {},
    expect: () => ({
      result: 'TimeoutError',
      outcome: 'unknown',
      attempts: 1,
      message: new RegExp(`deadline of ${patience} ms`),
    }),
  },
  {
    name: 'none of it, the second time',
    respond(request, socket, good) {
      if (request.number === 1) socket.resetAndDestroy()
      else send(socket, good)
    },
    expect: (method) =>
      method.effect === 'once'
        ? { result: 'ConnectionError', outcome: 'unknown', attempts: 1 }
        : { result: 'value', attempts: 2 },
  },
]
