import { describe, expect, test } from 'vitest'
import type { FaultEffect } from '../src/index.ts'
import { isOwned, open, ways } from './fault-support.ts'
import { buyOne, forSale } from './support.ts'

describe.each(ways)('%s', (way) => {
  /** Has one purchase meet the fault: what arrived of its answer, and whether the number was bought. */
  async function purchase(fault: FaultEffect) {
    const { emulator, call, send } = await open(way)
    const [number = ''] = await forSale(call, 1)
    const id = emulator.faults.add({ method: 'POST', path: '/v2/numbers/*', times: 1, fault })
    const arrival = await send('POST', `/v2/numbers/${number}`, { json: { messaging_enabled: true } })
    expect(emulator.faults.list()).toMatchObject([{ id, hits: 1, remaining: 0 }])
    return { number, arrival, owned: await isOwned(call, number) }
  }

  describe('reset', () => {
    test('before: nothing is sent, and nothing was bought', async () => {
      const { arrival, owned } = await purchase({ kind: 'reset', when: 'before' })
      expect(arrival).toMatchObject({ status: undefined, text: '', code: 'ECONNRESET', syscall: 'read' })
      expect(owned).toBe(false)
    })

    test('after: nothing is sent, and the number was bought', async () => {
      const { arrival, owned } = await purchase({ kind: 'reset', when: 'after' })
      expect(arrival).toMatchObject({ status: undefined, text: '', code: 'ECONNRESET', syscall: 'read' })
      expect(owned).toBe(true)
    })

    test('during: headers and half of the body are sent, and the number was bought', async () => {
      const { number, arrival, owned } = await purchase({ kind: 'reset', when: 'during' })
      expect(arrival).toMatchObject({ status: 201, code: 'ECONNRESET' })
      expect(arrival.headers.get('content-type')).toBe('application/vnd.api+json')
      const length = Number(arrival.headers.get('content-length'))
      expect(arrival.text).toHaveLength(Math.floor(length / 2))
      expect(arrival.text).toMatch(new RegExp(`^{"data":{.*${number}`))
      expect(owned).toBe(true)
    })

    test('during: of an answer without a body nothing is sent, and the number was released', async () => {
      const { emulator, call, send } = await open(way)
      const number = await buyOne(call)
      emulator.faults.add({ method: 'DELETE', fault: { kind: 'reset', when: 'during' } })
      const arrival = await send('DELETE', `/v2/numbers/${number}`)
      expect(arrival).toMatchObject({ status: undefined, code: 'ECONNRESET' })
      expect(await isOwned(call, number)).toBe(false)
    })

    test.each(['before', 'during', 'after'] as const)('of HEAD, %s', async (when) => {
      const { emulator, send } = await open(way)
      emulator.faults.add({ method: 'HEAD', fault: { kind: 'reset', when } })
      expect(await send('HEAD', '/v2/numbers')).toMatchObject({ status: undefined, code: 'ECONNRESET' })
      expect(await send('GET', '/v2/numbers')).toMatchObject({ status: 200, code: undefined })
    })
  })

  describe('status', () => {
    test('before: an error document, and nothing was bought', async () => {
      const { arrival, owned } = await purchase({ kind: 'status', status: 503, retryAfter: 7 })
      expect(arrival).toMatchObject({ status: 503, code: undefined })
      expect(arrival.headers.get('retry-after')).toBe('7')
      expect(arrival.headers.get('content-type')).toBe('application/vnd.api+json')
      const detail = 'The service is offline for maintenance.'
      expect(JSON.parse(arrival.text)).toEqual({
        errors: [{ id: expect.any(String), status: 503, title: 'Service Unavailable', detail }],
      })
      expect(owned).toBe(false)
    })

    test('after: the same, and the number was bought', async () => {
      const { arrival, owned } = await purchase({ kind: 'status', status: 500, when: 'after' })
      expect(arrival).toMatchObject({ status: 500, code: undefined })
      expect(JSON.parse(arrival.text)).toMatchObject({ errors: [{ title: 'Internal Server Error' }] })
      expect(arrival.headers.has('retry-after')).toBe(false)
      expect(owned).toBe(true)
    })

    test('with a body, its content type and a date of its own', async () => {
      const retryAfter = 'Thu, 15 Jan 2026 17:00:30 GMT'
      const body = 'upstream é'
      const { arrival } = await purchase({
        kind: 'status',
        status: 502,
        retryAfter,
        body,
        contentType: 'text/plain; charset=utf-8',
      })
      expect(arrival).toMatchObject({ status: 502, text: body, code: undefined })
      expect(arrival.headers.get('retry-after')).toBe(retryAfter)
      expect(arrival.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    })

    test('has none of the headers of the true answer', async () => {
      const { emulator, call, send } = await open(way)
      expect((await call('PUT', '/v2/numbers')).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      emulator.faults.add({ fault: { kind: 'status', status: 500, when: 'after' } })
      emulator.faults.add({ fault: { kind: 'html', when: 'after' } })
      for (const status of [500, 200]) {
        const arrival = await send('PUT', '/v2/numbers')
        expect([arrival.status, arrival.headers.has('allow')]).toEqual([status, false])
        emulator.faults.remove(emulator.faults.list()[0]?.id ?? '')
      }
    })

    test.each([200, 204, 304])('%d has no body', async (status) => {
      const { arrival } = await purchase({ kind: 'status', status })
      expect(arrival).toMatchObject({ status, text: '', code: undefined })
    })
  })

  describe('a body that is not what it should be', () => {
    test.each(['before', 'after'] as const)('html, %s', async (when) => {
      const { arrival, owned } = await purchase({ kind: 'html', when })
      expect(arrival).toMatchObject({ status: 200, code: undefined })
      expect(arrival.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(arrival.text).toMatch(/^<!doctype html>.*<\/html>\n$/s)
      expect(owned).toBe(when === 'after')
    })

    test.each(['before', 'after'] as const)('empty, %s', async (when) => {
      const { arrival, owned } = await purchase({ kind: 'empty', when })
      expect(arrival).toMatchObject({ status: 200, text: '', code: undefined })
      expect(arrival.headers.get('content-length')).toBe('0')
      expect(owned).toBe(when === 'after')
    })

    test('truncated: whole by its length, broken as JSON, and the number was bought', async () => {
      const { arrival, owned } = await purchase({ kind: 'truncated' })
      expect(arrival).toMatchObject({ status: 201, code: undefined })
      expect(arrival.headers.get('content-type')).toBe('application/vnd.api+json')
      expect(Number(arrival.headers.get('content-length'))).toBe(Buffer.byteLength(arrival.text))
      expect(arrival.text).toMatch(/^{"data":{/)
      expect(() => JSON.parse(arrival.text)).toThrow(SyntaxError)
      expect(owned).toBe(true)
    })

    test('truncated cuts no character in two, and leaves an answer without a body alone', async () => {
      const { emulator, call, send } = await open(way)
      const number = await buyOne(call)
      for (const alias of ['é'.repeat(63), `${'é'.repeat(63)}a`, '😀'.repeat(63), `${'😀'.repeat(63)}a`]) {
        const id = emulator.faults.add({ fault: { kind: 'truncated' } })
        const { text } = await send('PATCH', `/v2/numbers/${number}`, { json: { alias } })
        expect(text).not.toContain('\ufffd')
        expect(() => JSON.parse(text)).toThrow(SyntaxError)
        emulator.faults.remove(id)
        expect((await call('GET', `/v2/numbers/${number}`)).data.attributes['alias']).toBe(alias)
      }
      emulator.faults.add({ times: 1, fault: { kind: 'truncated' } })
      expect(await send('DELETE', `/v2/numbers/${number}`)).toMatchObject({ status: 204, code: undefined })
    })
  })
})

test('in process a reset rejects as the global fetch does, and a broken body fails as its does', async () => {
  const { emulator } = await open('in process')
  const headers = { authorization: `Basic ${btoa(`${emulator.accessKey}:${emulator.secretKey}`)}` }
  const get = () => emulator.fetch('https://api.flowroute.com/v2/numbers', { headers })
  emulator.faults.add({ times: 1, fault: { kind: 'reset', when: 'after' } })
  const failed = await get().catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(TypeError)
  expect(failed).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
  emulator.faults.add({ fault: { kind: 'reset', when: 'during' } })
  const broken = await (await get()).text().catch((error: unknown) => error)
  expect(broken).toBeInstanceOf(TypeError)
  expect(broken).toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
})
