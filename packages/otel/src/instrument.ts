import type { AttemptTrace, CallTrace } from '@flowroute/core'
import {
  context,
  type MeterProvider,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
  ValueType,
} from '@opentelemetry/api'
import { requestAttributes, resultAttributes } from './attributes.ts'
import { diagnosticsChannels } from './channels.ts'

/**
 * Options of {@link instrumentFlowroute}.
 *
 * @example const options: InstrumentOptions = { tracerProvider, meterProvider }
 */
export interface InstrumentOptions {
  /** Makes the spans. Default: the provider registered with the API. */
  tracerProvider?: TracerProvider | undefined
  /** Makes the metrics. Default: the provider registered with the API. */
  meterProvider?: MeterProvider | undefined
}

const scope = '@flowroute/otel'

/** Seconds, as the stable HTTP conventions advise for the duration of client requests. */
const boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/**
 * Reports every call of every Flowroute client in this process to OpenTelemetry: one span per call, with an event per
 * attempt, and metrics. Nothing in them identifies a person or a message: paths are templates, and there is no body,
 * header, phone number or id.
 *
 * The clients publish on `node:diagnostics_channel`, so that it works with every installed copy of `@flowroute/core`;
 * where that module does not exist (browsers) nothing is reported.
 *
 * @param options the providers to use
 * @returns ends the reports
 * @example
 * const stop = instrumentFlowroute() // after your OpenTelemetry SDK has started
 * @see https://opentelemetry.io/docs/specs/semconv/http/
 */
export function instrumentFlowroute({ tracerProvider, meterProvider }: InstrumentOptions = {}): () => void {
  const channels = diagnosticsChannels()
  if (channels === undefined) return () => {}
  const tracer = (tracerProvider ?? trace).getTracer(scope)
  const meter = (meterProvider ?? metrics).getMeter(scope)
  const requestDuration = meter.createHistogram('http.client.request.duration', {
    description: 'Duration of each attempt',
    unit: 's',
    valueType: ValueType.DOUBLE,
    advice: { explicitBucketBoundaries: boundaries },
  })
  const callDuration = meter.createHistogram('flowroute.client.call.duration', {
    description: 'Duration of each call, with its retries and waits',
    unit: 's',
    valueType: ValueType.DOUBLE,
    advice: { explicitBucketBoundaries: [...boundaries, 30, 60, 120] },
  })
  /** By the object that a call is on both publications. */
  const spans = new WeakMap<object, Span>()

  const onCall = (message: unknown): void => {
    const call = message as CallTrace
    if (call.phase === 'start') {
      const name = call.pathTemplate === undefined ? call.method : `${call.method} ${call.pathTemplate}`
      const attributes = requestAttributes(call)
      // Published within the caller's context, so that the span has the right parent.
      spans.set(call, tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context.active()))
      return
    }
    const result = resultAttributes(call)
    callDuration.record(seconds(call), { ...requestAttributes(call), ...result })
    const span = spans.get(call)
    if (span === undefined) return
    span.setAttributes({ ...result, 'flowroute.attempts': call.attempts ?? 0 })
    if (call.errorName !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: call.errorName })
    span.end()
  }

  const onAttempt = (message: unknown): void => {
    const attempt = message as AttemptTrace
    if (attempt.phase === 'start') return
    const result = resultAttributes(attempt)
    requestDuration.record(seconds(attempt), { ...requestAttributes(attempt), ...result })
    const event = {
      'http.request.resend_count': attempt.attempt - 1,
      ...result,
      'flowroute.duration': seconds(attempt),
    }
    if (attempt.call !== undefined) spans.get(attempt.call)?.addEvent('flowroute.attempt', event)
  }

  channels.subscribe('flowroute:call', onCall)
  channels.subscribe('flowroute:attempt', onAttempt)
  return () => {
    channels.unsubscribe('flowroute:call', onCall)
    channels.unsubscribe('flowroute:attempt', onAttempt)
  }
}

const seconds = ({ duration = 0 }: { duration?: number }): number => duration / 1_000
