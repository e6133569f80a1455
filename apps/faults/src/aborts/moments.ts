import type { Socket } from 'node:net'
import type { ClientOptions } from '@flowroute/core'
import { goodIds } from '@flowroute/testing/methods'
import type { Method } from '../methods.ts'
import { head, type MisbehavingServer, type Reply, type SeenRequest, send } from '../server.ts'

/** The state of a running call, which decides when to abort it. */
export interface Stage {
  server: MisbehavingServer
  /** Responses whose headers the client has received. */
  answers: number
  /** Retries that the client has logged. */
  waits: number
  /** Pages that the reader of a list has received. */
  pages: number
}

/** A moment of a call at which it is aborted. */
export interface Moment {
  name: string
  /** Whether the method's calls have such a moment. */
  appliesTo?(method: Method): boolean
  /** Whether the moment has come; before the call, when there is nothing to wait for. */
  isReached?(stage: Stage): boolean
  /** Whether the server takes connections without ever reading from them, over https. */
  neverReads?: boolean
  respond?(request: SeenRequest, socket: Socket, good: Reply, method: Method): void
  options?: ClientOptions
  /** Pages that a list prefetches. */
  prefetch?: number
  outcome(method: Method): 'not-sent' | 'rejected' | 'unknown'
  attempts: number
  /** Requests that have reached the server. */
  requests: number
}

const isPaged = ({ answer }: Method): boolean => answer.form === 'pages'

/** Milliseconds of back-off: longer than any call of the suite, whatever the jitter. */
const forEver = 1e9

/** Answers and closes the connection: a socket that stays open then is the client's. */
const closing = (reply: Reply): Reply => ({ ...reply, headers: { ...reply.headers, connection: 'close' } })

/** The first page of a list that goes on; nothing to any other request. */
const firstPage: NonNullable<Moment['respond']> = (request, socket, _good, { answer }) => {
  if (request.number > 1) return
  const body = answer.document(goodIds, '/more') ?? ''
  send(socket, closing({ status: 200, body }))
}

/** When a call can be aborted. */
export const moments: readonly Moment[] = [
  { name: 'before the call', outcome: () => 'not-sent', attempts: 0, requests: 0 },
  {
    name: 'while connecting',
    neverReads: true,
    isReached: ({ server }) => server.connections === 1,
    // How far a connection has been set up cannot be seen from outside.
    outcome: () => 'unknown',
    attempts: 1,
    requests: 0,
  },
  {
    name: 'waiting for headers',
    isReached: ({ server }) => server.requests.length === 1,
    respond() {},
    outcome: () => 'unknown',
    attempts: 1,
    requests: 1,
  },
  {
    name: 'while the body comes',
    isReached: ({ answers }) => answers === 1,
    respond: (_request, socket) => void socket.write(`${head(200, { 'content-length': '500' })}{"data":`),
    outcome: () => 'unknown',
    attempts: 1,
    requests: 1,
  },
  {
    name: 'in back-off',
    isReached: ({ waits }) => waits === 1,
    options: { backoff: { base: forEver, max: forEver }, deadline: Number.POSITIVE_INFINITY },
    // The only response after which a write is retried.
    respond: (_request, socket, _good, { effect }) =>
      send(socket, closing({ status: effect === 'once' ? 429 : 503, body: '' })),
    outcome: ({ effect }) => (effect === 'once' ? 'rejected' : 'unknown'),
    attempts: 1,
    requests: 1,
  },
  {
    name: 'between pages',
    appliesTo: isPaged,
    isReached: ({ pages }) => pages === 1,
    respond: firstPage,
    outcome: () => 'not-sent',
    attempts: 0,
    requests: 1,
  },
  {
    name: 'in prefetch',
    appliesTo: isPaged,
    prefetch: 4,
    isReached: ({ server }) => server.requests.length === 5,
    respond: firstPage,
    outcome: () => 'unknown',
    attempts: 1,
    requests: 5,
  },
]
