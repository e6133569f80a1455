import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pdf as content, fileUrl, repeatAtOnce, type Serve, signature, transfers } from './storage-server.ts'
import { credentials, failureOf, portingAt, scripted } from './support.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const pdf = Buffer.from(content)

const give =
  (content: Buffer | string, headers: Record<string, string | number> = {}): Serve =>
  (_, response) =>
    response.writeHead(200, headers).end(content)
const sized: Serve = give(pdf, { 'content-type': 'application/pdf', 'content-length': pdf.length })
/** Sends these parts and leaves the response open. */
const begin =
  (headers: Record<string, string | number>, ...parts: (Buffer | string)[]): Serve =>
  (_, response) => {
    response.writeHead(200, headers)
    for (const part of parts) response.write(part)
  }

const get = { method: 'GET', path: '/bucket/bill.pdf' }

describe('a download', () => {
  it('asks for the URL, and reads from there without credentials', async () => {
    const { porting, requests, storage } = await transfers(sized)
    const { data, response } = await porting.downloadDocument('42361', '0').withResponse()
    expect(data).toMatchObject({ id: '12345', contentType: 'application/pdf', size: 70_000 })
    expect(response.status).toBe(200)
    const bytes = await data.bytes()
    expect(bytes).toBeInstanceOf(Uint8Array)
    expect(Buffer.compare(bytes, pdf)).toBe(0)
    expect(requests).toMatchObject([{ method: 'GET', target: '/v2/portorders/42361/files/0', text: '' }])
    expect(storage.requests).toMatchObject([
      { method: 'GET', target: `/bucket/bill.pdf?${signature}&a=b%2Fc` },
    ])
    for (const name of ['authorization', 'cookie'])
      expect(storage.requests[0]?.headers).not.toHaveProperty(name)
    expect(JSON.stringify(storage.requests[0]?.headers)).not.toContain(credentials.secretKey)
  })

  it('is a stream that gives the content as it arrives', async () => {
    let rest = (): void => {}
    const { porting } = await transfers((_, response) => {
      response.writeHead(200).write(pdf.subarray(0, 10))
      rest = () => response.end(pdf.subarray(10))
    })
    const { stream, size, contentType } = await porting.downloadDocument('1', '0')
    expect([size, contentType]).toStrictEqual([null, null])
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) {
      if (chunks.length === 0) rest()
      chunks.push(chunk)
    }
    expect(chunks[0]).toHaveLength(10)
    expect(Buffer.compare(Buffer.concat(chunks), pdf)).toBe(0)
  })

  it.each<[string, Serve]>([
    ['empty', give('')],
    ['empty by its length', give('', { 'content-length': 0 })],
  ])('may be %s', async (_, serve) => {
    const { porting } = await transfers(serve)
    expect(await (await porting.downloadDocument('1', '0')).bytes()).toHaveLength(0)
  })

  it('is unpacked when it comes compressed, whatever its length was', async () => {
    const packed = gzipSync(pdf)
    const headers = { 'content-encoding': 'gzip', 'content-length': packed.length }
    const { porting } = await transfers(give(packed, headers))
    const { size, bytes } = await porting.downloadDocument('1', '0')
    expect(size).toBeNull()
    expect(Buffer.compare(await bytes(), pdf)).toBe(0)
  })

  it('can be given up, which ends the request', async () => {
    let onClose = (): void => {}
    const closed = new Promise<void>((resolve) => {
      onClose = resolve
    })
    const { porting } = await transfers((incoming, response) => {
      response.on('close', onClose)
      begin({}, pdf)(incoming, response, 1)
    })
    await (await porting.downloadDocument('1', '0')).stream.cancel()
    await closed
  })

  it('goes by the fetch of the options', async () => {
    const { server } = await scripted([fileUrl('https://files.example/1?a=b')])
    const fetch = async ({ method, url }: Request) => new Response(`${method} ${url}`)
    const { bytes } = await portingAt(server, {}, { fetch }).downloadDocument('1', '0')
    expect(Buffer.from(await bytes()).toString()).toBe('GET https://files.example/1?a=b')
  })

  it('is begun again after a failure before its content', async () => {
    repeatAtOnce()
    const { porting, requests, storage } = await transfers((incoming, response, count) => {
      if (count === 1) incoming.socket.destroy()
      else if (count === 2) response.writeHead(503).end()
      else sized(incoming, response, count)
    })
    expect(await (await porting.downloadDocument('1', '0')).bytes()).toHaveLength(70_000)
    expect([storage.requests.length, requests.length]).toStrictEqual([3, 1])
  })
})

