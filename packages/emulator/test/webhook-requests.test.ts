import { expect, test } from 'vitest'
import { basic, buyOne, setUp } from './support.ts'
import { outside, receiver, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

test('a webhook is a POST of JSON over a socket, with Flowroute’s user agent', async () => {
  const { emulator, call } = setUp()
  const server = await receiver([{ status: 200, body: { ignored: true } }])
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', `${server.url}/in/a%20b?key=1`)
  const id = emulator.receive({ from: outside, to, body: 'hello' })
  await emulator.settled()
  expect(server.requests).toHaveLength(1)
  const [request] = server.requests
  expect(request).toMatchObject({
    method: 'POST',
    target: '/in/a%20b?key=1',
    headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' },
    json: { data: { id, attributes: { to, amount_nanodollars: '4000000' } } },
  })
  expect(request?.headers).not.toHaveProperty('authorization')
  expect(emulator.deliveries()).toMatchObject([
    { url: `${server.url}/in/a%20b?key=1`, state: 'delivered', payload: request?.json },
  ])
})

test('credentials in a webhook’s address are shown as HTTP Basic', async () => {
  const { emulator, call } = setUp()
  const server = await receiver([{ status: 200 }])
  const to = await buyOne(call)
  const url = server.url.replace('://', '://user:p%40ss@')
  await setAccountCallback(call, 'sms_callback', url)
  emulator.receive({ from: outside, to, body: 'hello' })
  await emulator.settled()
  expect(server.requests[0]?.headers['authorization']).toBe(basic('user', 'p@ss'))
  expect(emulator.deliveries()).toMatchObject([{ url, state: 'delivered' }])
})

test('an address that no request can be made to is tried like any other', async () => {
  const { emulator, call } = setUp()
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', 'http://%zz:x@127.0.0.1/')
  emulator.receive({ from: outside, to, body: 'hello' })
  await emulator.settled()
  expect(emulator.deliveries()).toMatchObject([{ state: 'pending', attempts: [{ status: null }] }])
})

test('`deliver` gets a standard request, in its own time', async () => {
  const { emulator, call, posts } = setUpPosts()
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/in')
  emulator.receive({ from: outside, to, body: 'hello' })
  expect(posts).toEqual([])
  expect(emulator.deliveries()).toMatchObject([{ state: 'pending', attempts: [] }])
  await emulator.settled()
  expect(posts).toHaveLength(1)
  expect(posts[0]?.url).toBe('https://hooks.example.com/in')
  expect(posts[0]?.headers.get('content-type')).toBe('application/json')
  expect(posts[0]?.headers.get('user-agent')).toBe('Go-http-client/1.1')
})

test('a webhook may call the emulator, and what comes of that is posted in its turn', async () => {
  const answered: string[] = []
  const { emulator, call, posts, pass } = setUpPosts(async ({ json }) => {
    const { type, attributes } = (json as { data: { type: string; attributes: { from: string } } }).data
    if (type === 'message') answered.push(await send(call, to, { to: attributes.from, body: 'thanks' }))
    return 200
  })
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/in')
  await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/receipts')
  emulator.receive({ from: outside, to, body: 'hello' })
  await pass(0)
  expect(answered).toHaveLength(1)
  await pass(600)
  const receipt = { json: { data: { id: answered[0], type: 'delivery_receipt' } } }
  expect(posts.slice(1)).toMatchObject([receipt, receipt])
})
