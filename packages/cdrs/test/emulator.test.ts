import { createClient } from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type CallRecord, CdrExportError } from '../src/index.ts'
import { cdrsAt, failureOf } from './support.ts'

const december = { from: '2025-12-01', to: '2026-01-01' } as const
const days = 24 * 3_600_000

/** An emulator with a number on its account, whose clock stands still until it is advanced. */
async function emulated() {
  const emulator = await startEmulator({ startTime: new Date('2026-01-15T17:00:00Z') })
  onTestFinished(emulator.close)
  const { url: baseUrl, accessKey, secretKey } = emulator
  const client = createClient({ baseUrl, accessKey, secretKey })
  const number = '12062140284'
  await client.request({ method: 'POST', path: `/v2/numbers/${number}`, replayable: false, decode: () => {} })
  return { emulator, number, cdrs: cdrsAt(emulator, { strict: true }) }
}

/** All calls of a completed export. */
async function callsOf(context: Awaited<ReturnType<typeof emulated>>, filters: object = {}) {
  const { id } = await context.cdrs.createExport({ ...december, ...filters })
  context.emulator.cdrExports.complete(id)
  const calls: CallRecord[] = []
  for await (const call of context.cdrs.records({ exportId: id })) calls.push(call)
  return { id, calls }
}

describe('an export', () => {
  it('is processed, and completed as time passes', async () => {
    const { cdrs, emulator } = await emulated()
    const made = await cdrs.createExport({ ...december, callbackUrl: 'https://app.example/cdrs' })
    expect(made).toMatchObject({
      status: 'processing',
      callbackUrl: 'https://app.example/cdrs',
      downloadUrl: null,
      totalCost: null,
      createdAt: new Date('2026-01-15T17:00:00Z'),
    })
    emulator.clock.advance(60_000)
    expect(await cdrs.get(made.id)).toMatchObject({
      status: 'completed',
      downloadUrl: expect.stringContaining(emulator.url),
      expiresAt: new Date('2026-01-18T17:01:00Z'),
      filterParameters: {
        startCallStartTime: new Date('2025-12-01'),
        startCallEndTime: new Date('2026-01-01'),
      },
    })
  })

  it('is listed with the others', async () => {
    const { cdrs, emulator } = await emulated()
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.unshift((await cdrs.createExport(december)).id)
    const [latest = ''] = ids
    emulator.cdrExports.fail(latest)
    expect((await cdrs.list({ pageSize: 2 }).toArray()).map(({ id }) => id)).toEqual(ids)
    expect(await cdrs.list({ status: 'failed' }).toArray()).toMatchObject([{ id: latest, status: 'failed' }])
  })

  it('that failed has no records', async () => {
    const { cdrs, emulator } = await emulated()
    const { id } = await cdrs.createExport({ ...december, customXTags: ['emulator:fail'] })
    emulator.clock.advance(60_000)
    expect(await failureOf(cdrs.records({ exportId: id })[Symbol.asyncIterator]().next())).toBeInstanceOf(
      CdrExportError,
    )
  })
})

describe('records', () => {
  it('are all calls of the export, whose totals they add up to', async () => {
    const context = await emulated()
    const { id, calls } = await callsOf(context)
    const { numCalls, totalCostNanodollars, callSubtotalNanodollars } = await context.cdrs.get(id)
    expect(calls.length).toBeGreaterThan(20)
    expect(numCalls).toBe(calls.length)
    const sum = (amounts: (number | null)[]) =>
      amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)
    expect(sum(calls.map((call) => call.totalCostNanodollars))).toBe(totalCostNanodollars)
    expect(sum(calls.map((call) => call.costSubtotalNanodollars))).toBe(callSubtotalNanodollars)
    for (const { direction, destination, callerid, startTime, endTime, duration } of calls) {
      expect(direction === 'Inbound' ? destination : callerid).toContain(context.number)
      expect(Number(endTime) - Number(startTime)).toBe(1_000 * duration)
    }
  })

  it('can be narrowed', async () => {
    const context = await emulated()
    const { calls } = await callsOf(context, {
      durationGreaterThan: 300,
      destinationNumbers: [context.number],
    })
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.every(({ duration, direction }) => duration > 300 && direction === 'Inbound')).toBe(true)
  })

  it('lose and repeat none when the download breaks', async () => {
    const context = await emulated()
    const { calls: whole } = await callsOf(context)
    context.emulator.faults.add({
      path: '/flowroute-storage/**',
      times: 3,
      fault: { kind: 'reset', when: 'during' },
    })
    const { calls } = await callsOf(context)
    expect(calls).toEqual(whole)
    expect(context.emulator.faults.list()).toMatchObject([{ remaining: 0 }])
  })

  it('cannot be had once the file has expired', async () => {
    const { cdrs, emulator } = await emulated()
    const { id } = await cdrs.createExport(december)
    emulator.cdrExports.complete(id)
    emulator.clock.advance(3 * days)
    expect(
      (await failureOf(cdrs.records({ exportId: id })[Symbol.asyncIterator]().next())).message,
    ).toContain('Request has expired')
  })
})
