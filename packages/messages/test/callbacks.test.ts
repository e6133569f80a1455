import { NotFoundError, PermissionDeniedError } from '@flowroute/core'
import { failureOf, startServer } from '@flowroute/testing'
import { expect, test } from 'vitest'
import { expectRefused, messagesOf, sent } from './support.ts'

/** As the page has it. */
const documented = {
  data: {
    type: 'callback',
    attributes: { api_version: '2.1', callback_url: 'https://example.com/dlr', product: 'dlr' },
  },
}

test('gets a callback of the account', async () => {
  await using server = await startServer([{ body: documented }])
  const { messages, reports } = messagesOf(server)
  expect(await messages.getCallback('dlr_callback')).toEqual({
    apiVersion: '2.1',
    callbackUrl: 'https://example.com/dlr',
    product: 'dlr',
  })
  expect(sent(server.requests[0])).toMatchObject({ method: 'GET', path: '/v2.1/messages/dlr_callback' })
  expect(reports).toEqual([])
})

test.each([
  ['404', { status: 404 }],
  ['null', { body: { data: { type: 'callback', attributes: { callback_url: null } } } }],
  ['empty', { body: { data: { type: 'callback', attributes: { callback_url: '' } } } }],
])('is undefined when none is set: %s', async (_, answer) => {
  await using server = await startServer([answer])
  expect(await messagesOf(server).messages.getCallback('sms_callback')).toBeUndefined()
})

test('reads a version that is a number', async () => {
  const attributes = { api_version: 2.1, callback_url: 'https://example.com/' }
  await using server = await startServer([{ body: { data: { attributes } } }])
  expect(await messagesOf(server, { strict: true }).messages.getCallback('mms_callback')).toMatchObject({
    apiVersion: '2.1',
  })
})

test('fails when it may not be read', async () => {
  await using server = await startServer([{ status: 403 }])
  expect(await failureOf(messagesOf(server).messages.getCallback('sms_callback'))).toBeInstanceOf(
    PermissionDeniedError,
  )
})

test('removes a callback of the account', async () => {
  await using server = await startServer([{ status: 204 }, { status: 404 }])
  const { messages } = messagesOf(server, { apiVersion: 'v2.2' })
  expect(await messages.removeCallback('mms_dlr_callback')).toBeUndefined()
  expect(sent(server.requests[0])).toMatchObject({
    method: 'DELETE',
    path: '/v2.2/messages/mms_dlr_callback',
  })
  expect(await failureOf(messages.removeCallback('mms_dlr_callback'))).toBeInstanceOf(NotFoundError)
})

test.each(['getCallback', 'removeCallback'] as const)(
  '%s refuses a kind that is not known',
  async (method) => {
    const refusal =
      'kind must be sms_callback, mms_callback, sms_dlr_callback, mms_dlr_callback or dlr_callback'
    await expectRefused((messages) => messages[method]('voice_callback' as never), refusal)
  },
)
