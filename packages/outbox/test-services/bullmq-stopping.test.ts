import { createEmulator } from '@flowroute/emulator'
import { Outbox, type OutboxEvent, type OutboxOptions } from '@flowroute/outbox'
import { runOnBullmq } from '@flowroute/outbox/bullmq'
import { postgresLedger } from '@flowroute/outbox/postgres'
import { parseWebhook } from '@flowroute/webhooks'
import { deliveryReceipt } from '@flowroute/webhooks/testing'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { buyNumber } from '../test/support.ts'
import { type MortalService, openPostgres, openRedis, type Service } from './servers.ts'

let postgres: Service
let redis: MortalService

beforeAll(async () => {
  postgres = await openPostgres()
  redis = await openRedis()
})

afterAll(async () => {
  await postgres?.[Symbol.asyncDispose]()
  await redis?.[Symbol.asyncDispose]()
})

let benches = 0

/** An outbox with so many messages, on a ledger and a queue of its own. */
async function openOutbox(count: number, options: Partial<OutboxOptions> = {}) {
  const name = `stopping_${process.pid}_${++benches}`
  const emulator = createEmulator({ rateLimits: false })
  const from = await buyNumber(emulator)
  const pool = new Pool({ connectionString: postgres.url, options: `-c search_path=${name}` })
  await pool.query(`create schema ${name}`)
  onTestFinished(() => pool.end())
  const { accessKey, secretKey, fetch } = emulator
  const outbox = new Outbox({
    client: { accessKey, secretKey, fetch, baseUrl: 'https://api.flowroute.test' },
    ledger: await postgresLedger({ pool }),
    from,
    rate: { sms: 500 },
    ...options,
  })
  await outbox.add(
    Array.from({ length: count }, (_, index) => ({
      key: `k${index}`,
      to: `1206555${1000 + index}`,
      body: `Hello ${index}`,
    })),
  )
  const { hostname, port } = new URL(redis.url)
  const connection = { host: hostname, port: Number(port) }
  const run = () => runOnBullmq(outbox, { connection, queue: name, sweepEvery: 200 })
  return { emulator, outbox, run }
}

/** Why a run stopped, if it did. */
async function endOf(run: AsyncIterable<OutboxEvent>): Promise<OutboxEvent | undefined> {
  let stopped: OutboxEvent | undefined
  for await (const event of run) if (event.type === 'stopped') stopped = event
  return stopped
}

test('a paused outbox sends nothing until it is resumed', async () => {
  const { outbox, run } = await openOutbox(5)
  await outbox.pause()
  expect(await endOf(run())).toMatchObject({ reason: 'paused' })
  expect(await outbox.stats()).toMatchObject({ queued: 5 })
  await outbox.resume()
  expect(await endOf(run())).toBeUndefined()
  expect(await outbox.stats()).toMatchObject({ accepted: 5 })
})

test('a run stops after too many failures in a row', async () => {
  const { emulator, outbox, run } = await openOutbox(40, { stopAfterFailures: 3 })
  emulator.faults.add({ method: 'POST', path: '/v2.1/messages', fault: { kind: 'status', status: 422 } })
  expect(await endOf(run())).toMatchObject({ reason: 'failures' })
  const { refused, queued } = await outbox.stats()
  expect([refused >= 3, queued > 0]).toEqual([true, true])
})

test('a run stops when receipts say that more than 2 % were rejected as spam', async () => {
  const { outbox, run } = await openOutbox(100, { rate: { sms: 50 } })
  let rejected = 0
  let stopped: OutboxEvent | undefined
  for await (const event of run()) {
    if (event.type === 'stopped') stopped = event
    if (event.type !== 'accepted' || rejected === 3) continue
    rejected++
    const { messageId = '' } = event.message
    const receipt = { messageId, statusCode: 1150, statusCodeDescription: 'Spam' }
    await outbox.receive(parseWebhook(deliveryReceipt(receipt)))
  }
  expect(stopped).toMatchObject({ reason: 'spam' })
  const { undelivered, queued } = await outbox.stats()
  expect([undelivered, queued > 0]).toEqual([3, true])
})
