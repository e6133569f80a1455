import { AbortedError, createClient, InvalidInputError, ServerError } from '@flowroute/core'
import { createEmulator } from '@flowroute/emulator'
import { type Message, Messages } from '@flowroute/messages'
import { failureOf, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { accepted, messagesOf, openAccount, record } from './support.ts'

/** How many sends are resolved; the figures in the README are of 10,000. */
const sends = Number(process.env['MESSAGES_RUNS'] ?? 300)

/** A generator of numbers from 0 to 1 that repeats for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const json = (status: number, text: string, headers: HeadersInit): Response =>
  new Response(text, { status, headers })

/**
 * An emulator behind a proxy that loses answers to sends, before or after they took effect, and shows records late. Its
 * `Date` header is that of the emulator's clock, which is not the machine's.
 */
function unreliableEmulator(random: () => number) {
  const emulator = createEmulator({ accessKey: 'a', secretKey: 'b' })
  const posts: string[] = []
  const lateness = new Map<string, number>()
  const state = { lost: 0, effective: 0 }
  async function lose(request: Request): Promise<Response> {
    const way = Math.floor(random() * 3)
    const isDone = random() < 0.6
    if (isDone) {
      state.effective++
      const { data } = (await (await emulator.fetch(request)).json()) as { data: { id: string } }
      lateness.set(data.id, Math.floor(random() * 3))
    }
    state.lost++
    if (way === 0) return json(503, '<html>Service Unavailable</html>', { 'content-type': 'text/html' })
    if (way === 1) return json(200, '{"data":{"type":"mess', { 'content-type': 'application/json' })
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
  }
  async function respond(request: Request): Promise<Response> {
    if (request.method === 'POST') {
      posts.push(await request.clone().text())
      if (random() < 0.5) return lose(request)
      state.effective++
    }
    const answer = await emulator.fetch(request)
    if (!new URL(request.url).pathname.endsWith('/messages') || request.method !== 'GET') return answer
    const document = (await answer.json()) as { data: { id: string }[] }
    const data = document.data.filter(({ id }) => {
      const left = lateness.get(id) ?? 0
      lateness.set(id, left - 1)
      return left <= 0
    })
    const date = emulator.clock.now().toUTCString()
    return json(200, JSON.stringify({ ...document, data }), { 'content-type': 'application/json', date })
  }
  return { emulator, posts, state, respond }
}

test('is right about every send whose answer was lost, and never sends', async () => {
  const random = seeded(18)
  const { emulator, posts, state, respond } = unreliableEmulator(random)
  const account = createClient({ accessKey: 'a', secretKey: 'b', fetch: emulator.fetch })
  const offers = await account.request<{ data: { id: string }[] }>({
    path: '/v2/numbers/available',
    query: { limit: 1 },
  })
  const from = offers.data[0]?.id ?? ''
  await account.request({ method: 'POST', path: `/v2/numbers/${from}` })
  const messages = new Messages(createClient({ accessKey: 'a', secretKey: 'b', fetch: respond }))
  const known = new Set<string>()
  let resolved = 0
  for (let count = 0; count < sends; count++) {
    emulator.clock.advance(1_000)
    // A third of the texts is the same as others, as those of a campaign are.
    const body = random() < 0.3 ? 'the same for all' : `text ${count}`
    const before = state.effective
    try {
      known.add((await messages.send({ to: '12065550123', from, body })).id)
    } catch (error) {
      resolved++
      const resolution = await messages.resolve(error, { waits: [0, 0], exclude: known })
      expect(resolution.record?.body).toBe(state.effective > before ? body : undefined)
      if (resolution.record) known.add(resolution.record.id)
      else expect(resolution.searches).toBe(3)
    }
  }
  expect(resolved).toBe(state.lost)
  expect(resolved).toBeGreaterThan(sends / 4)
  expect(posts).toHaveLength(sends)
  const records = await new Messages(account).list({ startDate: '2026-01-01' }).toArray()
  expect(records.map(({ id }) => id).sort()).toEqual([...known].sort())
}, 600_000)

describe('resolve', () => {
  const message = { to: '12061232634', from: '12012673227', body: 'hello there' }
  const since = '2026-01-15T17:00:00Z'
  const found = (id: string, changes: object = {}) => ({ ...record({ timestamp: since, ...changes }), id })

  test('takes an error that a program has wrapped in its own', async () => {
    await using server = await startServer((request) =>
      request.method === 'POST' ? { status: 503 } : { body: { data: [found('mdr2-7')] } },
    )
    const { messages } = messagesOf(server)
    const error = await failureOf(messages.send(message))
    const wrapped = new Error('the shop could not tell the customer', { cause: error })
    expect((await messages.resolve(wrapped, { waits: [] })).record?.id).toBe('mdr2-7')
    // The text is not in the error, which may be logged.
    expect(JSON.stringify(error) + String(error)).not.toContain('hello there')
  })

  test('does not search when the error says that nothing was sent', async () => {
    await using server = await startServer([{ status: 422 }])
    const { messages } = messagesOf(server)
    const error = await failureOf(messages.send(message))
    expect(await messages.resolve(error)).toMatchObject({ record: undefined, searches: 0, searchedFor: 0 })
    expect(server.requests).toHaveLength(1)
  })

  test('takes the message as it was sent, and compares sender, text and media', async () => {
    const others = [
      found('mdr2-1', { body: 'hello' }),
      found('mdr2-2', { from: '12012673228' }),
      found('mdr2-3', { direction: 'inbound' }),
    ]
    const mms = found('mdr2-4', { is_mms: true })
    await using server = await startServer([{ body: { data: [...others, mms, found('mdr2-5')] } }])
    const { messages } = messagesOf(server)
    const idOf = async (changes: object): Promise<string | undefined> =>
      (await messages.resolve({ ...message, since, ...changes }, { waits: [] })).record?.id
    expect(await idOf({ mediaUrls: [] })).toBe('mdr2-5')
    expect(await idOf({ mediaUrls: ['https://example.com/cat.gif'] })).toBe('mdr2-4')
    expect(await idOf({ body: 'hello' })).toBe('mdr2-1')
    expect(await idOf({ body: 'never sent' })).toBeUndefined()
  })

  test('searches again after each wait, also when a search failed, and tells how often', async () => {
    await using server = await startServer([
      { body: { data: [] } },
      { status: 503 },
      { body: { data: [found('mdr2-9')] } },
    ])
    const { messages } = messagesOf(server, { retries: 0 })
    const resolution = await messages.resolve({ ...message, since }, { waits: [1, 1, 1] })
    expect(resolution).toMatchObject({ record: { id: 'mdr2-9' }, searches: 3 })
    expect(resolution.searchedFor).toBeGreaterThanOrEqual(1)
  })

  test('does not say "not found" when the last search failed', async () => {
    await using server = await startServer([{ body: { data: [] } }, { status: 503 }])
    const { messages } = messagesOf(server, { retries: 0 })
    expect(await failureOf(messages.resolve({ ...message, since }, { waits: [1] }))).toBeInstanceOf(
      ServerError,
    )
  })

  test('waits until its signal is aborted', async () => {
    const controller = new AbortController()
    await using server = await startServer(() => {
      setTimeout(() => controller.abort('enough'), 20)
      return { body: { data: [] } }
    })
    const { messages } = messagesOf(server)
    const error = await failureOf(messages.resolve({ ...message, since }, {}, { signal: controller.signal }))
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ cause: 'enough' })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    [new Error('not of a send'), {}, 'target'],
    [{ ...message }, {}, 'since'],
    [{ ...message, text: 'a', since }, {}, 'text'],
    [{ ...message, since }, { waits: [-1] }, 'waits.0'],
    [{ ...message, since }, { delays: [1] }, 'delays'],
  ])('refuses %j with %j', async (target, options, field) => {
    await using server = await startServer([accepted])
    const error = await failureOf(messagesOf(server).messages.resolve(target, options as object))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ field })
    expect(server.requests).toEqual([])
  })
})

