import { type Answer, answers, fileStorage } from './answers.ts'

export { type Answer, answers, fileStorage, goodIds } from './answers.ts'

/**
 * The effect of making a method's request twice: `read`, none; `repeatable`, the same as once; `once`, money spent again
 * or a second thing made.
 */
export type Effect = 'read' | 'repeatable' | 'once'

/** A public method of a resource class. */
export interface Method {
  name: string
  effect: Effect
  /** What a good service answers. */
  answer: Answer
  /** Arguments of a valid call, before the request options. */
  args: readonly unknown[]
}

type Row = readonly [effect: Effect, answer: Answer, args?: readonly unknown[]]

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
/** A port order as a program asks for it. */
export const newOrder = {
  numbers: [number],
  billingName: 'Ada Example',
  street: '1 Sample St',
  city: 'Seattle',
  state: 'WA',
  zip: '98101',
  country: 'US',
  provider: 'Old Carrier',
}
const loa = { id: '1', numbers: ['2065550100'] }
/** Whoever signs its letter of agency. */
export const signature = { signatureName: 'Ada Example', signatureTitle: 'Owner' }
const bill = { filename: 'bill.pdf', content: new Uint8Array([37, 80, 68, 70]) }
const { portOrder, portOrders, signedOrder, portGroup, portDocuments, portability, fileUrl } = answers
const { list, resource, resources, message, messages, nothing, bare, map } = answers
const { foundMessages, sentRecord, delivered, callback, mediaFile } = answers

