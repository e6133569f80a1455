import { NotFoundError, PermissionDeniedError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { expect, it } from 'vitest'
import { failureOf, id, numbersAt } from './support.ts'

const attributes = { api_version: '2.1', callback_url: 'https://example.com/dlr', product: 'dlr' }

it('gets a callback of a number', async () => {
  await using server = await startServer([{ body: { data: { type: 'callback', attributes } } }])
  const numbers = numbersAt(server, { strict: true })
  expect(await numbers.getCallback('(206) 555-0100', 'dlr_callback')).toStrictEqual({
    apiVersion: '2.1',
    callbackUrl: 'https://example.com/dlr',
    product: 'dlr',
  })
  expect(server.requests[0]).toMatchObject({
    method: 'GET',
    target: `/v2/numbers/${id}/relationships/dlr_callback`,
    text: '',
  })
})

it.each([
  ['a 404', { status: 404 }],
  ['null', { body: { data: { type: 'callback', attributes: { callback_url: null } } } }],
  ['an empty URL', { body: { data: { type: 'callback', attributes: { callback_url: '' } } } }],
])('is undefined when none is set: %s', async (_, answer) => {
  await using server = await startServer([answer])
  expect(await numbersAt(server).getCallback(id, 'sms_callback')).toBeUndefined()
  expect(server.requests).toHaveLength(1)
})

it('fails when it may not be read', async () => {
  await using server = await startServer([{ status: 403 }])
  expect(await failureOf(numbersAt(server).getCallback(id, 'sms_callback'))).toBeInstanceOf(
    PermissionDeniedError,
  )
})

it('removes a callback of a number', async () => {
  await using server = await startServer([{ status: 204 }, { status: 404 }])
  const numbers = numbersAt(server)
  expect(await numbers.removeCallback(id, 'mms_dlr_callback')).toBeUndefined()
  expect(server.requests[0]).toMatchObject({
    method: 'DELETE',
    target: `/v2/numbers/${id}/relationships/mms_dlr_callback`,
    text: '',
  })
  expect(await failureOf(numbers.removeCallback(id, 'mms_dlr_callback'))).toBeInstanceOf(NotFoundError)
})
