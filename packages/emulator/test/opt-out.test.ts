import { describe, expect, test } from 'vitest'
import { buy, buyOne, type Call, type Reply, setUp } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const other = '12065550101'

function trySend(call: Call, from: string, to = outside, more: object = {}): Promise<Reply> {
  return call('POST', '/v2.1/messages', { json: { to, from, body: 'hello', ...more } })
}

describe('STOP', () => {
  test.each([{}, { is_mms: true }, { media_urls: ['https://example.com/a.png'] }])(
    'makes a message to who said it a 400 with code 1110: %j',
    async (more) => {
      const { emulator, call } = setUp()
      const number = await buyOne(call)
      emulator.receive({ from: outside, to: number, body: 'STOP' })
      const reply = await trySend(call, number, `+${outside}`, more)
      expect(reply.status).toBe(400)
      expect(reply.headers.get('content-type')).toBe('application/vnd.api+json')
      expect(reply.body).toEqual({
        errors: [
          {
            id: expect.stringMatching(/^[\da-f-]{36}$/),
            status: 400,
            code: 1110,
            title: 'Bad Request',
            detail: 'The recipient has opted out of messages from this number (1110).',
          },
        ],
      })
      const { list } = await call('GET', '/v2.1/messages?start_date=2000-01-01')
      expect(list.map(({ attributes }) => attributes['direction'])).toEqual(['inbound'])
    },
  )

  test.each(['stop', 'Stop', 'sToP', ' STOP', 'STOP\n', '\t stop  \r\n'])('counts as %j', async (body) => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body })
    expect((await trySend(call, number)).status).toBe(400)
  })

  test.each([
    'STOP.',
    'please stop',
    'STOP STOP',
    'STOPALL',
    '"STOP"',
    'S T O P',
    'UNSTOP',
    'ſtop',
    'END',
    'QUIT',
    'CANCEL',
  ])('does not count in %j', async (body) => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body })
    expect((await trySend(call, number)).status).toBe(202)
  })

  test('is for one pair of numbers', async () => {
    const { emulator, call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    emulator.receive({ from: outside, to: one, body: 'stop' })
    expect((await trySend(call, one)).status).toBe(400)
    expect((await trySend(call, two)).status).toBe(202)
    expect((await trySend(call, one, other)).status).toBe(202)
  })

  test('from another number of the account counts when it has arrived, and one way only', async () => {
    const { emulator, call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    await send(call, one, { to: two, body: 'stop' })
    emulator.clock.advance(599)
    expect((await trySend(call, two, one)).status).toBe(202)
    emulator.clock.advance(1)
    expect((await trySend(call, two, one)).status).toBe(400)
    expect((await trySend(call, one, two)).status).toBe(202)
  })

  test('does not hold back what was sent before it', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const number = await buyOne(call)
    await setAccountCallback(call, 'sms_dlr_callback', 'https://hooks.example.com/')
    const id = await send(call, number)
    emulator.receive({ from: outside, to: number, body: 'STOP' })
    await pass(600)
    expect(posts).toHaveLength(2)
    const { attributes } = (await call('GET', `/v2.2/messages/${id}`)).data
    expect(attributes['status']).toBe('message buffered')
  })

  test('is forgotten by a reset', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body: 'STOP' })
    emulator.reset()
    await call('POST', `/v2/numbers/${number}`)
    expect((await trySend(call, number)).status).toBe(202)
  })

  test('a wrong message is told so first', async () => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    emulator.receive({ from: outside, to: number, body: 'STOP' })
    expect((await trySend(call, number, outside, { body: '' })).status).toBe(422)
    expect((await trySend(call, other)).status).toBe(403)
  })
})

test.each(['START', 'HELP', 'YES', 'start'])('%s does not undo STOP and stops nothing', async (body) => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  emulator.receive({ from: other, to: number, body })
  expect((await trySend(call, number, other)).status).toBe(202)
  emulator.receive({ from: outside, to: number, body: 'STOP' })
  emulator.receive({ from: outside, to: number, body })
  expect((await trySend(call, number)).status).toBe(400)
})

describe('UNSTOP', () => {
  test.each(['UNSTOP', ' unstop '])('takes it back: %j', async (body) => {
    const { emulator, call } = setUp()
    const number = await buyOne(call)
    for (const _ of [1, 2]) {
      emulator.receive({ from: outside, to: number, body: 'STOP' })
      emulator.receive({ from: other, to: number, body: 'STOP' })
      expect((await trySend(call, number)).status).toBe(400)
      emulator.receive({ from: outside, to: number, body })
      expect((await trySend(call, number)).status).toBe(202)
      expect((await trySend(call, number, other)).status).toBe(400)
    }
  })

  test('the one that arrived last counts, not the one that was sent last', async () => {
    const { emulator, call } = setUp()
    const [one = '', two = ''] = await buy(call, 2)
    await send(call, one, { to: two, body: 'STOP' })
    emulator.receive({ from: one, to: two, body: 'UNSTOP' })
    expect((await trySend(call, two, one)).status).toBe(202)
    emulator.clock.advance(600)
    expect((await trySend(call, two, one)).status).toBe(400)
  })
})

test('both are posted as the messages that they are', async () => {
  const { emulator, call, posts, pass } = setUpPosts()
  const to = await buyOne(call)
  await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
  for (const body of ['STOP', 'UNSTOP']) emulator.receive({ from: outside, to, body })
  await pass(0)
  const message = (body: string) => ({ data: { type: 'message', attributes: { body, from: outside } } })
  expect(posts.map(({ json }) => json)).toMatchObject([message('STOP'), message('UNSTOP')])
})
