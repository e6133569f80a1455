import { Buffer } from 'node:buffer'
import { startServer } from '@flowroute/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../src/index.ts'
import { StorageError } from '../src/index.ts'
import {
  bill,
  fileUrl,
  pdf,
  repeatAtOnce,
  type Serve,
  signature,
  signedUrl,
  startStorage,
  transfers,
} from './storage-server.ts'
import { credentials, failureOf, portingAt, scripted } from './support.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const refusal = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired &amp; is gone</Message><X-Amz-Expires>300</X-Amz-Expires>
<RequestId>4442587FB7D0A2F9</RequestId><HostId>host</HostId></Error>`

const refuse =
  (status: number, body = refusal): Serve =>
  (incoming, response) =>
    incoming.on('end', () => response.writeHead(status, { 'content-type': 'application/xml' }).end(body))

const upload = { method: 'PUT', path: '/bucket/bill.pdf' }

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
