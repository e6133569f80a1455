import { describe, expect, test } from 'vitest'
import { buyOne, expectError, setUp } from './support.ts'
import { send, setUpPosts } from './webhook-support.ts'

const callback_url = 'https://hooks.example.com/a'
const products = {
  sms_callback: 'sms',
  mms_callback: 'mms',
  sms_dlr_callback: 'dlr',
  mms_dlr_callback: 'mms_dlr',
  dlr_callback: 'dlr',
}

describe.each([
  ['PUT', '/v2.1/messages', '2.1'],
  ['PUT', '/v2.2/messages', '2.2'],
  ['POST', '/v2/numbers/{number}/relationships', '2.1'],
])('%s %s/…', (method, template, api_version) => {
  test.each(Object.entries(products))('%s is set, read and removed', async (kind, product) => {
    const { call } = setUp()
    const path = `${template.replace('{number}', await buyOne(call))}/${kind}`
    expectError(await call('GET', path), 404, 'on your account')
    expectError(await call('DELETE', path), 404, 'on your account')
    expect((await call(method, path, { json: { callback_url } })).status).toBe(204)
    const { status, body } = await call('GET', path)
    const attributes = { api_version, callback_url, product }
    expect([status, body]).toEqual([200, { data: { type: 'callback', attributes } }])
    expect((await call('DELETE', path)).status).toBe(204)
    expectError(await call('GET', path), 404, 'on your account')
  })

  test('the two names of the receipts of SMS are one webhook', async () => {
    const { call } = setUp()
    const base = template.replace('{number}', await buyOne(call))
    await call(method, `${base}/dlr_callback`, { json: { callback_url } })
    expect((await call('GET', `${base}/sms_dlr_callback`)).data.attributes).toMatchObject({ callback_url })
    expect((await call('DELETE', `${base}/sms_dlr_callback`)).status).toBe(204)
    expectError(await call('GET', `${base}/dlr_callback`), 404, 'on your account')
  })
})

test('one that was removed is not posted to', async () => {
  const { call, posts, pass } = setUpPosts()
  const number = await buyOne(call)
  await call('PUT', '/v2.2/messages/sms_dlr_callback', { json: { callback_url } })
  await call('DELETE', '/v2.2/messages/sms_dlr_callback')
  await send(call, number)
  await pass(600)
  expect(posts).toEqual([])
})

test('those of a number that is not on the account are a 404', async () => {
  const { call } = setUp()
  const path = '/v2/numbers/12065550100/relationships/sms_callback'
  for (const method of ['GET', 'DELETE']) expectError(await call(method, path), 404, 'on your account')
})
