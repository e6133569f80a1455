import { createClient, path } from '@flowroute/core'
import { instrumentFlowroute } from '@flowroute/otel'
import { startServer } from '@flowroute/testing'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  type HistogramMetricData,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

const spanExporter = new InMemorySpanExporter()
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] })
let metricExporter: InMemoryMetricExporter
let meterProvider: MeterProvider
let stop: () => void

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
})
afterAll(() => context.disable())
beforeEach(() => {
  spanExporter.reset()
  metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 2 ** 31 - 1,
  })
  meterProvider = new MeterProvider({ readers: [reader] })
  stop = instrumentFlowroute({ tracerProvider, meterProvider })
})
afterEach(async () => {
  stop()
  await meterProvider.shutdown()
})

const clientOf = ({ url }: { url: string }) =>
  createClient({ accessKey: 'access-1234', secretKey: 'secret-5678', baseUrl: url, backoff: { base: 0 } })

async function metric(name: string): Promise<HistogramMetricData['dataPoints']> {
  await meterProvider.forceFlush()
  const found = metricExporter
    .getMetrics()
    .at(-1)
    ?.scopeMetrics.flatMap(({ metrics }) => metrics)
    .find(({ descriptor }) => descriptor.name === name)
  return (found as HistogramMetricData | undefined)?.dataPoints ?? []
}

test('a call is one span, a child of the active one, with an event for each attempt', async () => {
  await using server = await startServer([{ status: 503 }, { body: { data: { id: '1' } } }])
  const tracer = tracerProvider.getTracer('test')
  await tracer.startActiveSpan('request', async (parent) => {
    await clientOf(server).request({ path: path`/v2/numbers/${'12065550100'}` })
    parent.end()
  })
  const [span, parent] = spanExporter.getFinishedSpans()
  expect(span).toMatchObject({
    name: 'GET /v2/numbers/{}',
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.UNSET },
    instrumentationScope: { name: '@flowroute/otel' },
  })
  expect(span?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId)
  const { hostname, port } = new URL(server.url)
  expect(span?.attributes).toEqual({
    'http.request.method': 'GET',
    'server.address': hostname,
    'server.port': Number(port),
    'url.scheme': 'http',
    'url.template': '/v2/numbers/{}',
    'http.response.status_code': 200,
    'flowroute.attempts': 2,
  })
  expect(span?.events.map(({ name, attributes }) => ({ name, ...attributes }))).toMatchObject([
    {
      name: 'flowroute.attempt',
      'http.request.resend_count': 0,
      'http.response.status_code': 503,
      'error.type': '503',
      'flowroute.outcome': 'unknown',
    },
    { name: 'flowroute.attempt', 'http.request.resend_count': 1, 'http.response.status_code': 200 },
  ])
})

test('a failed call is an error span that says what is known, and Flowroute’s code', async () => {
  const errors = [{ detail: 'Opted out: 12065550100', code: 1110 }]
  await using server = await startServer([{ status: 400, body: { errors } }])
  const call = clientOf(server).request({
    method: 'POST',
    path: path`/v2.1/messages`,
    body: { to: '12065550100' },
  })
  await expect(call).rejects.toThrow()
  const [span] = spanExporter.getFinishedSpans()
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'RecipientOptedOutError' })
  expect(span?.attributes).toMatchObject({
    'error.type': '400',
    'flowroute.error.class': 'RecipientOptedOutError',
    'flowroute.error.code': '1110',
    'flowroute.outcome': 'rejected',
    'flowroute.attempts': 1,
  })
  expect(JSON.stringify([span?.name, span?.attributes, span?.events, span?.status])).not.toContain(
    '2065550100',
  )
})

test('a call without a response has the class of its error as its type', async () => {
  await using server = await startServer((_request, _response, socket) => {
    socket.destroy()
    return undefined
  })
  await expect(clientOf(server).request({ method: 'POST', path: '/v2/a' })).rejects.toThrow()
  const [span] = spanExporter.getFinishedSpans()
  expect(span?.name).toBe('POST')
  expect(span?.attributes).toMatchObject({ 'error.type': 'ConnectionError', 'flowroute.outcome': 'unknown' })
  expect(span?.attributes).not.toHaveProperty('http.response.status_code')
})

test('attempts and calls are measured in seconds, by method, template, status and outcome', async () => {
  await using server = await startServer([{ status: 429 }, { body: {} }, { status: 404 }])
  const client = clientOf(server)
  await client.request({ path: path`/v2/routes` })
  await expect(client.request({ path: path`/v2/routes` })).rejects.toThrow()
  const attempts = await metric('http.client.request.duration')
  const statuses = attempts.map(({ attributes }) => attributes['http.response.status_code'])
  expect(statuses.toSorted()).toEqual([200, 404, 429])
  for (const { value, attributes } of attempts) {
    expect(value.count).toBe(1)
    expect(value.sum).toBeGreaterThan(0)
    expect(value.sum).toBeLessThan(60)
    expect(attributes).toMatchObject({ 'http.request.method': 'GET', 'url.template': '/v2/routes' })
  }
  const calls = await metric('flowroute.client.call.duration')
  expect(calls.map(({ attributes }) => attributes['flowroute.outcome'])).toEqual([undefined, 'rejected'])
})

test('calls that overlap keep their own attempts', async () => {
  await using server = await startServer(({ query }) => ({ status: Number(query['status']), body: {} }))
  const client = clientOf(server)
  const statuses = [200, 201, 404, 409, 422]
  await Promise.allSettled(statuses.map((status) => client.request({ path: path`/a`, query: { status } })))
  const shown = spanExporter
    .getFinishedSpans()
    .map(({ attributes, events }) => [
      attributes['http.response.status_code'],
      ...events.map((event) => event.attributes?.['http.response.status_code']),
    ])
  expect(shown.toSorted()).toEqual(statuses.map((status) => [status, status]))
})

test('after it is ended nothing is reported, and without options the registered providers are used', async () => {
  await using server = await startServer([{ body: {} }])
  stop()
  await clientOf(server).request({ path: '/a' })
  expect(spanExporter.getFinishedSpans()).toEqual([])
  trace.setGlobalTracerProvider(tracerProvider)
  const stopGlobal = instrumentFlowroute()
  await clientOf(server).request({ path: '/a' })
  stopGlobal()
  trace.disable()
  expect(spanExporter.getFinishedSpans()).toHaveLength(1)
})
