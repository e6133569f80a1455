import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import type { Client, ClientOptions, List, ListSpec, PageOptions, RequestOptions } from '@flowroute/core'
import { entities } from '@flowroute/core/resource'
import { type Answer, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import * as v from 'valibot'
import { expect } from 'vitest'
import { clientOf } from './set-up.ts'

const itemSchema = v.looseObject({ id: v.string() })

/** What the lists of these tests have in them. */
export type Item = v.InferOutput<typeof itemSchema>

type Respond = (
  request: SeenRequest,
  response: ServerResponse,
) => Answer | undefined | Promise<Answer | undefined>

/** A server with a list, and a client of it. */
export interface ListService extends AsyncDisposable {
  server: TestServer
  client: Client
  list(query?: PageOptions & Record<string, unknown>, request?: RequestOptions): List<Item>
  /** The offsets asked for so far, as they came in. */
  offsets(): number[]
  /** Gives everything that is on its way to the server the time to get there. */
  arrivals(): Promise<void>
}

const listPath = '/v2/items'

export async function startList(
  respond: Respond,
  spec: Partial<ListSpec<Item>> = {},
  options: ClientOptions = {},
): Promise<ListService> {
  const server = await startServer((request, response) =>
    request.path === listPath ? respond(request, response) : { status: 204 },
  )
  const client = clientOf(server, options)
  return {
    server,
    client,
    list: (query = {}, request = {}) =>
      client.list({ path: listPath, query, decode: entities(itemSchema), ...spec }, request),
    offsets: () =>
      server.requests.filter(({ path }) => path === listPath).map(({ query }) => Number(query['offset'])),
    async arrivals() {
      for (let round = 0; round < 5; round++) await client.request({ path: '/v2/nothing' })
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}

/** The ids of a list's items from one offset up to, not including, another. */
export function idsOf(from: number, to: number): string[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, index) => `item-${from + index}`)
}

export const idsIn = (items: Iterable<Item>): string[] => Array.from(items, ({ id }) => id)

/** A page as the service writes it; `next` is its link to another. */
export function pageOf(ids: readonly string[], next?: unknown): Answer {
  const data = ids.map((id) => ({ type: 'item', id, attributes: { value: id } }))
  return { body: { data, links: next === undefined ? {} : { next } } }
}

/** Answers as the service does: the items asked for, or as many as it pleases, with a link where more follow. */
export function itemsOf(
  total: number,
  lengthOf = ({ query }: SeenRequest): number => Number(query['limit']),
): (request: SeenRequest) => Answer {
  return (request) => {
    const offset = Number(request.query['offset'])
    const end = Math.min(offset + lengthOf(request), total)
    return pageOf(idsOf(offset, end), end < total ? 'https://api.flowroute.com/v2/items?offset=1' : undefined)
  }
}

/** Keeps answers back until the test lets them go. */
export class Held {
  readonly #waiting = new Map<number, () => void>()
  /** The offsets whose request the client gave up. */
  readonly givenUp: number[] = []

  /** The offsets whose answer is kept back now. */
  get offsets(): number[] {
    return [...this.#waiting.keys()].sort((a, b) => a - b)
  }

  release(offset: number): void {
    const go = this.#waiting.get(offset)
    if (go === undefined) throw new Error(`nothing waits at ${offset}`)
    this.#waiting.delete(offset)
    go()
  }

  /** Keeps back what `respond` answers. */
  around(respond: Respond): Respond {
    return async (request, response) => {
      const offset = Number(request.query['offset'])
      response.on('close', () => {
        if (response.writableEnded) return
        this.#waiting.delete(offset)
        this.givenUp.push(offset)
      })
      await new Promise<void>((resolve) => this.#waiting.set(offset, resolve))
      return respond(request, response)
    }
  }
}

/** Waits until something is so; the test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate()
}

/** A list whose answers are kept back until the test lets them go. */
export interface HeldService extends ListService {
  held: Held
  /** Waits until just these requests are on their way, and no other follows. */
  inFlight(...offsets: number[]): Promise<void>
}

export async function startHeld(
  total: number,
  lengthOf?: Parameters<typeof itemsOf>[1],
): Promise<HeldService> {
  const held = new Held()
  const service = await startList(held.around(itemsOf(total, lengthOf)))
  const inFlight = async (...offsets: number[]): Promise<void> => {
    await until(() => offsets.every((offset) => held.offsets.includes(offset)))
    await service.arrivals()
    expect(held.offsets).toEqual(offsets)
  }
  return { ...service, held, inFlight }
}

/** The rejections nobody handled while an action ran. */
export async function unhandledDuring(action: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = []
  const note = (reason: unknown): void => {
    seen.push(reason)
  }
  process.on('unhandledRejection', note)
  try {
    await action()
    for (let round = 0; round < 5; round++) await setImmediate()
  } finally {
    process.off('unhandledRejection', note)
  }
  return seen
}