const rows = {
  Numbers: {
    listAreaCodes: ['read', list, [{}]],
    listExchanges: ['read', list, [{}]],
    search: ['read', list, [{}]],
    purchase: ['once', resource, [number, undefined]],
    list: ['read', list, [{}]],
    get: ['read', resource, [number]],
    getMany: ['read', resources, [[number, other]]],
    update: ['repeatable', resource, [number, { alias: 'a' }]],
    release: ['repeatable', nothing, [number]],
    setCallback: ['repeatable', nothing, [number, 'sms_callback', url]],
    getCallback: ['read', callback, [number, 'sms_callback']],
    removeCallback: ['repeatable', nothing, [number, 'sms_callback']],
    listTiers: ['read', list, [{}]],
    provisionMessaging: ['once', resource, [[number, other], 'enable', {}]],
    getProvisioning: ['read', resource, ['b1c2']],
  },
  Routes: {
    create: ['once', resource, [{ alias: 'a', routeType: 'host', value: 'sip.example.com' }]],
    list: ['read', list, [{}]],
    update: ['repeatable', resource, ['1', { alias: 'b' }]],
    delete: ['repeatable', nothing, ['1']],
    setPrimary: ['repeatable', nothing, [number, '1']],
    setFailover: ['repeatable', nothing, [number, '1']],
    removePrimary: ['repeatable', nothing, [number]],
    removeFailover: ['repeatable', nothing, [number]],
    listEdgeStrategies: ['read', resources],
  },
  Messages: {
    send: ['once', resource, [{ to: other, from: number, body: 'hello' }]],
    get: ['read', message, ['mdr2-1']],
    list: ['read', messages, [{ startDate: since }]],
    findSent: ['read', foundMessages, [{ to: other, from: number, body: 'hello', since }]],
    resolve: ['read', sentRecord, [{ to: other, from: number, body: 'hello', since }, { waits: [] }]],
    waitFor: ['read', delivered, ['mdr2-1', { until: 'delivered' }]],
    setCallback: ['repeatable', nothing, ['sms_callback', url]],
    getCallback: ['read', callback, ['sms_callback']],
    removeCallback: ['repeatable', nothing, ['sms_callback']],
    getMedia: ['read', resource, ['1-cat.jpg']],
    downloadMedia: ['read', mediaFile, ['1-cat.jpg', { fetch: fileStorage }]],
  },
  E911: {
    list: ['read', list, [{}]],
    get: ['read', resource, ['1']],
    validate: ['read', nothing, [address]],
    create: ['once', resource, [address]],
    update: ['repeatable', resource, ['1', { label: 'Home' }]],
    delete: ['repeatable', nothing, ['1']],
    assign: ['repeatable', nothing, ['1', number]],
    unassign: ['repeatable', nothing, [number]],
    listNumbers: ['read', list, ['1', {}]],
  },
  Cnam: {
    list: ['read', list, [{}]],
    get: ['read', resource, ['1']],
    create: ['once', resource, ['RAIN CITY BREAD']],
    update: ['repeatable', resource, ['1', 'RAIN CITY BREAD']],
    delete: ['repeatable', nothing, ['1']],
    assign: ['repeatable', resource, ['1', number]],
    unassign: ['repeatable', resource, [number]],
  },
  Porting: {
    checkPortability: ['read', portability, [[number]]],
    create: ['once', portGroup, [newOrder]],
    list: ['read', portOrders, [{}]],
    get: ['read', portOrder, ['1']],
    getGroupStatus: ['read', portGroup, ['1']],
    getStatus: ['read', portOrder, ['1']],
    updatePresets: ['repeatable', portOrder, ['1', { alias: 'a' }]],
    updateDetails: ['repeatable', portOrder, ['1', { zip: '98104' }]],
    changeNumbers: ['repeatable', portOrder, ['1', { add: [number] }]],
    addToGroup: ['once', portGroup, ['1', [number]]],
    cancel: ['repeatable', portOrder, ['1']],
    getLoa: ['read', answers.loa, ['1']],
    signLoa: ['once', signedOrder, ['1', loa, signature]],
    uploadDocument: ['repeatable', fileUrl, ['1', bill]],
    addDocumentFromUrl: ['once', resource, ['1', url, {}]],
    listDocuments: ['read', portDocuments, ['1']],
    downloadDocument: ['read', fileUrl, ['1', '0', {}]],
    watch: ['read', portOrder, [number, { maxFailures: 0 }]],
  },
  Cdrs: {
    createExport: ['once', resource, [{ from: '2026-01-01', to: '2026-02-01' }]],
    list: ['read', list, [{}]],
    get: ['read', resource, ['1']],
    records: ['read', answers.emptyExport, [{ exportId: '1' }]],
  },
  NumbersV1: {
    listNpas: ['read', map('npas'), [{}]],
    listNpaNxxs: ['read', map('npanxxs'), [{}]],
    search: ['read', map('tns'), [{}]],
    purchase: ['once', nothing, [number, { billingMethod: 'METERED' }]],
    list: ['read', map('tns'), [{}]],
    get: ['read', bare, [number]],
    updateRoutes: ['repeatable', nothing, [number, ['a', 'sip-reg']]],
    listRoutes: ['read', map('routes'), [{}]],
    createRoute: ['once', nothing, [{ name: 'a', type: 'HOST', value: 'sip.example.com' }]],
  },
} satisfies Record<string, Record<string, Row>>

/** The name of a resource class. */
export type ClassName = keyof typeof rows

/** Every public method that makes requests, by class; the contract suite checks that none is missing. */
export const methods = Object.fromEntries(
  Object.entries(rows).map(([className, described]) => [
    className,
    Object.entries(described as Record<string, Row>).map(([name, [effect, answer, args = []]]) => ({
      name,
      effect,
      answer,
      args,
    })),
  ]),
) as Record<ClassName, Method[]>

/**
 * Makes a valid call of a method.
 *
 * @param api an instance of its class
 * @param request the request options
 */
export function callMethod(api: object, { name, args }: Method, request: object): PromiseLike<unknown> {
  const method = (api as Record<string, (...args: unknown[]) => unknown>)[name]
  if (method === undefined) throw new Error(`there is no method ${name}`)
  const result = method.call(api, ...args, request)
  const isList = typeof (result as { toArray?: unknown }).toArray === 'function'
  return isList ? (result as { toArray(): Promise<unknown[]> }).toArray() : (result as PromiseLike<unknown>)
}
