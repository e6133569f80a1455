import { NotFoundError, type Page } from '@flowroute/core'
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
import { rejection } from './set-up.ts'

const itemsIn = (result: IteratorResult<Page<Item>, void>): string[] => idsIn(result.value ?? [])

/** Whether a promise has settled, without waiting for it. */
function watch(promise: Promise<unknown>): { settled: boolean } {
  const state = { settled: false }
  const note = (): void => {
    state.settled = true
  }
  promise.then(note, note)
  return state
}

describe('prefetch', () => {
  test('keeps just so many pages on their way, never more', async () => {
    await using service = await startHeld(40)
    const { held, inFlight } = service
    const pages = service.list({ pageSize: 2, prefetch: 3 }).pages()
    const first = pages.next()
    await inFlight(0)
    held.release(0)
    expect(itemsIn(await first)).toEqual(idsOf(0, 2))

    await inFlight(2, 4, 6)
    const second = pages.next()
    await inFlight(2, 4, 6)
    held.release(2)
    expect(itemsIn(await second)).toEqual(idsOf(2, 4))

    await inFlight(4, 6, 8)
  })

  test.each([0, 1, 5])('of %s is so many pages ahead of a reader that stops', async (prefetch) => {
    await using service = await startList(itemsOf(40))
    const pages = service.list({ pageSize: 2, prefetch }).pages()
    await pages.next()
    await until(() => service.offsets().length > prefetch)
    await service.arrivals()
    expect(service.offsets()).toHaveLength(1 + prefetch)
    await pages.next()
    await until(() => service.offsets().length > prefetch + 1)
    await service.arrivals()
    expect(service.offsets()).toHaveLength(2 + prefetch)
  })

  test('keeps the order of the list when answers come in reverse', async () => {
    await using service = await startHeld(8)
    const { held, inFlight } = service
    const pages = service.list({ pageSize: 2, prefetch: 3 }).pages()
    const first = pages.next()
    await inFlight(0)
    held.release(0)
    await first

    const second = pages.next()
    const { settled } = watch(second)
    await inFlight(2, 4, 6)
    held.release(6)
    held.release(4)
    await inFlight(2)
    expect(settled).toBe(false)
    held.release(2)
    expect(itemsIn(await second)).toEqual(idsOf(2, 4))
    expect(itemsIn(await pages.next())).toEqual(idsOf(4, 6))
    expect(itemsIn(await pages.next())).toEqual(idsOf(6, 8))
    expect((await pages.next()).done).toBe(true)
    expect(service.offsets().sort((a, b) => a - b)).toEqual([0, 2, 4, 6])
  })

  test('is not for a list that is only awaited', async () => {
    await using service = await startList(itemsOf(40))
    await service.list({ pageSize: 2, prefetch: 5 })
    await service.arrivals()
    expect(service.offsets()).toEqual([0])
  })

  test('asks ahead for all that take() needs, and nothing else', async () => {
    await using service = await startHeld(40)
    const { held, inFlight } = service
    const taken = service.list({ pageSize: 2, offset: 6, prefetch: 3 }).take(5)
    await inFlight(6)
    held.release(6)
    await inFlight(8, 10)
    held.release(8)
    await inFlight(10)
    held.release(10)
    expect(idsIn(await taken)).toEqual(idsOf(6, 11))
  })

  test('asks for nothing more once it has come to the last page', async () => {
    await using service = await startList(itemsOf(2))
    const pages = service.list({ prefetch: 3 }).pages()
    expect(itemsIn(await pages.next())).toEqual(idsOf(0, 2))
    await service.arrivals()
    expect(service.offsets()).toEqual([0])
  })

  test('drops what it asked for beyond the end, without waiting for it', async () => {
    const held = new Held()
    const keepBack = held.around(() => ({ status: 500 }))
    await using service = await startList((request, response) =>
      Number(request.query['offset']) >= 5 ? keepBack(request, response) : itemsOf(5)(request),
    )
    const unhandled = await unhandledDuring(async () => {
      expect(idsIn(await service.list({ pageSize: 2, prefetch: 4 }).toArray())).toEqual(idsOf(0, 5))
      await until(() => held.offsets.length === 0)
    })
    expect(unhandled).toEqual([])
  })

  test('ignores failures beyond the end', async () => {
    await using service = await startList((request) =>
      Number(request.query['offset']) >= 5 ? { status: 404 } : itemsOf(5)(request),
    )
    const unhandled = await unhandledDuring(async () => {
      const pages: Page<Item>[] = []
      for await (const page of service.list({ pageSize: 2, prefetch: 4 }).pages()) {
        await service.arrivals()
        pages.push(page)
      }
      expect(pages.flatMap((page) => idsIn(page))).toEqual(idsOf(0, 5))
    })
    expect(unhandled).toEqual([])
  })

  test('gives up what a short page has moved, and asks anew from there', async () => {
    await using service = await startHeld(40, ({ query }) => (query['offset'] === '4' ? 3 : 4))
    const { held, inFlight } = service
    const pages = service.list({ pageSize: 4, prefetch: 2 }).pages()
    const first = pages.next()
    await inFlight(0)
    held.release(0)
    await first
    await inFlight(4, 8)
    held.release(4)
    expect(itemsIn(await pages.next())).toEqual(idsOf(4, 7))

    await inFlight(7, 10)
    expect(held.givenUp).toEqual([8])
    held.release(7)
    expect(itemsIn(await pages.next())).toEqual(idsOf(7, 11))
  })
})

describe('a page asked for ahead that fails', () => {
  test('does so when the reader gets there, after the items before it', async () => {
    await using service = await startList((request) =>
      request.query['offset'] === '4' ? { status: 404 } : itemsOf(40)(request),
    )
    const unhandled = await unhandledDuring(async () => {
      const pages = service.list({ pageSize: 2, prefetch: 3 }).pages()
      expect(itemsIn(await pages.next())).toEqual(idsOf(0, 2))
      await until(() => service.offsets().includes(4))
      await service.arrivals()
      expect(itemsIn(await pages.next())).toEqual(idsOf(2, 4))
      expect(await rejection(pages.next())).toBeInstanceOf(NotFoundError)
      expect((await pages.next()).done).toBe(true)
    })
    expect(unhandled).toEqual([])
  })

  test('is nobody’s failure when the reader leaves before', async () => {
    await using service = await startList((request) =>
      request.query['offset'] === '0' ? itemsOf(40)(request) : { status: 404 },
    )
    const unhandled = await unhandledDuring(async () => {
      for await (const page of service.list({ pageSize: 2, prefetch: 3 }).pages()) {
        await until(() => service.offsets().length === 4)
        await service.arrivals()
        expect(idsIn(page)).toEqual(idsOf(0, 2))
        break
      }
    })
    expect(unhandled).toEqual([])
  })
})
