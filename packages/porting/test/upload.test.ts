import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { FlowrouteError } from '@flowroute/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../src/index.ts'
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

const unavailable: Serve = (incoming, response) => incoming.on('end', () => response.writeHead(503).end())

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
    const { porting, storage } = await transfers(unavailable)
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