describe('maxBytes', () => {
  const tooLarge = {
    ...get,
    name: 'ResponseFormatError',
    message: expect.stringContaining('The file is larger than 69999 bytes (maxBytes).'),
    attempts: 1,
  }

  it('refuses a file by its length, and ends the request', async () => {
    let onClose = (): void => {}
    const closed = new Promise<void>((resolve) => {
      onClose = resolve
    })
    const { porting } = await transfers((incoming, response) => {
      response.on('close', onClose)
      begin({ 'content-length': pdf.length }, pdf.subarray(1))(incoming, response, 1)
    })
    expect(await failureOf(porting.downloadDocument('1', '0', { maxBytes: 69_999 }))).toMatchObject(tooLarge)
    await closed
  })

  it.each<[string, Serve]>([
    ['without a length', give(pdf)],
    ['that is compressed', give(gzipSync(pdf), { 'content-encoding': 'gzip' })],
  ])('refuses a file %s as soon as it is too large', async (_, serve) => {
    const { porting } = await transfers(serve)
    const { bytes } = await porting.downloadDocument('1', '0', { maxBytes: 69_999 })
    expect(await failureOf(bytes())).toMatchObject(tooLarge)
  })

  it('allows a file of just that size', async () => {
    const { porting } = await transfers(sized)
    expect(await (await porting.downloadDocument('1', '0', { maxBytes: 70_000 })).bytes()).toHaveLength(
      70_000,
    )
  })

  it('is 32 MiB by default', async () => {
    const { porting } = await transfers(begin({ 'content-length': 32 * 1024 * 1024 + 1 }, 'part'))
    expect((await failureOf(porting.downloadDocument('1', '0'))).message).toContain(
      '33554432 bytes (maxBytes)',
    )
  })
})

describe('a download fails', () => {
  it('with the reason of the storage', async () => {
    const body = '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>'
    const { porting } = await transfers((_, response) => response.writeHead(404).end(body))
    const error = await failureOf(porting.downloadDocument('1', '0'))
    expect(error).toMatchObject({
      ...get,
      name: 'StorageError',
      status: 404,
      code: 'NoSuchKey',
      reason: 'The specified key does not exist.',
      outcome: 'rejected',
    })
    expect(`${JSON.stringify(error)}${error.stack}`).not.toContain('5ecre7')
  })

  it('when the connection breaks within the content', async () => {
    const { porting } = await transfers((incoming, response) => {
      response.writeHead(200, { 'content-length': pdf.length })
      response.write(pdf.subarray(1), () => incoming.socket.end())
    })
    const { bytes } = await porting.downloadDocument('1', '0')
    const error = await failureOf(bytes())
    expect(error).toMatchObject({
      ...get,
      name: 'ConnectionError',
      message: expect.stringContaining('GET /bucket/bill.pdf lost the connection to the file storage'),
      attempts: 1,
    })
    expect(`${JSON.stringify(error)}${error.stack}`).not.toContain('5ecre7')
  })

  it('when the content is shorter than its length says', async () => {
    const { server } = await scripted([fileUrl('https://files.example/1')])
    const fetch = async () => new Response('short', { headers: { 'content-length': '9' } })
    const { bytes } = await portingAt(server, {}, { fetch }).downloadDocument('1', '0')
    expect(await failureOf(bytes())).toMatchObject({
      name: 'ConnectionError',
      message: 'GET /1 lost the connection to the file storage: after 5 of 9 bytes.',
    })
  })

  it('when its signal is aborted within the content', async () => {
    const controller = new AbortController()
    const { porting } = await transfers(begin({}, 'part'))
    const { stream } = await porting.downloadDocument('1', '0', {}, { signal: controller.signal })
    const reader = stream.getReader()
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('part')
    const next = failureOf(reader.read())
    controller.abort('enough')
    expect(await next).toMatchObject({ ...get, name: 'AbortedError', cause: 'enough' })
  })

  it.each([
    [{ timeout: 5_000 }, { limit: 'timeout', milliseconds: 5_000 }],
    [{ deadline: 5_000 }, { limit: 'deadline', milliseconds: 5_000 }],
    [{}, { limit: 'timeout', milliseconds: 120_000 }],
  ])('when the content stops coming, at its limits %j', async (request, failure) => {
    const { porting } = await transfers(begin({}, 'part'))
    const { stream } = await porting.downloadDocument('1', '0', {}, request)
    const reader = stream.getReader()
    await reader.read()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const next = failureOf(reader.read())
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await next).toMatchObject({ ...get, name: 'TimeoutError' })
    expect(await next).toMatchObject(failure)
  })

  it('when there is no such document', async () => {
    const error = { id: 'a', status: 404, title: 'Resource not found', detail: 'No such file' }
    const { porting } = await scripted([{ status: 404, body: { errors: [error] } }])
    expect(await failureOf(porting.downloadDocument('1', '0'))).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('No such file'),
    })
  })
})
