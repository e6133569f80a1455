import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { FlowrouteError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../src/index.ts'
import { StorageError } from '../src/index.ts'
import { fileUrl, type Serve, signature, signedUrl, startStorage, transfers } from './storage-server.ts'
import { credentials, failureOf, portingAt, scripted } from './support.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Between two attempts there is a random pause; the shortest one is none. */
const repeatAtOnce = () => vi.spyOn(Math, 'random').mockReturnValue(0)

const pdf = new Uint8Array(70_000).map((_, index) => (index * 7) % 256)
const bill = { filename: 'bill.pdf', content: pdf }

async function* parts(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield chunk
}
const halves = () => parts(pdf.subarray(0, 30_000), pdf.subarray(30_000))
const readable = (): ReadableStream<Uint8Array> => {
  const chunks = halves()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

const refusal = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired &amp; is gone</Message><X-Amz-Expires>300</X-Amz-Expires>
<RequestId>4442587FB7D0A2F9</RequestId><HostId>host</HostId></Error>`

const refuse =
  (status: number, body = refusal): Serve =>
  (incoming, response) =>
    incoming.on('end', () => response.writeHead(status, { 'content-type': 'application/xml' }).end(body))

const upload = { method: 'PUT', path: '/bucket/bill.pdf' }

describe('what is sent', () => {
  it.each<[form: string, content: () => Content, size?: number]>([
    ['bytes', () => pdf],
    ['a part of a buffer', () => Buffer.concat([Buffer.from('before'), pdf]).subarray(6)],
    ['an ArrayBuffer', () => pdf.slice().buffer],
    ['a Blob', () => new Blob([pdf])],
    ['a Blob with a type', () => new Blob([pdf], { type: 'application/pdf' })],
    ['a stream', readable],
    ['a stream of Node.js', () => Readable.from(halves())],
    ['an async iterable', halves],
    ['a stream with its size', readable, 70_000],
    ['a stream of Node.js with its size', () => Readable.from(halves()), 70_000],
    ['an async iterable with its size', halves, 70_000],
    ['an empty one', () => new Uint8Array()],
    ['an empty stream', () => parts(), 0],
    ['a stream with empty chunks', () => parts(new Uint8Array(), pdf, new Uint8Array()), 70_000],
  ])('is %s, in one piece of known length, without credentials', async (form, content, size) => {
    const { porting, requests, storage } = await transfers()
    const { data, response } = await porting
      .uploadDocument('42361', { filename: 'bill.pdf', content: content(), size })
      .withResponse()
    expect(data).toStrictEqual({ id: '12345', filename: 'bill.pdf' })
    expect(response.status).toBe(200)
    expect(requests).toMatchObject([
      {
        method: 'POST',
        target: '/v2/portorders/42361/upload_file',
        json: { filename: 'bill.pdf' },
        headers: { 'content-type': 'application/json', authorization: expect.stringMatching(/^Basic ./) },
      },
    ])
    const [put] = storage.requests
    const expected = form.includes('empty one') || form === 'an empty stream' ? new Uint8Array() : pdf
    expect(put).toMatchObject({ method: 'PUT', target: `/bucket/bill.pdf?${signature}&a=b%2Fc` })
    expect(Buffer.compare((await put?.content) ?? Buffer.from('none'), expected)).toBe(0)
    // S3 refuses chunked bodies, and a type that the URL was not signed for.
    expect(put?.headers).toMatchObject({ 'content-length': String(expected.length) })
    for (const name of ['authorization', 'content-type', 'transfer-encoding', 'cookie']) {
      expect(put?.headers).not.toHaveProperty(name)
    }
    expect(JSON.stringify(put?.headers)).not.toContain(credentials.secretKey)
    expect(storage.requests).toHaveLength(1)
  })

  it('has the type that the URL was signed for', async () => {
    const storage = await startStorage()
    const { porting } = await scripted([fileUrl(`${signedUrl(storage)}&content-type=application%2Fpdf`)])
    await porting.uploadDocument('42361', bill)
    expect(storage.requests).toMatchObject([{ headers: { 'content-type': 'application/pdf' } }])
  })

  it('has no headers of the call, which are for the API', async () => {
    const { porting, requests, storage } = await transfers()
    await porting.uploadDocument('42361', bill, { headers: { 'x-tenant': 'a' } })
    expect(requests[0]?.headers).toHaveProperty('x-tenant')
    expect(storage.requests[0]?.headers).not.toHaveProperty('x-tenant')
  })

  it('goes by the fetch of the options', async () => {
    const sent: string[] = []
    const fetch = async (request: Request): Promise<Response> => {
      sent.push(`${request.method} ${request.url} ${await request.text()}`)
      return new Response()
    }
    const { server } = await scripted([fileUrl('https://files.example/1?a=b')])
    const porting = portingAt(server, {}, { fetch })
    await porting.uploadDocument('1', { filename: 'a', content: new TextEncoder().encode('bytes') })
    await porting.uploadDocument('1', { filename: 'a', content: parts(Buffer.from('part')), size: 4 })
    expect(sent).toStrictEqual([
      'PUT https://files.example/1?a=b bytes',
      'PUT https://files.example/1?a=b part',
    ])
  })
})

describe('a stream with its size', () => {
  it('is sent as it is read', async () => {
    const arrived: number[] = []
    let onArrival = (): void => {}
    const { porting } = await transfers((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        arrived.push(chunk.length)
        onArrival()
      })
      incoming.on('end', () => response.end())
    })
    // The third chunk exists only once the storage has the first: a stream that is read whole first would never end.
    async function* slow(): AsyncGenerator<Uint8Array> {
      const first = new Promise<void>((resolve) => {
        onArrival = resolve
      })
      yield pdf.subarray(0, 10)
      yield pdf.subarray(10, 20)
      await first
      yield pdf.subarray(20, 30)
    }
    await porting.uploadDocument('1', { filename: 'a', content: slow(), size: 30 })
    expect(arrived.reduce((sum, length) => sum + length, 0)).toBe(30)
  })

  it.each([
    ['shorter', 70_001, 'is 70001, but the content has 70000 bytes'],
    ['longer', 69_999, 'is 69999, but the content has at least 70000 bytes'],
    ['longer by a whole chunk', 30_000, 'is 30000, but the content has at least 70000 bytes'],
  ])('that is %s is never stored as a whole', async (_, size, message) => {
    const { porting, storage } = await transfers()
    const content = halves()
    const error = await failureOf(porting.uploadDocument('1', { filename: 'a', content, size }))
    expect(error).toMatchObject({ name: 'InvalidInputError', issues: [{ field: 'size', message }] })
    for (const { content: stored } of storage.requests) await expect(stored).rejects.toThrow('was cut')
    expect((await content.next()).done).toBe(true)
  })

  it('that fails ends the upload with its error', async () => {
    const cause = new Error('disk is gone')
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield pdf
      throw cause
    }
    const { porting, storage } = await transfers()
    const error = await failureOf(
      porting.uploadDocument('1', { filename: 'a', content: broken(), size: 80_000 }),
    )
    expect(error).toMatchObject({
      name: 'FlowrouteError',
      message: 'The content of the document could not be read.',
      cause,
    })
    for (const { content } of storage.requests) await expect(content).rejects.toThrow('was cut')
  })

  it('is sent once, since it can be read once', async () => {
    repeatAtOnce()
    const { porting, storage } = await transfers(refuse(503))
    const error = await failureOf(porting.uploadDocument('1', { ...bill, content: halves(), size: 70_000 }))
    expect(error).toMatchObject({ name: 'StorageError', status: 503, outcome: 'unknown', attempts: 1 })
    expect(storage.requests).toHaveLength(1)
  })
})

describe('a stream without its size', () => {
  it('is refused when it has more than 32 MiB, before anything is sent', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let count = 0
    let isClosed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          count++
          yield chunk
        }
      } finally {
        isClosed = true
      }
    }
    const { porting, requests } = await transfers()
    expect(await failureOf(porting.uploadDocument('1', { filename: 'a', content: endless() }))).toMatchObject(
      {
        name: 'InvalidInputError',
        issues: [
          { field: 'content', message: 'is a stream of more than 33554432 bytes; give its size as well' },
        ],
      },
    )
    expect([count, isClosed, requests.length]).toStrictEqual([33, true, 0])
  })

  it.each([
    ['texts', () => Readable.from(['text'])],
    ['something else', () => parts({} as Uint8Array)],
  ])('is refused when it is one of %s, before anything is sent', async (_, content) => {
    const { porting, requests } = await transfers()
    expect(await failureOf(porting.uploadDocument('1', { filename: 'a', content: content() }))).toMatchObject(
      {
        name: 'InvalidInputError',
        issues: [{ field: 'content', message: 'must be a stream of Uint8Array' }],
      },
    )
    expect(requests).toHaveLength(0)
  })

  it('ends the call with its own error', async () => {
    const cause = new Error('disk is gone')
    const content = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(cause) })
    const { porting, requests } = await transfers()
    const error = await failureOf(porting.uploadDocument('1', { filename: 'a', content }))
    expect(error).toBeInstanceOf(FlowrouteError)
    expect(error).toMatchObject({
      message: 'The content of the document could not be read.',
      cause,
      outcome: 'not-sent',
    })
    expect(requests).toHaveLength(0)
  })

  it('that stops coming does not outlast the signal or the limits', async () => {
    vi.useFakeTimers()
    const { porting, requests } = await transfers()
    let reads = 0
    const stuck = () =>
      new ReadableStream<Uint8Array>({
        pull: () => {
          reads++
          return new Promise<void>(() => {})
        },
      })
    const call = (request: object) =>
      porting.uploadDocument('1', { filename: 'a', content: stuck() }, request)
    const controller = new AbortController()
    const aborted = failureOf(call({ signal: controller.signal }))
    const timedOut = failureOf(call({ timeout: 1_000 }))
    const late = failureOf(call({ deadline: 500 }))
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await aborted).toMatchObject({
      name: 'AbortedError',
      cause: 'enough',
      outcome: 'not-sent',
      attempts: 0,
    })
    expect(await timedOut).toMatchObject({
      name: 'TimeoutError',
      limit: 'timeout',
      milliseconds: 1_000,
      outcome: 'not-sent',
    })
    expect(await late).toMatchObject({
      name: 'TimeoutError',
      limit: 'deadline',
      milliseconds: 500,
      outcome: 'not-sent',
    })
    expect([reads, requests.length]).toStrictEqual([3, 0])
  })
})

describe('a refusal of the storage', () => {
  it('is a StorageError with its reason, and without the signature', async () => {
    const { porting, storage } = await transfers(refuse(403))
    const error = await failureOf(porting.uploadDocument('1', bill))
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({
      ...upload,
      name: 'StorageError',
      message:
        'The file storage answered PUT /bucket/bill.pdf with 403: AccessDenied: Request has expired & is gone',
      status: 403,
      code: 'AccessDenied',
      reason: 'Request has expired & is gone',
      requestId: '4442587FB7D0A2F9',
      outcome: 'rejected',
      attempts: 1,
    })
    const shown = `${JSON.stringify(error)}${error.stack}`
    expect(shown).not.toContain('5ecre7')
    expect(shown).not.toContain(credentials.secretKey)
    expect(storage.requests).toHaveLength(1)
  })

  it.each([
    ['', '', '', 'no reason given'],
    ['<html><h1>Forbidden</h1></html>', '', '', 'no reason given'],
    ['not\n  today', '', 'not today', 'not today'],
    ['<Error><Code>NoSuchBucket</Code></Error>', 'NoSuchBucket', '', 'NoSuchBucket'],
    [`<Error><Code>${'x'.repeat(2_000)}</Code></Error>`, '', '', 'no reason given'],
    ['y'.repeat(1_000_000), '', 'y'.repeat(200), 'y'.repeat(200)],
  ])('is understood whatever its body: %.40s', async (body, code, reason, said) => {
    const { porting } = await transfers(refuse(403, body))
    const error = await failureOf(porting.uploadDocument('1', bill))
    expect(error).toMatchObject({
      code,
      reason,
      requestId: '',
      message: expect.stringContaining(`403: ${said}`),
    })
  })

  it('is reported before an error document without end has arrived', async () => {
    const { porting } = await transfers((incoming, response) =>
      incoming.on('end', () => response.writeHead(403).write('y'.repeat(100_000))),
    )
    expect(await failureOf(porting.uploadDocument('1', bill))).toMatchObject({
      status: 403,
      outcome: 'rejected',
    })
  })

  it('that is a redirect is not followed', async () => {
    const other = await startStorage()
    const { porting } = await transfers((incoming, response) =>
      incoming.on('end', () => response.writeHead(307, { location: signedUrl(other) }).end()),
    )
    expect(await failureOf(porting.uploadDocument('1', bill))).toMatchObject({
      name: 'StorageError',
      status: 307,
      reason: 'a redirect, which is not followed',
      outcome: 'unknown',
    })
    expect(other.requests).toHaveLength(0)
  })
})

describe('an upload', () => {
  const cut: Serve = (incoming) => incoming.on('end', () => incoming.socket.destroy())
  const until =
    (count: number, first: Serve, then: Serve): Serve =>
    (incoming, response, number) =>
      (number < count ? first : then)(incoming, response, number)
  const accept: Serve = (incoming, response) => incoming.on('end', () => response.end())

  it.each<[string, Serve]>([
    ['a 503', refuse(503)],
    ['a 500', refuse(500)],
    ['a 429', refuse(429)],
    ['a 408', refuse(408)],
    ['a connection that broke', cut],
  ])('is repeated at the same URL after %s', async (_, first) => {
    repeatAtOnce()
    const { porting, requests, storage } = await transfers(until(3, first, accept))
    expect(await porting.uploadDocument('1', bill)).toStrictEqual({ id: '12345', filename: 'bill.pdf' })
    expect(storage.requests.map(({ target }) => target)).toStrictEqual(
      Array(3).fill(`/bucket/bill.pdf?${signature}&a=b%2Fc`),
    )
    for (const { content } of storage.requests) expect(Buffer.compare(await content, pdf)).toBe(0)
    expect(requests).toHaveLength(1)
  })

  it('of a Blob with a type is repeated with all of it', async () => {
    repeatAtOnce()
    const { porting, storage } = await transfers(until(2, refuse(503), accept))
    await porting.uploadDocument('1', {
      filename: 'a',
      content: new Blob([pdf], { type: 'application/pdf' }),
    })
    for (const { content } of storage.requests) expect(Buffer.compare(await content, pdf)).toBe(0)
    expect(storage.requests).toHaveLength(2)
  })

  it('fails with the last error when none succeeds, and as often as the retries say', async () => {
    repeatAtOnce()
    const { porting, storage } = await transfers(refuse(503))
    expect(await failureOf(porting.uploadDocument('1', bill, { retries: 1 }))).toMatchObject({
      status: 503,
      outcome: 'unknown',
      attempts: 2,
    })
    expect(storage.requests).toHaveLength(2)
  })

  it('is not known to be undone when an attempt before the refusal may have succeeded', async () => {
    repeatAtOnce()
    const { porting } = await transfers(until(2, cut, refuse(403)))
    expect(await failureOf(porting.uploadDocument('1', bill))).toMatchObject({
      status: 403,
      outcome: 'unknown',
      attempts: 2,
    })
  })

  it('whose connection breaks fails with a ConnectionError, without the signature', async () => {
    const { porting } = await transfers(cut)
    const error = await failureOf(porting.uploadDocument('1', bill, { retries: 0 }))
    expect(error).toMatchObject({
      ...upload,
      name: 'ConnectionError',
      message: expect.stringMatching(/^PUT \/bucket\/bill.pdf lost the connection to the file storage: \w+/),
      cause: expect.any(Error),
      outcome: 'unknown',
      attempts: 1,
    })
    expect(`${JSON.stringify(error)}${error.stack}${String(error.cause)}`).not.toContain('5ecre7')
  })

  it('does not show the signature where the platform names the URL in its error', async () => {
    const { server } = await scripted([fileUrl(`https://files.example/1?${signature}`)])
    const fetch = ({ url }: Request) => Promise.reject(new TypeError(`cannot fetch ${url}`))
    const error = await failureOf(portingAt(server, {}, { fetch }).uploadDocument('1', bill, { retries: 0 }))
    expect(error.message).toContain('cannot fetch https://files.example/1?…')
    expect(`${JSON.stringify(error)}${error.stack}${String(error.cause)}`).not.toContain('5ecre7')
  })

  it('whose storage cannot be reached was not sent', async () => {
    const closed = await startServer([])
    await closed.close()
    const { porting } = await scripted([fileUrl(signedUrl(closed))])
    expect(await failureOf(porting.uploadDocument('1', bill, { retries: 0 }))).toMatchObject({
      name: 'ConnectionError',
      cause: { code: 'ECONNREFUSED' },
      outcome: 'not-sent',
      attempts: 1,
    })
  })

  it('ends when its signal is aborted', async () => {
    const controller = new AbortController()
    const { porting, storage } = await transfers((incoming) =>
      incoming.on('end', () => controller.abort('enough')),
    )
    const error = await failureOf(porting.uploadDocument('1', bill, { signal: controller.signal }))
    expect(error).toMatchObject({
      ...upload,
      name: 'AbortedError',
      cause: 'enough',
      outcome: 'unknown',
      attempts: 1,
    })
    expect(storage.requests).toHaveLength(1)
  })

  it('ends when its signal is aborted between two attempts', async () => {
    const controller = new AbortController()
    // The pause begins as soon as its length is known.
    vi.spyOn(Math, 'random').mockImplementation(() => {
      queueMicrotask(() => controller.abort('enough'))
      return 1
    })
    const { porting, storage } = await transfers(refuse(503))
    const error = await failureOf(porting.uploadDocument('1', bill, { signal: controller.signal }))
    expect(error).toMatchObject({ name: 'AbortedError', cause: 'enough', outcome: 'unknown', attempts: 1 })
    expect(storage.requests).toHaveLength(1)
  })

  it.each([
    [{}, { limit: 'timeout', milliseconds: 120_000 }, 120_000],
    [{ timeout: 5_000 }, { limit: 'timeout', milliseconds: 5_000 }, 5_000],
  ])('ends at its limits %j', async (request, failure, wait) => {
    let arrive = (_: unknown): void => {}
    const arrived = new Promise((resolve) => {
      arrive = resolve
    })
    const { porting } = await transfers((incoming) => incoming.on('end', arrive))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failed = failureOf(porting.uploadDocument('1', bill, { retries: 0, ...request }))
    await arrived
    await vi.advanceTimersByTimeAsync(wait)
    expect(await failed).toMatchObject({
      ...upload,
      name: 'TimeoutError',
      ...failure,
      outcome: 'unknown',
      attempts: 1,
    })
  })
})

