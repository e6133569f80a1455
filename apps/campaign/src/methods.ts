import { Cnam } from '@flowroute/cnam'
import type { Client, RequestOptions } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Routes } from '@flowroute/routes'
import { type Due, due } from './due.ts'

/**
 * What doing it twice means: `read`, nothing; `repeatable`, the same as once; `once`, money or a second thing of
 * its kind.
 */
export type Effect = 'read' | 'repeatable' | 'once'

/** A public method of a client package. */
export interface Method {
  /** As users call it: `Numbers.purchase`. */
  name: string
  effect: Effect
  /** What a good server answers. */
  due: Due
  call(client: Client, request: RequestOptions): PromiseLike<unknown>
}

type Call<T> = (api: T, request: RequestOptions) => PromiseLike<unknown>

function methodsOf<T>(
  name: string,
  connect: (client: Client) => T,
  described: Record<string, readonly [effect: Effect, due: Due, call: Call<T>]>,
): Method[] {
  return Object.entries(described).map(([method, [effect, answer, call]]) => ({
    name: `${name}.${method}`,
    effect,
    due: answer,
    call: (client, request) => call(connect(client), request),
  }))
}

const number = '12065550100'
const other = '12065550199'
const url = 'https://app.example/callback'
const since = '2026-01-01'
const address = {
  label: 'Office',
  firstName: 'Maria',
  lastName: 'Bermudez',
  streetNumber: '7742',
  streetName: '20th Ave SW',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98106',
}

/** Every public method that makes requests. That none is missing is checked against the classes themselves. */
export const methods: readonly Method[] = [
  ...methodsOf('Numbers', (client) => new Numbers(client), {
    listAreaCodes: ['read', due.list, (api, request) => api.listAreaCodes({}, request).toArray()],
    listExchanges: ['read', due.list, (api, request) => api.listExchanges({}, request).toArray()],
    search: ['read', due.list, (api, request) => api.search({}, request).toArray()],
    purchase: ['once', due.resource, (api, request) => api.purchase(number, undefined, request)],
    list: ['read', due.list, (api, request) => api.list({}, request).toArray()],
    get: ['read', due.resource, (api, request) => api.get(number, request)],
    getMany: ['read', due.resources, (api, request) => api.getMany([number, other], request)],
    update: ['repeatable', due.resource, (api, request) => api.update(number, { alias: 'a' }, request)],
    release: ['repeatable', due.nothing, (api, request) => api.release(number, request)],
    setCallback: [
      'repeatable',
      due.nothing,
      (api, request) => api.setCallback(number, 'sms_callback', url, request),
    ],
  }),
  ...methodsOf('Routes', (client) => new Routes(client), {
    create: [
      'once',
      due.resource,
      (api, request) => api.create({ alias: 'a', routeType: 'host', value: 'sip.example.com' }, request),
    ],
    list: ['read', due.list, (api, request) => api.list({}, request).toArray()],
    update: ['repeatable', due.resource, (api, request) => api.update('1', { alias: 'b' }, request)],
    delete: ['repeatable', due.nothing, (api, request) => api.delete('1', request)],
    setPrimary: ['repeatable', due.nothing, (api, request) => api.setPrimary(number, '1', request)],
    setFailover: ['repeatable', due.nothing, (api, request) => api.setFailover(number, '1', request)],
    removePrimary: ['repeatable', due.nothing, (api, request) => api.removePrimary(number, request)],
    removeFailover: ['repeatable', due.nothing, (api, request) => api.removeFailover(number, request)],
    listEdgeStrategies: ['read', due.resources, (api, request) => api.listEdgeStrategies(request)],
  }),
  ...methodsOf('Messages', (client) => new Messages(client), {
    send: [
      'once',
      due.resource,
      (api, request) => api.send({ to: other, from: number, body: 'hello' }, request),
    ],
    get: ['read', due.message, (api, request) => api.get('mdr2-1', request)],
    list: ['read', due.messages, (api, request) => api.list({ startDate: since }, request).toArray()],
    findSent: [
      'read',
      due.messages,
      (api, request) => api.findSent({ to: other, from: number, body: 'hello', since }, request),
    ],
    setCallback: ['repeatable', due.nothing, (api, request) => api.setCallback('sms_callback', url, request)],
  }),
  ...methodsOf('E911', (client) => new E911(client), {
    list: ['read', due.list, (api, request) => api.list({}, request).toArray()],
    get: ['read', due.resource, (api, request) => api.get('1', request)],
    validate: ['read', due.nothing, (api, request) => api.validate(address, request)],
    create: ['once', due.resource, (api, request) => api.create(address, request)],
    update: ['repeatable', due.resource, (api, request) => api.update('1', { label: 'Home' }, request)],
    delete: ['repeatable', due.nothing, (api, request) => api.delete('1', request)],
    assign: ['repeatable', due.nothing, (api, request) => api.assign('1', number, request)],
    unassign: ['repeatable', due.nothing, (api, request) => api.unassign(number, request)],
    listNumbers: ['read', due.list, (api, request) => api.listNumbers('1', {}, request).toArray()],
  }),
  ...methodsOf('Cnam', (client) => new Cnam(client), {
    list: ['read', due.list, (api, request) => api.list({}, request).toArray()],
    get: ['read', due.resource, (api, request) => api.get('1', request)],
    create: ['once', due.resource, (api, request) => api.create('RAIN CITY BREAD', request)],
    update: ['repeatable', due.resource, (api, request) => api.update('1', 'RAIN CITY BREAD', request)],
    delete: ['repeatable', due.nothing, (api, request) => api.delete('1', request)],
    assign: ['repeatable', due.resource, (api, request) => api.assign('1', number, request)],
    unassign: ['repeatable', due.resource, (api, request) => api.unassign(number, request)],
  }),
  ...methodsOf('NumbersV1', (client) => new NumbersV1(client), {
    listNpas: ['read', due.map('npas'), (api, request) => api.listNpas({}, request).toArray()],
    listNpaNxxs: ['read', due.map('npanxxs'), (api, request) => api.listNpaNxxs({}, request).toArray()],
    search: ['read', due.map('tns'), (api, request) => api.search({}, request).toArray()],
    purchase: [
      'once',
      due.nothing,
      (api, request) => api.purchase(number, { billingMethod: 'METERED' }, request),
    ],
    list: ['read', due.map('tns'), (api, request) => api.list({}, request).toArray()],
    get: ['read', due.bare, (api, request) => api.get(number, request)],
    updateRoutes: [
      'repeatable',
      due.nothing,
      (api, request) => api.updateRoutes(number, ['a', 'sip-reg'], request),
    ],
    listRoutes: ['read', due.map('routes'), (api, request) => api.listRoutes({}, request).toArray()],
    createRoute: [
      'once',
      due.nothing,
      (api, request) => api.createRoute({ name: 'a', type: 'HOST', value: 'sip.example.com' }, request),
    ],
  }),
]

/** The classes, to check that the methods above are all there are. */
export const classes = { Numbers, Routes, Messages, E911, Cnam, NumbersV1 }
