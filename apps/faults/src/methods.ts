import { Cdrs } from '@flowroute/cdrs'
import { Cnam } from '@flowroute/cnam'
import type { Client, List, RequestOptions } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Porting, type PortOrder, type ListOptions as PortOrderFilters } from '@flowroute/porting'
import { Routes } from '@flowroute/routes'
import {
  type ClassName,
  callMethod,
  type Method as Described,
  fileStorage,
  methods as table,
} from '@flowroute/testing/methods'

/** A public method of a client package, ready to be called. */
export interface Method extends Omit<Described, 'args'> {
  /** As users call it: `Numbers.purchase`. */
  name: string
  call(client: Client, request: RequestOptions): PromiseLike<unknown>
}

type ResourceClass = new (client: Client) => object

/** How the lists of a client are read. */
export interface ListReading {
  /** Pages that a list prefetches. */
  prefetch: number
  /** Gives the list, or one like it that is observed. */
  observe<T>(list: List<T>): List<T>
}

/** The clients whose lists are read in a way of their own. */
export const listReadings = new WeakMap<Client, ListReading>()

/** Documents of port orders go to a storage, not to the API, and their lists are not those of the client. */
class PortingWithStorage extends Porting {
  readonly #reading: ListReading | undefined

  constructor(client: Client) {
    super(client, { fetch: fileStorage })
    this.#reading = listReadings.get(client)
  }

  override list(options: PortOrderFilters = {}, request?: RequestOptions): List<PortOrder> {
    if (this.#reading === undefined) return super.list(options, request)
    const { prefetch, observe } = this.#reading
    return observe(super.list({ ...options, prefetch }, request))
  }
}

const classes: Record<ClassName, ResourceClass> = {
  Numbers,
  Routes,
  Messages,
  E911,
  Cnam,
  Porting: PortingWithStorage,
  Cdrs,
  NumbersV1,
}

/** Every public method that makes requests. The contract suite of each package checks that none is missing. */
export const methods: readonly Method[] = Object.entries(classes).flatMap(([className, Resource]) =>
  table[className as ClassName].map((method) => ({
    name: `${className}.${method.name}`,
    effect: method.effect,
    answer: method.answer,
    call: (client, request) => callMethod(new Resource(client), method, request),
  })),
)
