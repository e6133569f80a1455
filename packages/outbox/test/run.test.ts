import type { Clock } from '@flowroute/outbox'
import { expect, test } from 'vitest'
import { openSqlite } from './ledgers.ts'
import { eventsOf, openBench } from './support.ts'

const message = (index: number) => ({
  key: `k${index}`,
  to: `1206555${1000 + index}`,
  body: `Hello ${index}`,
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a run that may spend no more waits for what is on its way, and keeps nothing busy meanwhile', async () => {
  let time = Date.parse('2026-01-15T18:00:00Z')
  let rounds = 0
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      rounds++
      await turn()
      time += Math.ceil(milliseconds)
    },
  }
  let answer = (): void => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  let looks = 0
  const open = () =>
    openSqlite(() => {
      looks++
      return time
    })
  const answered = async (): Promise<Response> => {
    await held
    return Response.json({ data: { type: 'message', id: 'mdr2-1', attributes: {} } }, { status: 202 })
  }
  await using bench = await openBench({ concurrency: 2, maxCost: 0.005, clock }, answered, open)
  await bench.outbox.add([message(1), message(2)])
  const ended = eventsOf(bench.outbox.run())
  // A loop that never gives way would not let this happen; the clock stands still while nobody sleeps.
  for (let count = 0; count < 200; count++) await turn()
  expect([looks < 30, rounds < 30]).toEqual([true, true])
  answer()
  expect(await ended).toContainEqual(expect.objectContaining({ type: 'stopped', reason: 'maxCost' }))
  expect(await bench.outbox.stats()).toMatchObject({ accepted: 1, queued: 1 })
}, 20_000)

test('a clock that is set back by an hour does not hold up what is due', async () => {
  let back = 0
  await using bench = await openBench({}, undefined, (now) => openSqlite(() => now() - back))
  await bench.outbox.add([message(1), message(2), message(3)])
  bench.emulator.clock.advance(2 * 3_600_000)
  const began = bench.clock.now()
  for await (const event of bench.outbox.run()) if (event.type === 'accepted') back = 3_600_000
  expect(await bench.outbox.stats()).toMatchObject({ accepted: 3 })
  expect(bench.clock.now() - began).toBeLessThan(60_000)
})