describe('the deadline', () => {
  const url = 'https://files.example/1'
  const after = (milliseconds: number, result: () => Response): Promise<Response> =>
    new Promise((resolve) => setTimeout(() => resolve(result()), milliseconds))

  /** A call whose deadline is 5 s, with how long the API and the storage take. */
  async function call(api: number, storage: number, content: Content): Promise<unknown> {
    vi.useFakeTimers()
    const fetch = () => after(api, () => Response.json(fileUrl(url).body))
    const porting = portingAt(
      { url: 'https://api.example' },
      { fetch },
      { fetch: () => after(storage, () => new Response()) },
    )
    const failure = failureOf(porting.uploadDocument('1', { filename: 'a', content }, { deadline: 5_000 }))
    for (let step = 0; step < 50; step++) await vi.advanceTimersByTimeAsync(100)
    return failure
  }

  it('is that of the whole call: of the request for the URL and of the transfer', async () => {
    expect(await call(3_000, 2_500, pdf)).toMatchObject({
      name: 'TimeoutError',
      limit: 'deadline',
      milliseconds: 5_000,
      path: '/1',
      outcome: 'unknown',
    })
  })

  it('is that of the whole call: of reading a stream and of the request for the URL', async () => {
    async function* slow(): AsyncGenerator<Uint8Array> {
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      yield pdf
    }
    expect(await call(2_500, 0, slow())).toMatchObject({
      name: 'TimeoutError',
      limit: 'deadline',
      path: '/v2/portorders/1/upload_file',
    })
  })
})

describe('the URL', () => {
  it.each([
    'http://files.example/1',
    'http://10.0.0.1/1',
    'http://127.0.0.1.example/1',
    'ftp://127.0.0.1/1',
    'https://user:password@files.example/1',
    '/files/1',
    '',
    null,
    7,
  ])('%j is not used', async (url) => {
    const sent: unknown[] = []
    const { server } = await scripted([fileUrl(url)])
    const fetch = async (request: Request) => {
      sent.push(request)
      return new Response()
    }
    const error = await failureOf(portingAt(server, {}, { fetch }).uploadDocument('1', bill))
    expect(error).toMatchObject({ name: 'ResponseFormatError' })
    expect(sent).toHaveLength(0)
  })

  it('on this machine is not used when the API is elsewhere', async () => {
    const storage = await startStorage()
    const fetch = async () => Response.json(fileUrl(signedUrl(storage)).body)
    const porting = portingAt({ url: 'https://api.flowroute.com' }, { fetch })
    expect(await failureOf(porting.uploadDocument('1', bill))).toMatchObject({
      name: 'ResponseFormatError',
      message: expect.stringContaining('its url is not an https URL'),
    })
    expect(storage.requests).toHaveLength(0)
  })
})
