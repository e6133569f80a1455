import { createClient, ResponseFormatError, type SchemaReport } from '@flowroute/core'
import { entities, entity, numberOrText, textOrNumber } from '@flowroute/core/resource'
import { startServer } from '@flowroute/testing'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { accessKey, clientOf, failure, recordingLogger, rejection, secretKey } from './set-up.ts'

const schema = v.looseObject({ id: textOrNumber(), monthlyCost: numberOrText() })
const one = { path: '/v2/a', decode: entity(schema) } as const
const many = { path: '/v2/a', decode: entities(schema) } as const
const sound = { data: { id: 1, attributes: { monthly_cost: '1.25' } } }
const departing = { data: { id: '1', attributes: { monthly_cost: 'free', new_thing: true } } }

describe('an answer that departs from its schema', () => {
  test('a report does not repeat a secret that came back', async () => {
    const secretKey = 'a-secret-that-comes-back'
    await using server = await startServer([
      { body: { data: { id: '1', attributes: { name: [secretKey] } } } },
    ])
    const told: unknown[] = []
    const client = clientOf(server, { secretKey, onSchemaIssue: (report) => told.push(report) })
    const schema = v.looseObject({
      name: v.picklist(['a'], ({ input }) => `Expected a, not ${String(input)}`),
    })
    await client.request({ path: '/a', decode: entity(schema) })
    expect(JSON.stringify(told)).toContain('Expected a, not [redacted]')
    expect(JSON.stringify(told)).not.toContain(secretKey)
  })

  test('is reported, and handed over all the same', async () => {
    await using server = await startServer([{ body: departing }])
    const reports: SchemaReport[] = []
    const client = clientOf(server, { onSchemaIssue: (report) => reports.push(report) })
    expect(await client.request(one)).toEqual({ id: '1', monthlyCost: 'free', newThing: true })
    expect(reports).toEqual([
      {
        method: 'GET',
        path: '/v2/a',
        issues: [{ field: 'monthlyCost', message: 'Expected a number, received string' }],
      },
    ])
  })

  test('is handed over without a reporter, too', async () => {
    await using server = await startServer([{ body: departing }])
    expect(await clientOf(server).request(one)).toMatchObject({ monthlyCost: 'free' })
  })

  test('is reported once for each member of a list that departs', async () => {
    await using server = await startServer([{ body: { data: [departing.data, sound.data, departing.data] } }])
    const reports: SchemaReport[] = []
    const client = clientOf(server, { onSchemaIssue: (report) => reports.push(report) })
    expect(await client.request(many)).toHaveLength(3)
    expect(reports).toHaveLength(2)
  })

  test('throws when the client is strict, without a report', async () => {
    await using server = await startServer([{ status: 201, body: departing }])
    const reports: SchemaReport[] = []
    const client = clientOf(server, { strict: true, onSchemaIssue: (report) => reports.push(report) })
    const error = await failure(ResponseFormatError, client.request(one))
    expect(error).toMatchObject({ status: 201, outcome: 'unknown', attempts: 1 })
    expect(error.message).toBe(
      'The response to GET /v2/a (201) is not usable: monthlyCost: Expected a number, received string.',
    )
    expect(error.snippet).toContain('"monthly_cost":"free"')
    expect(reports).toEqual([])
  })

  test('does no harm by a reporter that fails, at once or later', async () => {
    await using server = await startServer([{ body: departing }])
    const reporters: (() => void)[] = [
      () => {
        throw new Error('broken')
      },
      () => Promise.reject(new Error('broken')),
    ]
    for (const onSchemaIssue of reporters) {
      expect(await clientOf(server, { onSchemaIssue }).request(one)).toMatchObject({ id: '1' })
    }
  })

  test('is the only one reported', async () => {
    await using server = await startServer([{ body: sound }])
    const reports: SchemaReport[] = []
    for (const strict of [false, true]) {
      const client = clientOf(server, { strict, onSchemaIssue: (report) => reports.push(report) })
      expect(await client.request(one)).toEqual({ id: '1', monthlyCost: 1.25 })
    }
    expect(reports).toEqual([])
  })
})

