import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { EmulatorServer, FaultMoment } from '../src/index.ts'
import { isOwned, open, until, watch, ways } from './fault-support.ts'
import { createRoute, forSale } from './support.ts'

/** Has timers go off when the test says so. */
function useFakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}

const hour = 3_600_000

describe.each(ways)('%s', (way) => {
  describe('stall', () => {
    /** A purchase of which half has arrived. */
    async function stalled(signal?: AbortSignal) {
      const opened = await open(way)
      const [number = ''] = await forSale(opened.call, 1)
      opened.emulator.faults.add({ method: 'POST', fault: { kind: 'stall' } })
      let part = ''
      const onPart = (text: string): void => {
        part = text
      }
      const options = signal === undefined ? { onPart } : { onPart, signal }
      const arriving = opened.send('POST', `/v2/numbers/${number}`, options)
      const state = watch(arriving)
      await until(() => part !== '')
      expect(await isOwned(opened.call, number)).toBe(true)
      expect(state.settled).toBe(false)
      return { ...opened, number, arriving }
    }

    test('half of the answer, then nothing until a reset', async () => {
      const { emulator, arriving } = await stalled()
      emulator.reset()
      const { status, text, headers, code } = await arriving
      expect([status, code]).toEqual([201, 'ECONNRESET'])
      expect(text).toHaveLength(Math.floor(Number(headers.get('content-length')) / 2))
    })

    test('until the client gives up', async () => {
      const controller = new AbortController()
      const { call, number, arriving } = await stalled(controller.signal)
      controller.abort()
      expect(await arriving).toMatchObject({
        status: 201,
        code: way === 'in process' ? 'AbortError' : expect.stringMatching(/^(?:ABORT_ERR|ECONNRESET)$/),
      })
      expect(await isOwned(call, number)).toBe(true)
    })

    test('an answer without a body does not come at all', async () => {
      const { emulator, call, send } = await open(way)
      const id = await createRoute(call)
      emulator.faults.add({ method: 'DELETE', fault: { kind: 'stall' } })
      const arriving = send('DELETE', `/v2/routes/${id}`)
      await until(() => emulator.faults.list()[0]?.hits === 1)
      expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
      emulator.reset()
      expect(await arriving).toMatchObject({ status: undefined, code: 'ECONNRESET' })
    })
  })

  describe('latency', () => {
    /** A purchase that waits, with timers that go off when the test says so. */
    async function waiting(when?: FaultMoment, signal?: AbortSignal) {
      const opened = await open(way)
      const [number = ''] = await forSale(opened.call, 1)
      useFakeTimers()
      const fault = { kind: 'latency', milliseconds: hour, when } as const
      opened.emulator.faults.add({ method: 'POST', times: 1, fault })
      const arriving = opened.send('POST', `/v2/numbers/${number}`, signal === undefined ? {} : { signal })
      const state = watch(arriving)
      await until(() => vi.getTimerCount() === 1)
      return { ...opened, number, arriving, state }
    }

    test.each([undefined, 'before'] as const)('%s: the request waits, then takes effect', async (when) => {
      const { call, number, arriving, state } = await waiting(when)
      expect(await isOwned(call, number)).toBe(false)
      vi.advanceTimersByTime(hour - 1)
      expect(await isOwned(call, number)).toBe(false)
      expect(state.settled).toBe(false)
      vi.advanceTimersByTime(1)
      expect(await arriving).toMatchObject({ status: 201, code: undefined })
      expect(await isOwned(call, number)).toBe(true)
    })

    test('after: the request takes effect, then its answer waits', async () => {
      const { call, number, arriving, state } = await waiting('after')
      expect(await isOwned(call, number)).toBe(true)
      vi.advanceTimersByTime(hour - 1)
      expect(await isOwned(call, number)).toBe(true)
      expect(state.settled).toBe(false)
      vi.advanceTimersByTime(1)
      expect(await arriving).toMatchObject({ status: 201, code: undefined })
    })

    test('ends with its client, and nothing was bought', async () => {
      const controller = new AbortController()
      const { call, number, arriving } = await waiting('before', controller.signal)
      controller.abort()
      expect(await arriving).toMatchObject({ status: undefined })
      await until(() => vi.getTimerCount() === 0)
      expect(await isOwned(call, number)).toBe(false)
    })

    test.each(['before', 'after'] as const)('%s: ends with a reset of the emulator', async (when) => {
      const { emulator, arriving } = await waiting(when)
      emulator.reset()
      expect(vi.getTimerCount()).toBe(0)
      expect(await arriving).toMatchObject({ status: undefined, code: 'ECONNRESET' })
    })

    test('after: ends so with another fault before it too', async () => {
      const { emulator, send } = await open(way)
      useFakeTimers()
      emulator.faults.add({ fault: { kind: 'latency', milliseconds: hour, when: 'after' } })
      emulator.faults.add({ fault: { kind: 'next-link', mode: 'duplicate' } })
      const arriving = send('GET', '/v2/numbers?offset=10')
      await until(() => vi.getTimerCount() === 1)
      emulator.reset()
      expect(await arriving).toMatchObject({ status: undefined, code: 'ECONNRESET' })
    })

    test.each(['before', 'after'] as const)('%s: goes with another fault', async (when) => {
      const { emulator, call, send } = await open(way)
      const id = await createRoute(call)
      useFakeTimers()
      emulator.faults.add({ method: 'DELETE', fault: { kind: 'latency', milliseconds: hour, when } })
      emulator.faults.add({ method: 'DELETE', fault: { kind: 'status', status: 500, when: 'after' } })
      const arriving = send('DELETE', `/v2/routes/${id}`)
      const state = watch(arriving)
      await until(() => vi.getTimerCount() === 1)
      expect((await call('GET', '/v2/routes')).list).toHaveLength(when === 'before' ? 2 : 1)
      expect(state.settled).toBe(false)
      vi.advanceTimersByTime(hour)
      expect(await arriving).toMatchObject({ status: 500, code: undefined })
      expect((await call('GET', '/v2/routes')).list).toHaveLength(1)
    })
  })
})

test('a server that is closed waits for nothing', async () => {
  const { emulator, send } = await open('over a socket')
  useFakeTimers()
  emulator.faults.add({ times: 1, fault: { kind: 'latency', milliseconds: hour } })
  emulator.faults.add({ fault: { kind: 'stall' } })
  const arriving = [send('GET', '/v2/numbers')]
  await until(() => vi.getTimerCount() === 1)
  arriving.push(send('GET', '/v2/numbers'))
  // The first one has met both, and waits before it stalls.
  await until(() => emulator.faults.list()[1]?.hits === 2)
  await (emulator as EmulatorServer).close()
  expect(vi.getTimerCount()).toBe(0)
  for (const { code } of await Promise.all(arriving)) expect(code).toBe('ECONNRESET')
})
