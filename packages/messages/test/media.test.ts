import { AbortedError, ConnectionError, InvalidInputError, TimeoutError } from '@flowroute/core'
import { checkMedia, MediaError } from '@flowroute/messages'
import { failureOf, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { messagesOf } from './support.ts'

const gif = { headers: { 'content-type': 'image/gif' }, body: 'GIF89a' }
const mediaRecord = (url: string) => ({
  body: {
    data: {
      type: 'media',
      id: '1-cat.gif',
      attributes: { url, file_name: 'cat.gif', mime_type: 'image/gif', file_size: 6 },
    },
  },
})

describe('getMedia and downloadMedia', () => {
  test.each(['v2.1', 'v2.2'] as const)(
    'get the record of a file with a fresh URL: %s',
    async (apiVersion) => {
      await using server = await startServer([mediaRecord('https://files.example/1?signature=2')])
      const { messages } = messagesOf(server, { apiVersion, strict: true })
      expect(await messages.getMedia('1-cat.gif')).toEqual({
        id: '1-cat.gif',
        url: 'https://files.example/1?signature=2',
        fileName: 'cat.gif',
        mimeType: 'image/gif',
        fileSize: 6,
      })
      expect(server.requests[0]?.path).toBe(`/${apiVersion}/media/1-cat.gif`)
    },
  )

  test('download by id, without sending the credentials to the storage', async () => {
    await using storage = await startServer([gif])
    await using server = await startServer([mediaRecord(`${storage.url}/cat.gif?signature=2`)])
    const { bytes, ...rest } = await messagesOf(server).messages.downloadMedia('1-cat.gif')
    expect(new TextDecoder().decode(bytes)).toBe('GIF89a')
    expect(rest).toEqual({ mimeType: 'image/gif', fileName: 'cat.gif' })
    expect(server.requests[0]?.headers['authorization']).toMatch(/^Basic /)
    expect(storage.requests).toMatchObject([{ method: 'GET', target: '/cat.gif?signature=2' }])
    expect(storage.requests[0]?.headers).not.toHaveProperty('authorization')
    expect(storage.requests[0]?.headers).not.toHaveProperty('cookie')
  })

  test('download a record by its own URL', async () => {
    await using storage = await startServer([gif])
    await using server = await startServer([{ status: 500 }])
    const media = { id: '1', url: `${storage.url}/cat.gif` }
    expect((await messagesOf(server).messages.downloadMedia(media)).bytes.byteLength).toBe(6)
    expect(server.requests).toEqual([])
  })

  test.each([
    ['declared', { 'content-length': '6' }],
    ['not declared', { 'transfer-encoding': 'chunked' }],
  ])('refuse a file over maxBytes: %s', async (_, headers) => {
    await using storage = await startServer([{ ...gif, headers }])
    const { messages } = messagesOf(storage)
    const media = { id: '1', url: storage.url }
    const error = await failureOf(messages.downloadMedia(media, { maxBytes: 5 }))
    expect(error).toBeInstanceOf(MediaError)
    expect(error.message).toBe('The file 1 cannot be downloaded: it has more than 5 bytes (maxBytes).')
    expect((await messages.downloadMedia(media, { maxBytes: 6 })).bytes.byteLength).toBe(6)
  })

  test.each([
    [{ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, 403, 'the storage answered 403'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 302, 'a redirect, which is not followed'],
  ])('fail with the status of the storage: %j', async (answer, status, message) => {
    await using storage = await startServer([answer])
    const error = await failureOf(messagesOf(storage).messages.downloadMedia({ id: '1', url: storage.url }))
    expect(error).toMatchObject({ name: 'MediaError', status })
    expect(error.message).toContain(message)
    expect(storage.requests).toHaveLength(1)
  })

  test.each([[undefined], ['http://files.example/1'], ['file:///etc/passwd'], ['cat.gif']])(
    'request nothing at %s',
    async (url) => {
      await using server = await startServer([gif])
      const fetch = (): never => expect.fail('nothing may be requested')
      const error = await failureOf(messagesOf(server).messages.downloadMedia({ id: '1', url }, { fetch }))
      expect(error).toMatchObject({ name: 'MediaError', status: undefined })
    },
  )

  test('name the path alone when the connection breaks: the query is a key to the file', async () => {
    await using storage = await startServer((_request, _response, socket) => {
      socket.destroy()
      return undefined
    })
    const media = { id: '1', url: `${storage.url}/cat.gif?signature=topsecret` }
    const error = await failureOf(messagesOf(storage).messages.downloadMedia(media))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toContain('GET /cat.gif lost the connection')
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain('topsecret')
  })

  test('end by timeout and by signal', async () => {
    await using storage = await startServer(() => new Promise(() => {}))
    const { messages } = messagesOf(storage)
    const media = { id: '1', url: storage.url }
    expect(await failureOf(messages.downloadMedia(media, { timeout: 20 }))).toBeInstanceOf(TimeoutError)
    const signal = AbortSignal.abort('enough')
    expect(await failureOf(messages.downloadMedia(media, { signal }))).toMatchObject({ cause: 'enough' })
    expect(await failureOf(messages.downloadMedia(media, {}, { signal }))).toBeInstanceOf(AbortedError)
  })
})

describe('checkMedia', () => {
  /** A server with https as far as the check can tell: its URLs are mapped to loopback by `fetch`. */
  async function serve(
    files: Record<string, { status?: number; headers?: Record<string, string>; body?: string }>,
  ) {
    const server = await startServer(({ path }) => files[path.slice(1)] ?? { status: 404 })
    const fetch = (request: Request): Promise<Response> =>
      globalThis.fetch(request.url.replace('https://files.example', server.url), {
        redirect: request.redirect,
        headers: request.headers,
        signal: request.signal,
      })
    return { ...server, fetch, [Symbol.asyncDispose]: () => server.close() }
  }
  const url = (name: string): string => `https://files.example/${name}`

  test('finds nothing wrong with files that can be sent', async () => {
    await using server = await serve({
      'a.gif': gif,
      'b.txt': { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'hello' },
    })
    expect(await checkMedia([url('a.gif'), url('b.txt')], server)).toEqual({
      isOk: true,
      problems: [],
      totalBytes: 11,
      files: [
        {
          url: url('a.gif'),
          status: 200,
          mimeType: 'image/gif',
          bytes: 6,
          redirect: undefined,
          problems: [],
        },
        {
          url: url('b.txt'),
          status: 200,
          mimeType: 'text/plain',
          bytes: 5,
          redirect: undefined,
          problems: [],
        },
      ],
    })
    expect(server.requests.every(({ headers }) => headers['authorization'] === undefined)).toBe(true)
  })

  test('reports every problem', async () => {
    const image = (size: number) => ({ ...gif, body: 'x'.repeat(size) })
    await using server = await serve({
      moved: { status: 301, headers: { location: 'https://files.example/new' } },
      page: { headers: { 'content-type': 'text/html' }, body: '<html>' },
      empty: { headers: { 'content-type': 'image/png' }, body: '' },
      huge: image(767_841),
    })
    const { isOk, problems, totalBytes, files } = await checkMedia(
      [url('moved'), url('page'), url('empty'), url('huge'), url('none'), 'cat.gif'],
      server,
    )
    expect(isOk).toBe(false)
    expect(totalBytes).toBeUndefined()
    expect(problems).toEqual([
      'https://files.example/moved redirects to https://files.example/new; give the final URL.',
      'https://files.example/page has the type text/html, which handsets may not show.',
      'https://files.example/empty is empty.',
      'https://files.example/huge has more than 767840 bytes, the limit for all files.',
      'https://files.example/none answered 404.',
      'cat.gif is not an absolute http or https URL.',
    ])
    expect(files[0]?.redirect).toBe('https://files.example/new')
    expect(server.requests).toHaveLength(5)
  })

  test('adds up the sizes of all files', async () => {
    await using server = await serve({ half: { ...gif, body: 'x'.repeat(383_920) } })
    expect(await checkMedia([url('half'), url('half')], server)).toMatchObject({
      isOk: true,
      totalBytes: 767_840,
    })
    expect(await checkMedia([url('half'), url('half'), url('half')], server)).toMatchObject({
      isOk: false,
      problems: ['The files have 1151760 bytes in all; the limit is 767840.'],
    })
  })

  test('reports plain http and servers that cannot be reached', async () => {
    const server = await startServer([gif])
    const http = `${server.url}/cat.gif`
    expect((await checkMedia([http])).problems).toEqual([`${http} is not https.`])
    await server.close()
    expect((await checkMedia([http])).problems).toEqual([
      `${http} is not https.`,
      `${http} cannot be reached: GET /cat.gif lost the connection: ECONNREFUSED.`,
    ])
  })

  test('ends when its signal is aborted', async () => {
    const error = await failureOf(checkMedia([url('a')], { signal: AbortSignal.abort('enough') }))
    expect(error).toBeInstanceOf(AbortedError)
  })

  test.each([[[]], ['https://example.com/cat.gif'], [[5]], [Array(21).fill('https://example.com')]])(
    'refuses %j',
    async (urls) => {
      expect(await failureOf(checkMedia(urls as string[]))).toBeInstanceOf(InvalidInputError)
    },
  )
})