describe('a success in part (207)', () => {
  test.each([
    [
      { ...sound, errors: [{ status: 503, title: 'Unavailable', detail: 'Message provisioning failed.' }] },
      [{ status: 503, title: 'Unavailable', detail: 'Message provisioning failed.' }],
    ],
    [sound, [{ status: 207, title: 'Multi-Status', detail: 'The request succeeded only in part.' }]],
    [
      { ...sound, errors: [] },
      [{ status: 207, title: 'Multi-Status', detail: 'The request succeeded only in part.' }],
    ],
    [
      { ...sound, detail: 'of the resource' },
      [{ status: 207, title: 'Multi-Status', detail: 'The request succeeded only in part.' }],
    ],
  ])('resolves, with what failed as warnings: %j', async (body, warnings) => {
    await using server = await startServer([{ status: 207, body }])
    const { lines, data, logger } = recordingLogger()
    const call = clientOf(server, { logger }).request({ ...one, method: 'POST' })
    expect(await call).toEqual({ id: '1', monthlyCost: 1.25 })
    expect((await call.withResponse()).warnings).toEqual(warnings)
    expect(lines).toContain('warn flowroute: POST /v2/a succeeded only in part (207).')
    expect(data).toContainEqual({ warnings })
    expect(server.requests).toHaveLength(1)
  })

  test('is told of where it is empty, too', async () => {
    await using server = await startServer([{ status: 207, body: '' }])
    const call = clientOf(server).request({ path: '/v2/a', method: 'POST' })
    expect((await call.withResponse()).warnings).toMatchObject([{ status: 207, title: 'Multi-Status' }])
  })

  test('is not what any other success is', async () => {
    await using server = await startServer([{ body: { ...sound, errors: [{ detail: 'x' }] } }])
    expect((await clientOf(server).request(one).withResponse()).warnings).toEqual([])
  })
})

describe('withResponse()', () => {
  test('gives the result with its answer, as often as it is asked, for one request', async () => {
    await using server = await startServer([
      { status: 503 },
      { status: 201, body: { ...sound, links: { self: 'x' } }, headers: { 'x-request-id': 'abc' } },
    ])
    const call = clientOf(server).request(one)
    const { data, response, attempts, warnings } = await call.withResponse()
    expect(data).toEqual({ id: '1', monthlyCost: 1.25 })
    expect(data).toEqual(await call)
    expect(response.status).toBe(201)
    expect(response.headers.get('x-request-id')).toBe('abc')
    expect(response.body).toEqual({ ...sound, links: { self: 'x' } })
    expect({ attempts, warnings }).toEqual({ attempts: 2, warnings: [] })
    expect(await call.withResponse()).toMatchObject({ attempts: 2 })
    expect(server.requests).toHaveLength(2)
  })

  test('of an empty answer has no document', async () => {
    await using server = await startServer([{ status: 204 }])
    const { data, response } = await clientOf(server).request({ path: '/a' }).withResponse()
    expect(data).toBeUndefined()
    expect(response).toMatchObject({ status: 204, body: undefined })
  })
})

describe('the promise of a call', () => {
  test('is sent at once, whether or not somebody waits', async () => {
    await using server = await startServer([{ body: sound }])
    const call = clientOf(server).request(one)
    await expect.poll(() => server.requests.length).toBe(1)
    await call
  })

  test('has then, catch and finally, as any other', async () => {
    await using server = await startServer([{ body: sound }])
    const call = clientOf(server).request(one)
    const steps: string[] = []
    expect(await call.then(({ id }) => `id ${id}`)).toBe('id 1')
    expect(await call.then(null)).toEqual(await call)
    expect(await call.catch(() => 'never')).toEqual(await call)
    expect(await call.finally(() => steps.push('finally'))).toEqual(await call)
    expect(await Promise.all([call, Promise.race([call])])).toEqual([await call, await call])

    const failing = createClient({ accessKey, secretKey }).request({ path: '' })
    const error = await rejection(failing)
    expect(
      await failing.then(
        () => 'never',
        (reason: unknown) => reason,
      ),
    ).toBe(error)
    expect(await failing.catch((reason: unknown) => reason)).toBe(error)
    expect(await rejection(failing.catch())).toBe(error)
    expect(await rejection(failing.then())).toBe(error)
    expect(await rejection(failing.finally(() => steps.push('finally')))).toBe(error)
    expect(await rejection(failing.withResponse())).toBe(error)
    expect(steps).toEqual(['finally', 'finally'])
  })
})
