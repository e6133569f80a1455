import { Cdrs } from '@flowroute/cdrs'
import { Cnam } from '@flowroute/cnam'
import type { Client } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import type { EmulatorSnapshot } from '@flowroute/emulator'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Routes } from '@flowroute/routes'
import { portingWrites } from './porting-calls.ts'
import { oneOrNone, type Write, type WriteKey } from './write.ts'

const to = '12065550199'

const owned = (snapshot: EmulatorSnapshot, { number }: WriteKey): number =>
  snapshot.numbers.filter((owned) => owned.number === number).length

/** Lets the task of a number come to its end: the number tells only then. */
const passProvisioning = (client: Client) =>
  client.request({ method: 'POST', path: '/__emulator/clock', body: { advance: 3_000 } })

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
    name: 'Numbers.provisionMessaging',
    async prepare(client, { number }) {
      await new Numbers(client).purchase(number)
      return {}
    },
    call: (client, { number }) => new Numbers(client).provisionMessaging([number], 'enable'),
    async lookUp(client, { number }) {
      await passProvisioning(client)
      return Number((await new Numbers(client).get(number)).messagingEnabled)
    },
    count: ({ provisioningTasks }, { number }) =>
      provisioningTasks.filter(({ numbers }) => numbers.some((entry) => entry.number === number)).length,
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
  {
    name: 'Cdrs.createExport',
    call: (client, { text }) =>
      new Cdrs(client).createExport({ from: '2026-01-01', to: '2026-01-02', customXTags: [text] }),
    lookUp: async (client, { text }) =>
      (await new Cdrs(client).list().toArray()).filter(({ filterParameters }) =>
        filterParameters.customXTags?.includes(text),
      ).length,
    count: ({ cdrExports }, { text }) =>
      cdrExports.made.filter(({ filters }) => filters.customXTags?.includes(text)).length,
  },
  ...portingWrites,
]
