import { expect, test } from 'vitest'
import { Uploads } from '../src/inbox/uploads.ts'
import { setUp } from './support.ts'

const path = '/__emulator/files'

test('a file is put there with the credentials and fetched without, as it was, and cannot run as the page', async () => {
  const { emulator, call } = setUp()
  const headers = { 'content-type': 'image/svg+xml' }
  const { status, body } = await call('POST', `${path}?name=my%20cat.svg`, { raw: '<svg/>', headers })
  expect(status).toBe(201)
  const { url } = body as { url: string }
  expect(url).toMatch(/\/__emulator\/files\/[0-9a-f]{32}\/my%20cat\.svg$/)
  const file = await emulator.fetch(url)
  expect(file.status).toBe(200)
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'image/svg+xml',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  expect(await file.text()).toBe('<svg/>')
  emulator.reset()
  expect((await emulator.fetch(url)).status).toBe(200)
  expect((await emulator.fetch(url.replace(/\/[0-9a-f]{32}\//, '/00/'))).status).toBe(404)
  expect(emulator.requests()).toEqual([])
})

test('without credentials nothing is put there, and an empty file is refused', async () => {
  const { call } = setUp()
  expect((await call('POST', path, { raw: 'x', headers: { authorization: '' } })).status).toBe(401)
  expect((await call('POST', path, { raw: '' })).status).toBe(422)
})

test('beyond a size the oldest files go', () => {
  const uploads = new Uploads(25)
  const add = (size: number) => uploads.add({ bytes: new Uint8Array(size), contentType: 'image/png' })
  const ids = [add(10), add(10), add(10)]
  expect(ids.map((id) => uploads.get(id)?.bytes.length)).toEqual([undefined, 10, 10])
  // One that is too large by itself is the only one that is left.
  const large = add(30)
  expect([...ids, large].map((id) => uploads.get(id)?.bytes.length)).toEqual([
    ...[undefined, undefined, undefined],
    30,
  ])
})
