import type { Socket } from 'node:net'
import type { ClientOptions } from '@flowroute/core'
import { goodIds } from '@flowroute/testing/methods'
import type { Method } from '../methods.ts'
import { head, type MisbehavingServer, type Reply, type SeenRequest, send } from '../server.ts'

/** A call on its way, as those see it who are to abort it. */
export interface Stage {
  server: MisbehavingServer
  /** Headers of answers that have come, as the client sees it. */
  answers: number
  /** Repeats that the client has said it waits for. */
  waits: number
  /** Pages that the reader of a list has got. */
  pages: number
}

/** A moment in the life of a call. */
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
  /** Pages that a list asks for ahead. */
  prefetch?: number
  outcome(method: Method): 'not-sent' | 'rejected' | 'unknown'
  attempts: number
  /** Requests that have reached the server. */
  requests: number
}

const isPaged = ({ answer }: Method): boolean => answer.form === 'pages'

/** Longer than any test, and than the random part of it is likely to be. */
const forEver = 1e9

/** Answers and closes: what stays open then is the client's fault. */
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
    // From outside it cannot be told how far a connection has got.
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
    // What must not be done twice is tried again after this alone.
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
