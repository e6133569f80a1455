import { describe, expect, test } from 'vitest'
import { createEmulator, startEmulator } from '../src/index.ts'
import { createOrder, orderOf, signLetter, stateOf } from './port-support.ts'
import { type Call, callerOf, expectError, setUp } from './support.ts'
import { receiver } from './webhook-support.ts'

const bill = new Uint8Array([37, 80, 68, 70, 0, 255, 13, 10])

/** A URL that an answer gives. */
async function urlOf(call: Call, method: string, path: string, json?: object): Promise<URL> {
  const { status, data, text } = await call(method, path, json === undefined ? {} : { json })
  expect(status, text).toBe(200)
  return new URL(data.attributes['url'] as string)
}

async function setUpOrder() {
  const { emulator, call } = setUp()
  const id = await createOrder(call)
  const base = `/v2/portorders/${id}`
  const upload = (filename = '/home/ada/bill.pdf') => urlOf(call, 'POST', `${base}/upload_file`, { filename })
  const put = (url: URL, headers: Record<string, string> = {}) =>
    emulator.fetch(url, { method: 'PUT', body: bill, headers })
  return { emulator, call, id, base, upload, put }
}

describe('an upload', () => {
  test('goes to a signed URL without credentials, and can be downloaded from another one', async () => {
    const { emulator, call, id, base, upload, put } = await setUpOrder()
    const reply = await call('POST', `${base}/upload_file`, { json: { filename: 'x.pdf' } })
    expect(reply.body).toEqual({
      data: {
        type: 'portorder-file-url',
        id: 0,
        attributes: { url: expect.stringMatching(/^https:/), expires: '2026-01-15T18:00:00.000000+00:00' },
        links: { self: `https://api.flowroute.com/v2/portorders/${id}/files/0` },
      },
    })
    expect((await orderOf(call, id))['business_documents']).toEqual([])
    expectError(await call('GET', `${base}/files/1`), 404, 'No such file')
    const stored = await put(await upload(), { 'content-type': 'application/pdf' })
    expect([stored.status, await stored.text()]).toEqual([200, ''])
    expect((await orderOf(call, id))['business_documents']).toEqual([
      {
        data: [
          {
            type: 'portorder-file',
            id: '1',
            attributes: { filename: 'bill.pdf', status: 'uploaded' },
            links: { self: `https://api.flowroute.com/v2/portorders/${id}/files/1` },
          },
        ],
      },
    ])
    const file = await emulator.fetch(await urlOf(call, 'GET', `${base}/files/1`))
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bill)
  })

  test('works over a socket, at the address that was asked', async () => {
    await using emulator = await startEmulator()
    const call = callerOf(emulator)
    const id = await createOrder(call)
    const { accessKey, secretKey, url } = emulator
    const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`
    const answer = await fetch(`${url}/v2/portorders/${id}/upload_file`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"filename":"bill.pdf"}',
    })
    const { data } = (await answer.json()) as { data: { attributes: { url: string } } }
    expect(new URL(data.attributes.url).origin).toBe(url)
    expect((await fetch(data.attributes.url, { method: 'PUT', body: bill })).status).toBe(200)
  })

  test.each<[string, (url: URL) => void, number, string]>([
    ['without a signature', (url) => Object.assign(url, { search: '' }), 403, 'AccessDenied'],
    [
      'with another signature',
      (url) => url.searchParams.set('X-Amz-Signature', 'a'.repeat(64)),
      403,
      'SignatureDoesNotMatch',
    ],
    ['for longer', (url) => url.searchParams.set('X-Amz-Expires', '999999'), 403, 'SignatureDoesNotMatch'],
    [
      'for another file',
      (url) => Object.assign(url, { pathname: url.pathname.replace(/0$/, '1') }),
      403,
      'SignatureDoesNotMatch',
    ],
  ])('%s is refused with XML', async (_name, change, status, code) => {
    const { upload, put } = await setUpOrder()
    const url = await upload()
    change(url)
    const refused = await put(url)
    expect([refused.status, refused.headers.get('content-type')]).toEqual([status, 'application/xml'])
    expect(await refused.text()).toContain(`<Code>${code}</Code>`)
  })

  test('credentials are refused there, and so is a download by the URL of an upload', async () => {
    const { emulator, upload, put } = await setUpOrder()
    const url = await upload()
    const shown = await put(url, { authorization: 'Basic eDp5' })
    expect([shown.status, await shown.text()]).toEqual([
      400,
      expect.stringContaining('Only one auth mechanism'),
    ])
    expect((await emulator.fetch(url)).status).toBe(403)
  })

  test('its URL expires after an hour', async () => {
    const { emulator, upload, put } = await setUpOrder()
    const url = await upload()
    emulator.clock.advance(3_599_999)
    expect((await put(url)).status).toBe(200)
    emulator.clock.advance(1)
    const late = await put(url)
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  })

  test('over 10 MiB is refused', async () => {
    const { emulator, upload } = await setUpOrder()
    const body = new Uint8Array(10 * 1024 * 1024 + 1)
    const refused = await emulator.fetch(await upload(), { method: 'PUT', body })
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('EntityTooLarge')])
  })

  test('only while the order is pending or rejected', async () => {
    const { emulator, call, id, base, upload } = await setUpOrder()
    await signLetter(call, id)
    const json = { filename: 'x', url: 'https://example.com/x' }
    for (const path of ['upload_file', 'files']) {
      expectError(await call('POST', `${base}/${path}`, { json }), 422, 'this needs pending or rejected')
    }
    emulator.portOrders.reject(id, 'The bill is too old.')
    await upload()
  })

  test('faults strike the storage too', async () => {
    const { emulator, upload, put } = await setUpOrder()
    emulator.faults.add({ method: 'PUT', times: 1, fault: { kind: 'reset', when: 'after' } })
    const url = await upload()
    await expect(put(url)).rejects.toThrow('fetch failed')
    expect((await put(url)).status).toBe(200)
  })

  test('a snapshot keeps the content and the URLs', async () => {
    const { emulator, call, base, upload, put } = await setUpOrder()
    await put(await upload())
    const url = await urlOf(call, 'GET', `${base}/files/0`)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(new Uint8Array(await (await other.fetch(url)).arrayBuffer())).toEqual(bill)
  })
})

describe('a part of a file', () => {
  test.each([
    ['bytes=2-4', 206, 'bytes 2-4/8', [68, 70, 0]],
    ['bytes=6-', 206, 'bytes 6-7/8', [13, 10]],
    ['bytes=-3', 206, 'bytes 5-7/8', [255, 13, 10]],
    ['bytes=6-99', 206, 'bytes 6-7/8', [13, 10]],
    ['bytes=8-', 416, 'bytes */8', undefined],
    ['lines=1-2', 200, null, [...bill]],
  ])('%s', async (range, status, contentRange, bytes) => {
    const { emulator, call, base, upload, put } = await setUpOrder()
    await put(await upload())
    const url = await urlOf(call, 'GET', `${base}/files/0`)
    const part = await emulator.fetch(url, { headers: { range } })
    expect([part.status, part.headers.get('content-range')]).toEqual([status, contentRange])
    const received = [...new Uint8Array(await part.arrayBuffer())]
    if (bytes !== undefined) expect(received).toEqual(bytes)
  })

  test('of a file that has become another one is the whole of it', async () => {
    const { emulator, call, base, upload, put } = await setUpOrder()
    await put(await upload())
    const url = await urlOf(call, 'GET', `${base}/files/0`)
    const etag = (await emulator.fetch(url)).headers.get('etag') ?? ''
    const ask = (ifRange: string) =>
      emulator.fetch(url, { headers: { range: 'bytes=1-', 'if-range': ifRange } })
    expect((await ask(etag)).status).toBe(206)
    expect((await ask('"other"')).status).toBe(200)
  })
})

describe('a document from a URL', () => {
  test('is taken after a second, by the name in the query or the path', async () => {
    const asked: string[] = []
    const storage = await receiver((request, response) => {
      asked.push(`${request.method} ${request.headers['authorization'] ?? 'no credentials'}`)
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(bill)
    })
    const { emulator, call, id, base } = await setUpOrder()
    const url = `${storage.url}/old/bill.pdf?filename=my_bill.pdf`
    const { status, body } = await call('POST', `${base}/files`, { json: { url } })
    const attributes = { filename: url, file: 'my_bill.pdf', original_url: url, status: 'pending' }
    expect([status, body]).toEqual([200, { data: { type: 'portorder-file', id: '0', attributes } }])
    emulator.clock.advance(999)
    await emulator.settled()
    expect(asked).toEqual([])
    emulator.clock.advance(1)
    await emulator.settled()
    expect(asked).toEqual(['GET no credentials'])
    expect((await orderOf(call, id))['business_documents']).toMatchObject([
      { data: [{ attributes: { filename: 'my_bill.pdf', status: 'uploaded' } }] },
    ])
    const file = await emulator.fetch(await urlOf(call, 'GET', `${base}/files/0`))
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bill)
  })

  test.each([
    ['https://example.com/a/my%20bill.pdf', 'my bill.pdf'],
    ['https://example.com/%zz', '%zz'],
    ['https://example.com/', 'document'],
    ['https://example.com/x?filename=', 'x'],
  ])('%s is stored as %s', async (url, file) => {
    const { call, base } = await setUpOrder()
    const { data } = await call('POST', `${base}/files`, { json: { url } })
    expect(data.attributes['file']).toBe(file)
  })

  test.each<[string, (request: Request) => Promise<Response>]>([
    ['is not there', async () => new Response('gone', { status: 404 })],
    ['has moved', async () => new Response(null, { status: 302, headers: { location: '/x' } })],
    ['cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
    ['is too large', async () => new Response(new Uint8Array(10 * 1024 * 1024 + 1))],
  ])('that %s has failed', async (_name, deliver) => {
    const { emulator, call } = setUp({ deliver })
    const id = await createOrder(call)
    const json = { url: 'https://files.example.com/bill.pdf' }
    await call('POST', `/v2/portorders/${id}/files`, { json })
    emulator.clock.advance(1_000)
    await emulator.settled()
    expect((await orderOf(call, id))['business_documents']).toMatchObject([
      { data: [{ attributes: { filename: 'bill.pdf', status: 'failed' } }] },
    ])
  })

  test('that was under way in a snapshot is asked for again', async () => {
    const { emulator, call } = setUp({ deliver: () => new Promise(() => {}) })
    const id = await createOrder(call)
    await call('POST', `/v2/portorders/${id}/files`, { json: { url: 'https://files.example.com/bill.pdf' } })
    emulator.clock.advance(1_000)
    const other = createEmulator({ deliver: async () => new Response(bill) })
    other.restore(emulator.snapshot())
    emulator.reset()
    await other.settled()
    expect(JSON.stringify(await orderOf(callerOf(other), id))).toContain('uploaded')
  })

  test('needs a web URL', async () => {
    const { call, base } = await setUpOrder()
    expectError(
      await call('POST', `${base}/files`, { json: { url: 'file:///etc/passwd' } }),
      422,
      'url must be',
    )
  })
})

describe('the letter of agency', () => {
  test.each(['loa', 'LOA'])('GET …/%s', async (name) => {
    const { call, base } = await setUpOrder()
    const { status, body } = await call('GET', `${base}/${name}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      data: {
        type: 'loa',
        attributes: {
          numbers: ['2065550100', '2065550101'],
          billing_name: 'Ada Example',
          company: 'Example LLC',
          street: '1 Sample St',
          street2: '',
          city: 'Seattle',
          state: 'WA',
          zip: '98101',
          country: 'US',
          provider: 'Old Carrier',
          usage_type: 'residential',
          signature_name: '',
          signature_title: '',
          loa_copy: expect.stringContaining('authorizes Flowroute'),
        },
      },
    })
  })

  test('signed, it submits the order and is one of its documents', async () => {
    const { emulator, call, id, base } = await setUpOrder()
    const { status, text } = await signLetter(call, id)
    expect([status, text]).toEqual([201, ''])
    expect(await stateOf(call, id)).toBe('processing')
    expect((await call('GET', `${base}/loa`)).data.attributes).toMatchObject({
      signature_name: 'Ada Example',
      signature_title: 'Owner',
    })
    const file = await emulator.fetch(await urlOf(call, 'GET', `${base}/files/0`))
    const pdf = await file.text()
    expect([file.headers.get('content-type'), pdf.slice(0, 8)]).toEqual(['application/pdf', '%PDF-1.4'])
    expect(pdf).toContain('(Signed: Ada Example, Owner) Tj')
    // Readers find the table of the objects by this offset.
    const [, offset] = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf) ?? []
    expect(pdf.slice(Number(offset), Number(offset) + 4)).toBe('xref')
    expectError(await signLetter(call, id), 422, 'This port order is processing; this needs pending.')
  })

  test('nothing but the signature can be changed', async () => {
    const { call, base, id } = await setUpOrder()
    const { data } = await call('GET', `${base}/loa`)
    const signed = { ...data.attributes, signature_name: 'Ada', signature_title: 'Owner' }
    const sign = (attributes: object) => call('POST', `${base}/loa`, { json: { data: { attributes } } })
    expectError(await sign({ ...signed, city: 'Tacoma', numbers: [] }), 422, 'not numbers, city.')
    expectError(await sign(data.attributes), 422, 'signature_title is required.')
    expectError(await sign({ ...signed, signature_name: '' }), 422, 'signature_name is required.')
    expect(await stateOf(call, id)).toBe('pending')
    expect((await sign({ signature_name: 'Ada', signature_title: 'Owner' })).status).toBe(201)
  })
})
