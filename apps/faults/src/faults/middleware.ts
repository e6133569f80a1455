import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient, type Middleware } from '@flowroute/core'
import { asidePath } from '../aside.ts'
import { type Fault, final, repeated, value } from '../fault.ts'
import { send } from '../server.ts'

const serve: Fault['respond'] = (_request, socket, good) => send(socket, good)

/** Another client of the program, which a middleware uses: its requests are not those of the call. */
const otherClient = (request: Request): Client =>
  createClient({ accessKey: 'other', secretKey: 'other', baseUrl: new URL(request.url).origin, retries: 0 })

/** Milliseconds that a middleware waits, and the shorter timeout of an attempt. */
const [waiting, timeout] = [1_500, 1_000]

function misbehaving(
  name: string,
  middleware: Middleware,
  expect: Fault['expect'],
  more: Partial<Fault> = {},
): Fault {
  return {
    name: `a middleware that ${name}`,
    respond: serve,
    expect,
    ...more,
    options: { ...more.options, middleware: [middleware] },
  }
}

const middlewareFailed = /A middleware of .* failed/

/** What a program's own middleware and `fetch` can do late or wrongly. */
export const middlewareFaults: readonly Fault[] = [
  misbehaving(
    "fails with another client's 429 after the response",
    async (request, next) => {
      const response = await next(request)
      await otherClient(request).request({ path: `${asidePath}429` })
      return response
    },
    () => final('FlowrouteError', 'unknown', { message: middlewareFailed }),
  ),
  misbehaving(
    'fails because another service refuses connections, after the response',
    async (request, next) => {
      const response = await next(request)
      await createClient({
        accessKey: 'other',
        secretKey: 'other',
        baseUrl: 'http://127.0.0.1:5',
        retries: 0,
      }).request({
        path: '/theirs',
      })
      return response
    },
    () => final('FlowrouteError', 'unknown', { message: middlewareFailed }),
  ),
  misbehaving(
    "fails with another client's 503 before the request",
    async (request, next) => {
      await otherClient(request).request({ path: `${asidePath}503` })
      return next(request)
    },
    () => ({
      result: 'FlowrouteError',
      outcome: 'not-sent',
      attempts: 1,
      requests: 0,
      message: middlewareFailed,
    }),
  ),
  misbehaving(
    'waits longer than the timeout before the request',
    async (request, next) => {
      await pause(waiting)
      return next(request)
    },
    () => value(),
    { load: 'waiting', options: { timeout } },
  ),
  misbehaving(
    'answers with a 503 itself',
    async () => new Response('', { status: 503 }),
    (method) => repeated(method, 'ServerError', 'not-sent', { requests: 0 }),
  ),
  misbehaving(
    'sends twice, the second time in vain',
    async (request, next) => {
      await next(request.clone())
      return next(request)
    },
    ({ effect }) =>
      effect === 'once'
        ? { result: 'RateLimitError', outcome: 'unknown', attempts: 1, requests: 2 }
        : { result: 'RateLimitError', outcome: 'unknown', attempts: 3, requests: 6 },
    {
      respond: (request, socket, good) =>
        send(socket, request.number % 2 === 1 ? good : { status: 429, body: '' }),
    },
  ),
  misbehaving(
    'has read the body',
    async (request, next) => {
      const response = await next(request)
      await response.text()
      return response
    },
    ({ answer }) =>
      answer.form === 'nothing'
        ? value()
        : final('FlowrouteError', 'unknown', { message: /whose body is unread/ }),
  ),
  {
    name: 'a fetch that fails after its own success',
    onlyWith: 'fetch',
    options: {
      async fetch(request) {
        const { status } = await globalThis.fetch(request)
        const refused = Object.assign(new Error('connect ECONNREFUSED'), {
          code: 'ECONNREFUSED',
          syscall: 'connect',
        })
        return new Response(new ReadableStream({ pull: (controller) => controller.error(refused) }), {
          status: status === 204 ? 200 : status,
        })
      },
    },
    respond: serve,
    expect: ({ effect }) => ({
      result: 'ConnectionError',
      outcome: 'unknown',
      attempts: effect === 'once' ? 1 : 3,
    }),
  },
]
