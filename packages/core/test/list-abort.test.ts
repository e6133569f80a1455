import { getEventListeners } from 'node:events'
import { AbortedError, type List } from '@flowroute/core'
import { describe, expect, test } from 'vitest'
import {
  Held,
  type Item,
  idsIn,
  idsOf,
  itemsOf,
  startHeld,
  startList,
  unhandledDuring,
  until,
} from './list-server.ts'
import { failure, rejection } from './set-up.ts'

const reason = new Error('the user left the page')

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

describe('leaving the loop early', () => {
  type Leave = (list: List<Item>, ready: () => Promise<void>) => Promise<unknown>
  test.each<[string, Leave]>([
    [
      'by break, over the items',
      async (list, ready) => {
        for await (const { id } of list) {
          await ready()
          if (id === 'item-1') break
        }
      },
    ],
    [
      'by break, over the pages',
      async (list, ready) => {
        for await (const page of list.pages()) {
          await ready()
          if (page.hasNext) break
        }
      },
    ],
    [
      'by throwing',
      async (list, ready) => {
        const loop = async (): Promise<void> => {
          for await (const { id } of list) {
            await ready()
            throw new Error(id)
          }
        }
        expect(String(await rejection(loop()))).toBe('Error: item-0')
      },
    ],
    [
      'by return()',
      async (list, ready) => {
        const items = list[Symbol.asyncIterator]()
        await items.next()
        await ready()
        await items.return()
        expect((await items.next()).done).toBe(true)
      },
    ],
  ])('closes the requests made ahead: %s', async (_, leave) => {
    const held = new Held()
    const keepBack = held.around(itemsOf(40))
    await using service = await startList((request, response) =>
      request.query['offset'] === '0' ? itemsOf(40)(request) : keepBack(request, response),
    )
    const unhandled = await unhandledDuring(async () => {
      await leave(service.list({ pageSize: 2, prefetch: 3 }), () => until(() => held.offsets.length === 3))
      await until(() => held.offsets.length === 0)
    })
    expect(unhandled).toEqual([])
    expect(held.givenUp.sort()).toEqual([2, 4, 6])
  })

  test('by toArray with too low a max asks for nothing more', async () => {
    await using service = await startHeld(40)
    const { held, inFlight } = service
    const all = rejection(service.list({ pageSize: 2, prefetch: 2 }).toArray({ max: 3 }))
    await inFlight(0)
    held.release(0)
    await inFlight(2, 4)
    held.release(2)
    await all
    await until(() => held.offsets.length === 0)
    await service.arrivals()
    expect(held.offsets).toEqual([])
    expect(held.givenUp).toContain(4)
  })
})

