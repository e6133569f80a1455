import { AbortedError, NotFoundError, TimeoutError } from '@flowroute/core'
import { createReceipts, DeliveryError, DeliveryTimeoutError } from '@flowroute/messages'
import { type Answer, failureOf, holdTimers, startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { accepted, messagesOf, record } from './support.ts'

const receipt = (code: number | null, level = 2) => ({
  level,
  status: code === null ? 'smsc submit' : 'message buffered',
  status_code: code,
  status_code_description: code === 1116 ? 'Destination not text enabled' : 'a description',
  timestamp: '2026-01-15T17:00:00Z',
})
const withReceipts = (...codes: (number | null)[]): Answer => ({
  body: { data: record({ delivery_receipts: codes.map((code) => receipt(code)) }) },
})
const fast = { interval: { base: 1, max: 1 } }

describe('waitFor', () => {
  test('looks again until the carrier has accepted the message', async () => {
    await using server = await startServer([
      { status: 404 },
      withReceipts(),
      withReceipts(null),
      withReceipts(1003, null),
    ])
    const { messages } = messagesOf(server)
    const found = await messages.waitFor('mdr2-1', { until: 'accepted', ...fast })
    expect(found).toEqual({
      level: 2,
      status: 'message buffered',
      statusCode: 1003,
      statusCodeDescription: 'a description',
      timestamp: new Date('2026-01-15T17:00:00Z'),
    })
    expect(server.requests.map(({ path }) => path)).toEqual(Array(4).fill('/v2.1/messages/mdr2-1'))
  })

  test('waits for the delivery beyond the acceptance, if asked', async () => {
    await using server = await startServer([withReceipts(1003), withReceipts(1003, 1004)])
    const { messages } = messagesOf(server)
    expect(await messages.waitFor('mdr2-1', { until: 'delivered', ...fast })).toMatchObject({
      statusCode: 1004,
    })
    expect(server.requests).toHaveLength(2)
  })

  test('takes a delivery for an acceptance too', async () => {
    await using server = await startServer([withReceipts(1004)])
    const { messages } = messagesOf(server)
    expect(await messages.waitFor('mdr2-1', { until: 'accepted', ...fast })).toMatchObject({
      statusCode: 1004,
    })
  })

  test.each(['accepted', 'delivered'] as const)(
    'ends on a failure with its code (until %s)',
    async (until) => {
      await using server = await startServer([withReceipts(null), withReceipts(1116, 1003)])
      const error = await failureOf(messagesOf(server).messages.waitFor('mdr2-1', { until, ...fast }))
      expect(error).toBeInstanceOf(DeliveryError)
      expect(error).toMatchObject({
        message: 'The message mdr2-1 was not delivered: 1116 Destination not text enabled.',
        messageId: 'mdr2-1',
        statusCode: 1116,
        receipt: { statusCode: 1116 },
        outcome: 'rejected',
      })
    },
  )

  test('goes on after a code that it does not know', async () => {
    await using server = await startServer([withReceipts(1400), withReceipts(1400, 1004)])
    const found = await messagesOf(server).messages.waitFor('mdr2-1', { until: 'delivered', ...fast })
    expect(found.statusCode).toBe(1004)
  })

  test('ends after its timeout with the last receipt', async () => {
    const timeout = 60_001
    using timers = holdTimers(timeout)
    await using server = await startServer(() => {
      if (server.requests.length === 3) timers.fire()
      return withReceipts(1003)
    })
    const wait = messagesOf(server).messages.waitFor('mdr2-1', { until: 'delivered', timeout, ...fast })
    const error = await failureOf(wait)
    expect(error).toBeInstanceOf(DeliveryTimeoutError)
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ milliseconds: timeout, receipt: { statusCode: 1003 } })
    expect(error.message).toBe(
      'The receipt waited for did not come within 60001 ms: the last one of mdr2-1 is 1003.',
    )
  })

  test('ends after its timeout with the reason when there is no record', async () => {
    const timeout = 60_001
    using timers = holdTimers(timeout)
    await using server = await startServer(() => {
      if (server.requests.length === 3) timers.fire()
      return { status: 404 }
    })
    const wait = messagesOf(server).messages.waitFor('mdr2-1', { until: 'accepted', timeout, ...fast })
    expect(await failureOf(wait)).toMatchObject({ receipt: undefined, cause: expect.any(NotFoundError) })
  })

  test('ends when its signal is aborted, during a request and during a wait', async () => {
    const controller = new AbortController()
    await using server = await startServer(() => {
      setTimeout(() => controller.abort('enough'), 5)
      return withReceipts(1003)
    })
    const { messages } = messagesOf(server)
    const { signal } = controller
    const error = await failureOf(messages.waitFor('mdr2-1', { until: 'delivered', signal }))
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ cause: 'enough' })
    expect(await failureOf(messages.waitFor('mdr2-1', { until: 'delivered', signal }))).toBeInstanceOf(
      AbortedError,
    )
    expect(server.requests).toHaveLength(1)
  })

  test('ends as soon as a webhook brings the receipt, without another look', async () => {
    await using server = await startServer([withReceipts(1003)])
    const receipts = createReceipts()
    const { messages } = messagesOf(server)
    const wait = messages.waitFor('mdr2-1', { until: 'delivered', receipts, interval: { base: 600_000 } })
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    const received = { level: 2, status: 'delivered', timestamp: new Date(0) }
    receipts.push({ ...received, messageId: 'mdr2-2', statusCode: 1116 })
    receipts.push({ ...received, messageId: 'mdr2-1', statusCode: 1003 })
    receipts.push({ ...received, messageId: 'mdr2-1', statusCode: 1004 })
    expect(await wait).toEqual({ ...received, statusCode: 1004, statusCodeDescription: null })
    expect(server.requests).toHaveLength(1)
  })

  test('ends on a failure that a webhook brings', async () => {
    await using server = await startServer([withReceipts()])
    const receipts = createReceipts()
    const wait = messagesOf(server).messages.waitFor('mdr2-1', {
      until: 'accepted',
      receipts,
      interval: { base: 600_000 },
    })
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    receipts.push({ messageId: 'mdr2-1', level: 2, status: '', statusCode: 1110 })
    expect(await failureOf(wait)).toMatchObject({
      name: 'DeliveryError',
      statusCode: 1110,
      docs: expect.stringMatching(/\/apps\/docs\/errors\/receipts\.md#1110$/),
    })
  })

  test.each([
    [{}, 'until'],
    [{ until: 'sent' }, 'until'],
    [{ until: 'accepted', timeout: -1 }, 'timeout'],
    [{ until: 'accepted', interval: { min: 1 } }, 'interval.min'],
    [{ until: 'accepted', receipts: {} }, 'receipts'],
    [{ until: 'accepted', timeOut: 1 }, 'timeOut'],
  ])('refuses %j', async (options, field) => {
    await using server = await startServer([accepted])
    const error = await failureOf(messagesOf(server).messages.waitFor('mdr2-1', options as never))
    expect(error).toMatchObject({ name: 'InvalidInputError', field })
    expect(server.requests).toEqual([])
  })
})
