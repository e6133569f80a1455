import { ApiError, AuthenticationError, NotFoundError, PermissionDeniedError, RateLimitError, RecipientOptedOutError, UnprocessableEntityError } from '@flowroute/core'
import type { Messages } from '@flowroute/messages'
import { type Answer, recorded, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { accepted, failureOf, messagesOf, openAccount } from './support.ts'

const to = '12065550123'
const from = '12065550199'

const calls: [string, (messages: Messages) => PromiseLike<unknown>][] = [
  ['send', (messages) => messages.send({ to, from, body: 'hi' })],
  ['get', (messages) => messages.get('mdr2-1')],
  ['list', (messages) => messages.list({ startDate: '2026-01-01' })],
  ['list, as items', (messages) => messages.list({ startDate: '2026-01-01' }).toArray()],
  ['findSent', (messages) => messages.findSent({ to, since: '2026-01-01' })],
  ['setCallback', (messages) => messages.setCallback('sms_callback', 'https://example.com/')],
]

const refusal = (status: number, detail: string, title?: string): Answer => ({
  status,
  body: { errors: [{ id: '7fc8c70a', status, detail, ...(title === undefined ? {} : { title }) }] },
})

const notFound = 'Could not find that resource on your account.'

describe.each(calls)('%s', (_, call) => {
  test.each([
    [AuthenticationError, refusal(401, 'Authentication failed.', 'Unauthorized'), 'Authentication failed.'],
    [PermissionDeniedError, refusal(403, '', 'ActionNotAuthorizedError'), 'ActionNotAuthorizedError'],
    [NotFoundError, refusal(404, notFound), notFound],
    [UnprocessableEntityError, refusal(422, 'start_date is required.'), 'start_date is required.'],
  ])('fails with a %o that gives the reason', async (type, answer, reason) => {
    await using server = await startServer([answer])
    const { messages } = messagesOf(server)

    const error = await failureOf(() => call(messages))

    expect((error as Error).constructor).toBe(type)
    expect(error).toMatchObject({ status: answer.status, outcome: 'rejected', attempts: 1 })
    expect((error as Error).message).toContain(reason)
    expect((error as ApiError).errors[0]?.id).toBe('7fc8c70a')
    expect(server.requests).toHaveLength(1)
  })

  test('is repeated after 429, when Retry-After says so', async () => {
    const limited = { ...refusal(429, 'Too many requests.'), headers: { 'retry-after': '0' } }
    const empty = { body: { data: [], links: {} } }
    await using server = await startServer(({ method, path }) => {
      if (server.requests.length < 3) return limited
      if (method === 'POST') return accepted
      if (method === 'PUT') return { status: 204 }
      return path.endsWith('mdr2-1') ? { body: { data: { type: 'message', id: 'mdr2-1' } } } : empty
    })
    const { messages } = messagesOf(server)

    await call(messages)

    expect(server.requests).toHaveLength(3)
    expect(new Set(server.requests.map(({ text }) => text)).size).toBe(1)
  })

  test('tells how long to wait when it gives up on 429', async () => {
    await using server = await startServer([
      { ...refusal(429, 'Too many requests.'), headers: { 'retry-after': '7' } },
    ])
    const { messages } = messagesOf(server, { retries: 0 })

    const error = await failureOf(() => call(messages))

    expect(error).toBeInstanceOf(RateLimitError)
    expect(error).toMatchObject({ status: 429, retryAfter: 7_000, outcome: 'rejected', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })
})

test('media too large give the documented reason', async () => {
  await using server = await startServer([recorded('messages/send-media-too-large').response])
  const { messages } = messagesOf(server)

  const error = await failureOf(() =>
    messages.send({ to, from, mediaUrls: ['https://example.com/large.mp4'] }),
  )

  expect(error).toBeInstanceOf(UnprocessableEntityError)
  expect((error as ApiError).errors).toEqual([
    {
      detail:
        'Error fetching media: File at "https://s3-us-west-2.amazonaws.com/testing/1503617641_12067392634" is over 767840 byte limit.',
      id: '8f20a349-ebc0-4246-81ae-b4e7caef324c',
      status: 422,
    },
  ])
  expect((error as Error).message).toContain('is over 767840 byte limit.')
})

test.each([
  ['as a code', { errors: [{ status: 400, code: 1110, detail: 'User opted out.' }] }],
  ['as a code in text', { errors: [{ status: 400, code: '1110', detail: 'User opted out.' }] }],
  ['in its detail', { errors: [{ status: 400, detail: 'Error 1110: user opted out' }] }],
])('a recipient who opted out has an error of his own: 1110 %s', async (_, body) => {
  await using server = await startServer([{ status: 400, body }])
  const { messages } = messagesOf(server)

  const error = await failureOf(() => messages.send({ to, from, body: 'hi' }))

  expect((error as Error).constructor).toBe(RecipientOptedOutError)
  expect(error).toMatchObject({ status: 400, outcome: 'rejected', attempts: 1 })
  expect((error as Error).message).toMatch(/user opted out/i)
  expect(server.requests).toHaveLength(1)
})

describe('the emulator refuses', () => {
  test("a sender that is not the account's", async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator)

    const error = await failureOf(() => messages.send({ to, from: '12065550100', body: 'hi' }))

    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect((error as Error).message).toMatch(/12065550100 is not a number on your account/)
  })

  test('an unknown message', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator)

    const error = await failureOf(() => messages.get('mdr2-unknown'))

    expect(error).toBeInstanceOf(NotFoundError)
    expect((error as Error).message).toContain(notFound)
  })

  test.each(calls)('a wrong secret: %s', async (_, call) => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator, { secretKey: 'not-the-secret' })

    const error = await failureOf(() => call(messages))

    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toBeInstanceOf(ApiError)
    expect(JSON.stringify(error)).not.toContain('not-the-secret')
  })
})