describe('findSent of many messages', () => {
  const message = (body: string) => ({ to: '12061232634', from: '12012673227', body })
  const found = (id: string, body: string, timestamp: string) => ({ ...record({ body, timestamp }), id })
  const at = (minute: number) => `2026-01-15T17:${String(minute).padStart(2, '0')}:00.000Z`
  const date = (minute: number) => ({ date: new Date(at(minute)).toUTCString() })
  const idsOf = (records: (Message | undefined)[]) => records.map((one) => one?.id)

  test('assigns each record to one message, the oldest first, in one scan', async () => {
    const data = [
      found('c', 'twin', at(3)),
      found('b', 'twin', at(2)),
      found('a', 'twin', at(1)),
      found('d', 'one', at(1)),
    ]
    await using server = await startServer([
      { body: { data: data.slice(0, 2), links: { next: 'yes' } }, headers: date(5) },
      { body: { data: data.slice(2), links: {} }, headers: date(5) },
    ])
    const { messages } = messagesOf(server)
    const search = await messages.findSent({
      messages: [message('twin'), message('lost'), message('one'), message('twin')],
      since: at(0),
      pageSize: 2,
      exclude: ['b'],
      now: () => Date.parse(at(5)),
    })
    expect(idsOf(search.records)).toEqual(['a', undefined, 'd', 'c'])
    expect(search.others).toEqual([])
    expect(search).toMatchObject({ clockSkew: 0, since: new Date(at(0)), startedAt: new Date(at(5)) })
    expect(server.requests.map(({ query }) => query)).toEqual([
      { start_date: at(0), limit: '2', offset: '0' },
      { start_date: at(0), limit: '2', offset: '2' },
    ])
  })

  test('gives a record to the message that says most about it, and hands over those left', async () => {
    const data = [found('a', 'one', at(1)), found('b', 'two', at(2)), found('c', 'two', at(3))]
    await using server = await startServer([{ body: { data }, headers: date(5) }])
    const search = await messagesOf(server).messages.findSent({
      messages: [{ to: '12061232634' }, message('one')],
      since: at(0),
      now: () => Date.parse(at(5)),
    })
    expect(idsOf(search.records)).toEqual(['b', 'a'])
    expect(idsOf(search.others)).toEqual(['c'])
  })

  test.each([
    ['is behind', 2, at(0), -3 * 60_000, '2026-01-15T16:57:00.000Z', at(4)],
    ['is ahead', 8, at(0), 3 * 60_000, at(0), at(7)],
  ])('searches longer when the clock of Flowroute %s', async (_, theirs, since, skew, start, end) => {
    await using server = await startServer([{ body: { data: [] }, headers: date(theirs) }])
    const search = await messagesOf(server).messages.findSent({
      messages: [message('one')],
      since,
      until: at(4),
      now: async () => Date.parse(at(5)),
    })
    expect(search).toMatchObject({ clockSkew: skew, since: new Date(start) })
    expect(server.requests.map(({ query }) => [query['start_date'], query['end_date']])).toEqual([
      [at(0), at(4)],
      [start, end],
    ])
  })

  test('searches ten minutes longer on both sides when the response has no date', async () => {
    await using server = await startServer((_request, response) => {
      response.sendDate = false
      return { body: { data: [] } }
    })
    const search = await messagesOf(server).messages.findSent({
      messages: [message('one')],
      since: '2026-01-15',
      until: '2026-01-15',
    })
    expect(search.clockSkew).toBeUndefined()
    expect(server.requests.map(({ query }) => [query['start_date'], query['end_date']])).toEqual([
      ['2026-01-15', '2026-01-15'],
      ['2026-01-14T23:50:00.000Z', '2026-01-16T00:09:59.999Z'],
    ])
  })

  test('asks which records are known once, with the ids of those that agree', async () => {
    const data = [found('a', 'one', at(1)), found('b', 'one', at(2)), found('c', 'other', at(2))]
    await using server = await startServer([{ body: { data }, headers: date(5) }])
    const asked: unknown[] = []
    const { records } = await messagesOf(server).messages.findSent({
      messages: [message('one')],
      since: at(0),
      exclude: async (ids) => {
        asked.push(ids)
        return new Set(['a'])
      },
    })
    expect(idsOf(records)).toEqual(['b'])
    expect(asked).toEqual([['a', 'b']])
  })

  test('fails when a page cannot be read: nothing may be concluded then', async () => {
    await using server = await startServer([
      { body: { data: [found('a', 'x', at(1))], links: { next: 'yes' } }, headers: date(5) },
      { status: 503 },
    ])
    const { messages } = messagesOf(server, { retries: 0 })
    const search = messages.findSent({
      messages: [message('one')],
      since: at(0),
      now: () => Date.parse(at(5)),
    })
    expect(await failureOf(search)).toBeInstanceOf(ServerError)
  })

  test('excludes known ids and takes until and pageSize for one message too', async () => {
    const data = [found('a', 'one', at(1)), found('b', 'one', at(2))]
    await using server = await startServer([{ body: { data } }])
    const { messages } = messagesOf(server)
    const options = { ...message('one'), since: at(0), until: at(9), pageSize: 50 }
    expect(idsOf(await messages.findSent({ ...options, exclude: ['a'] }))).toEqual(['b'])
    expect(idsOf(await messages.findSent({ ...options, exclude: async () => ['b'] }))).toEqual(['a'])
    expect(server.requests[0]?.query).toEqual({
      start_date: at(0),
      end_date: at(9),
      limit: '50',
      offset: '0',
    })
  })

  test.each([
    [{ messages: [{ from: '12012673227' }], since: at(0) }, 'messages.0.to'],
    [{ messages: [message('one')], since: 'today' }, 'since'],
    [{ messages: [message('one')], since: at(0), exclude: 5 }, 'exclude'],
    [{ messages: [message('one')], since: at(0), now: 5 }, 'now'],
  ])('refuses %j', async (options, field) => {
    await using server = await startServer([accepted])
    const error = await failureOf(messagesOf(server).messages.findSent(options as never))
    expect(error).toMatchObject({ name: 'InvalidInputError', field })
    expect(server.requests).toEqual([])
  })
})

test('an error of a send that nobody handles is still reported', async () => {
  await using account = await openAccount()
  const { messages } = messagesOf(account.emulator)
  const reported = new Promise((resolve) => process.once('unhandledRejection', resolve))
  void messages.send({ to: 'nobody', from: account.from, body: 'hello' })
  expect(await reported).toBeInstanceOf(InvalidInputError)
})
