import { Cnam } from '@flowroute/cnam'
import type { Client } from '@flowroute/core'
import { isFlowrouteError } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import type { EmulatorSnapshot } from '@flowroute/emulator'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Routes } from '@flowroute/routes'

/** Identifies the write of one run. */
export interface WriteKey {
  /** At most 15 letters, digits and spaces. */
  text: string
  /** A number for sale. */
  number: string
  /** A number of the account. */
  from: string
  /** Before the call, on the service's clock. */
  since: Date
}

/** A write that must not be done twice. */
export interface Write {
  /** As users call it. */
  name: string
  call(client: Client, key: WriteKey): PromiseLike<unknown>
  /** Counts with the look-up that the documentation recommends after an unknown outcome. */
  lookUp(client: Client, key: WriteKey): Promise<number>
  /** Counts in the service's snapshot. */
  count(snapshot: EmulatorSnapshot, key: WriteKey): number
  /** Whether a success may come without a document, so that an empty 200 is one. */
  mayBeEmpty?: boolean
}

const to = '12065550199'

/** 1 when it exists, 0 when the service says that it does not. */
async function oneOrNone(look: PromiseLike<unknown>): Promise<number> {
  try {
    await look
    return 1
  } catch (error) {
    if (isFlowrouteError(error) && error.name === 'NotFoundError') return 0
    throw error
  }
}

const owned = (snapshot: EmulatorSnapshot, { number }: WriteKey): number =>
  snapshot.numbers.filter((owned) => owned.number === number).length

const routesNamed = (snapshot: EmulatorSnapshot, { text }: WriteKey): number =>
  snapshot.routes.made.filter(({ alias }) => alias === text).length

/** Every public method that must not be done twice. */
export const writes: readonly [Write, ...Write[]] = [
  {
    name: 'Messages.send',
    call: (client, { text: body, from }) => new Messages(client).send({ to, from, body }),
    lookUp: async (client, { text: body, from, since }) =>
      (await new Messages(client).findSent({ to, from, body, since })).length,
    count: ({ messages }, { text }) => messages.records.filter(({ body }) => body === text).length,
  },
  {
    name: 'Numbers.purchase',
    call: (client, { number }) => new Numbers(client).purchase(number),
    lookUp: (client, { number }) => oneOrNone(new Numbers(client).get(number)),
    count: owned,
  },
  {
    name: 'Routes.create',
    call: (client, { text }) =>
      new Routes(client).create({ alias: text, routeType: 'host', value: 'sip.example.com' }),
    lookUp: async (client, { text }) =>
      (await new Routes(client).list().toArray()).filter(({ alias }) => alias === text).length,
    count: routesNamed,
  },
  {
    name: 'E911.create',
    call: (client, { text }) =>
      new E911(client).create({
        label: text,
        firstName: 'Maria',
        lastName: 'Bermudez',
        streetNumber: text.replaceAll(/\D/g, ''),
        streetName: '20th Ave SW',
        city: 'Seattle',
        state: 'WA',
        country: 'US',
        zip: '98106',
      }),
    lookUp: async (client, { text }) =>
      (await new E911(client).list({ label: text }).toArray()).filter(({ label }) => label === text).length,
    count: ({ emergencyAddresses }, { text }) =>
      emergencyAddresses.made.filter(({ label }) => label === text).length,
  },
  {
    name: 'Cnam.create',
    call: (client, { text }) => new Cnam(client).create(text),
    lookUp: async (client, { text }) => (await new Cnam(client).list({ value: text }).toArray()).length,
    count: ({ cnams }, { text }) => cnams.made.filter(({ value }) => value === text).length,
  },
  {
    name: 'NumbersV1.purchase',
    call: (client, { number }) => new NumbersV1(client).purchase(number, { billingMethod: 'METERED' }),
    lookUp: (client, { number }) => oneOrNone(new NumbersV1(client).get(number)),
    count: owned,
    mayBeEmpty: true,
  },
  {
    name: 'NumbersV1.createRoute',
    call: (client, { text }) =>
      new NumbersV1(client).createRoute({ name: text, type: 'HOST', value: 'sip.example.com' }),
    lookUp: async (client, { text }) =>
      (await new NumbersV1(client).listRoutes().toArray()).filter(({ id }) => id === text).length,
    count: routesNamed,
    mayBeEmpty: true,
  },
]
