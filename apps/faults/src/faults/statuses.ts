import { type ErrorName, type Expectation, type Fault, final, repeated, retries, value } from '../fault.ts'
import type { Method } from '../methods.ts'
import { type Reply, type SeenRequest, send } from '../server.ts'

const reason = 'A reason of its own.'

/** An error document that shows the request's credentials, as those of careless services do. */
function errorBody({ headers }: SeenRequest, { name }: Method): string {
  const detail = `${reason} You sent ${headers['authorization']}.`
  return JSON.stringify(
    name.startsWith('NumbersV1.') ? { error: detail } : { errors: [{ id: 'e-1', title: 'Title', detail }] },
  )
}

const saysReason = new RegExp(reason)

function status(number: number, expected: Fault['expect'], headers: Record<string, string> = {}): Fault {
  return {
    name: String(number),
    respond: (request, socket, _good, method) =>
      send(socket, { status: number, headers, body: errorBody(request, method) }),
    expect: (...given) => ({ message: saysReason, ...expected(...given) }),
  }
}

const rejected = (number: number, error: ErrorName): Fault => status(number, () => final(error, 'rejected'))

const failed = (number: number, error: ErrorName): Fault =>
  status(number, (method) => repeated(method, error, 'unknown'))

const redirected = (number: number): Fault => ({
  name: `${number} to another origin`,
  // It must not be followed: there is no server.
  respond: (_request, socket) =>
    send(socket, { status: number, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: '' }),
  expect: () =>
    final('ApiError', 'unknown', {
      message: /redirect to http:\/\/127\.0\.0\.1:9, which is not followed/,
      check: ({ error }) => (error?.['status'] === number ? undefined : `has status ${error?.['status']}`),
    }),
})

/** 429 first, then the right answer. */
function rateLimited(what: string, headers: () => Record<string, string>, expected: Expectation): Fault {
  return {
    name: `429, Retry-After ${what}`,
    load: 'waiting',
    respond(request, socket, good) {
      send(socket, request.number === 1 ? { status: 429, headers: headers(), body: '' } : good)
    },
    expect: () => expected,
  }
}

const apart =
  (milliseconds: number): NonNullable<Expectation['check']> =>
  ({ requests: [first, second] }) => {
    const waited = (second?.at ?? 0) - (first?.at ?? 0)
    return waited >= milliseconds ? undefined : `waited ${Math.round(waited)} ms, not ${milliseconds}`
  }

const fieldErrors: Reply = {
  status: 422,
  body: JSON.stringify({
    errors: [{ detail: { data: { attributes: { zip_code: ['must be a ZIP code'] } } } }],
  }),
}

const day = 86_400

/** Statuses that are not a success. */
export const statusFaults: readonly Fault[] = [
  ...[301, 302, 307].map(redirected),
  rejected(400, 'BadRequestError'),
  rejected(401, 'AuthenticationError'),
  rejected(403, 'PermissionDeniedError'),
  {
    ...status(404, ({ answer: { notFound } }) =>
      notFound === 'none'
        ? value(1, { isRight: (result) => result === undefined })
        : final('NotFoundError', 'rejected'),
    ),
    appliesTo: ({ answer }) => answer.notFound !== 'waits',
  },
  rejected(405, 'ApiError'),
  failed(408, 'ApiError'),
  rejected(409, 'ConflictError'),
  rejected(415, 'ApiError'),
  rejected(422, 'UnprocessableEntityError'),
  {
    name: '422 by field',
    respond: (_request, socket) => send(socket, fieldErrors),
    expect: () =>
      final('UnprocessableEntityError', 'rejected', {
        message: /zipCode: must be a ZIP code/,
        check: ({ error }) =>
          JSON.stringify(error?.['fields']) === '{"zipCode":["must be a ZIP code"]}'
            ? undefined
            : `has fields ${JSON.stringify(error?.['fields'])}`,
      }),
  },
  {
    ...status(429, () => ({ result: 'RateLimitError', outcome: 'rejected', attempts: 1 + retries })),
    name: '429 for good',
  },
  rateLimited('1', () => ({ 'retry-after': '1' }), value(2, { check: apart(990) })),
  rateLimited(
    'as a date',
    () => {
      const now = Math.floor(Date.now() / 1_000) * 1_000
      const [date, until] = [now, now + 1_000].map((time) => new Date(time).toUTCString()) as [string, string]
      return { date, 'retry-after': until }
    },
    value(2, { check: apart(990) }),
  ),
  rateLimited('absent', () => ({}), value(2)),
  rateLimited(
    'of a day',
    () => ({ 'retry-after': String(day) }),
    final('RateLimitError', 'rejected', {
      check: ({ error }) =>
        error?.['retryAfter'] === day * 1_000 ? undefined : `has retryAfter ${error?.['retryAfter']}`,
    }),
  ),
  rateLimited('garbage', () => ({ 'retry-after': 'soon; or never' }), value(2)),
  failed(500, 'ServerError'),
  failed(502, 'ServerError'),
  failed(503, 'ServerError'),
  failed(504, 'ServerError'),
  {
    name: '503, then well',
    respond: (request, socket, good) => send(socket, request.number === 1 ? { status: 503, body: '' } : good),
    expect: ({ effect }) => (effect === 'once' ? final('ServerError', 'unknown') : value(2)),
  },
]
