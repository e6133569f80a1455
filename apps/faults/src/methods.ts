import { Cdrs } from '@flowroute/cdrs'
import { Cnam } from '@flowroute/cnam'
import type { Client, RequestOptions } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Porting } from '@flowroute/porting'
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

/** Documents of port orders go to a storage, not to the API. */
class PortingWithStorage extends Porting {
  constructor(client: Client) {
    super(client, { fetch: fileStorage })
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
