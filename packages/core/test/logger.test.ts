import { startServer } from '@flowroute/testing'
import { describe, expect, test, vi } from 'vitest'
import { clientOf, recordingLogger, rejection } from './set-up.ts'

describe('logger', () => {
  test('is told of every attempt, and of what comes of it', async () => {
    await using server = await startServer([
      { status: 503, headers: { 'retry-after': '0' } },
      { body: {} },
      { status: 404, body: { errors: [{ detail: 'Not here.' }] } },
    ])
    const { lines, data, logger } = recordingLogger()
    const client = clientOf(server, { logger })
    await client.request({ path: '/a', query: { b: 'hidden' } })
    await rejection(client.request({ method: 'DELETE', path: '/b' }))
    expect(lines).toEqual([
      'debug flowroute: GET /a: 503',
      'warn flowroute: Flowroute answered GET /a with 503: no reason given (trying again in 0 ms)',
      'debug flowroute: GET /a: 200',
      'debug flowroute: DELETE /b: 404',
      'warn flowroute: Flowroute answered DELETE /b with 404: Not here. (giving up)',
    ])
    expect(data).toEqual([
      { attempt: 1, status: 503 },
      { attempt: 1 },
      { attempt: 2, status: 200 },
      { attempt: 1, status: 404 },
      { attempt: 1 },
    ])
  })

  test('that fails does no harm', async () => {
    const broken = (): never => {
      throw new Error('broken')
    }
    const logger = { debug: broken, warn: broken }
    await using server = await startServer([{ status: 503 }, { body: { ok: true } }])
    expect(await clientOf(server, { logger }).request({ path: '/a' })).toEqual({ ok: true })
  })

  test('may be one that needs its `this`', async () => {
    class Lines {
      readonly lines: string[] = []
      debug(message: string): void {
        this.lines.push(message)
      }
      warn(message: string): void {
        this.lines.push(message)
      }
    }
    await using server = await startServer([{ body: {} }])
    const logger = new Lines()
    await clientOf(server, { logger }).request({ path: '/a' })
    expect(logger.lines).toEqual(['flowroute: GET /a: 200'])
  })

  test('is none by default: nothing is written anywhere', async () => {
    await using server = await startServer([{ status: 503 }, { status: 207, body: {} }, { status: 404 }])
    const written: unknown[] = []
    const write = (text: unknown): boolean => written.push(text) > 0
    for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(write)
    for (const method of ['log', 'debug', 'info', 'warn', 'error'] as const) {
      vi.spyOn(console, method).mockImplementation(write)
    }
    await clientOf(server).request({ path: '/a' })
    await rejection(clientOf(server).request({ path: '/a' }))
    vi.restoreAllMocks()
    expect(written).toEqual([])
  })
})