describe('the signal of a list', () => {
  const uses: Record<string, (list: List<Item>) => PromiseLike<unknown>> = {
    await: (list) => list,
    'for await': (list) => list[Symbol.asyncIterator]().next(),
    'pages()': (list) => list.pages().next(),
    'take()': (list) => list.take(3),
    'toArray()': (list) => list.toArray(),
  }

  test.each(Object.entries(uses))('aborted before its use: %s', async (_, use) => {
    await using service = await startList(itemsOf(9))
    const signal = AbortSignal.abort(reason)
    const error = await failure(AbortedError, use(service.list({ prefetch: 2 }, { signal })))
    expect(error.cause).toBe(reason)
    expect(error.outcome).toBe('not-sent')
    await service.arrivals()
    expect(service.offsets()).toEqual([])
    expect(listenersOf(signal)).toBe(0)
  })

  test.each(Object.entries(uses))('aborted while its first page is on its way: %s', async (_, use) => {
    await using service = await startHeld(9)
    const controller = new AbortController()
    const { signal } = controller
    const call = rejection(use(service.list({ pageSize: 2, prefetch: 2 }, { signal })))
    await service.inFlight(0)
    controller.abort(reason)
    const error = await call
    expect(error).toBeInstanceOf(AbortedError)
    expect(error).toMatchObject({ cause: reason, path: '/v2/items' })
    await until(() => service.held.givenUp.length === 1)
    expect(listenersOf(signal)).toBe(0)
  })

  test('aborted between two items ends the iteration', async () => {
    await using service = await startList(itemsOf(9))
    const controller = new AbortController()
    const given: Item[] = []
    const loop = async (): Promise<void> => {
      for await (const item of service.list({}, { signal: controller.signal })) {
        given.push(item)
        if (given.length === 2) controller.abort(reason)
      }
    }
    expect((await failure(AbortedError, loop())).cause).toBe(reason)
    expect(idsIn(given)).toEqual(idsOf(0, 2))
    expect(listenersOf(controller.signal)).toBe(0)
  })

  test.each([
    { prefetch: 0, expected: 1 },
    { prefetch: 3, expected: 4 },
  ])('aborted between two pages ends the iteration, with prefetch $prefetch', async (plan) => {
    await using service = await startList(itemsOf(40))
    const controller = new AbortController()
    const { signal } = controller
    const pages = service.list({ pageSize: 2, prefetch: plan.prefetch }, { signal }).pages()
    await pages.next()
    // What has been asked for ahead is there by then.
    await until(() => service.offsets().length === plan.expected)
    await service.arrivals()
    controller.abort(reason)
    const error = await failure(AbortedError, pages.next())
    expect(error.cause).toBe(reason)
    expect(error.message).toContain('aborted by its signal')
    expect(await pages.next()).toEqual({ done: true, value: undefined })
    await service.arrivals()
    expect(service.offsets()).toHaveLength(plan.expected)
    expect(listenersOf(signal)).toBe(0)
  })

  test('aborted while pages are on their way ends those as well', async () => {
    await using service = await startHeld(40)
    const { held, inFlight } = service
    const controller = new AbortController()
    const { signal } = controller
    const unhandled = await unhandledDuring(async () => {
      const pages = service.list({ pageSize: 2, prefetch: 3 }, { signal }).pages()
      const first = pages.next()
      await inFlight(0)
      held.release(0)
      await first
      await inFlight(2, 4, 6)
      expect(listenersOf(signal)).toBe(1)
      const second = rejection(pages.next())
      controller.abort(reason)
      expect(await second).toMatchObject({ name: 'AbortedError', cause: reason })
      await until(() => held.offsets.length === 0)
    })
    expect(held.givenUp.sort()).toEqual([2, 4, 6])
    expect(unhandled).toEqual([])
    expect(listenersOf(signal)).toBe(0)
  })

  test('aborted ends also what was asked for after a short page', async () => {
    await using service = await startHeld(40, ({ query }) => (query['offset'] === '4' ? 3 : 4))
    const { held, inFlight } = service
    const controller = new AbortController()
    const pages = service.list({ pageSize: 4, prefetch: 2 }, { signal: controller.signal }).pages()
    const first = pages.next()
    await inFlight(0)
    held.release(0)
    await first
    await inFlight(4, 8)
    held.release(4)
    await pages.next()
    await inFlight(7, 10)
    const third = rejection(pages.next())
    controller.abort(reason)
    expect(await third).toMatchObject({ name: 'AbortedError', cause: reason })
    await until(() => held.offsets.length === 0)
    expect(held.givenUp.sort((a, b) => a - b)).toEqual([7, 8, 10])
  })

  test('aborted keeps page.next() from asking', async () => {
    await using service = await startList(itemsOf(9))
    const controller = new AbortController()
    const page = await service.list({ pageSize: 2 }, { signal: controller.signal })
    controller.abort(reason)
    expect((await failure(AbortedError, page.next())).cause).toBe(reason)
    expect(service.offsets()).toEqual([0])
  })

  test.each<[string, (list: List<Item>) => Promise<unknown>]>([
    ['awaited', async (list) => list],
    ['iterated to its end', (list) => list.toArray()],
    ['taken from', (list) => list.take(3)],
    ['left early', (list) => rejection(list.toArray({ max: 1 }))],
  ])('keeps no listener of a list that was %s', async (_, use) => {
    await using service = await startList(itemsOf(9))
    const { signal } = new AbortController()
    await use(service.list({ pageSize: 2, prefetch: 2 }, { signal }))
    await service.arrivals()
    expect(listenersOf(signal)).toBe(0)
  })

  test('keeps no listener of a list that failed', async () => {
    await using service = await startList((request) =>
      request.query['offset'] === '4' ? { status: 404 } : itemsOf(9)(request),
    )
    const { signal } = new AbortController()
    await rejection(service.list({ pageSize: 2, prefetch: 2 }, { signal }).toArray())
    expect(listenersOf(signal)).toBe(0)
  })
})
