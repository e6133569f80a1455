/** The response that a method's request asks for, and the result that its call makes of it. */
export interface Answer {
  /** A single document, items in pages, items in one document, or no document. */
  form: 'document' | 'pages' | 'items' | 'nothing'
  /** The document with these ids; undefined where there is none. */
  document(ids: readonly string[], next?: string): string | undefined
  /** Whether a success without a document is one too; what was done is then read with a second request. */
  optional?: boolean
  /** Whether the method may read once more, as when a busy machine makes the service's clock seem to be wrong. */
  rereads?: boolean
  /** What a 404 means, where it is no error: there is `none`, or there is none yet, and the method `waits`. */
  notFound?: 'none' | 'waits'
  /** Valid JSON that is not a usable response. */
  wrong: string
  /** Whether the result of a call is what the document with {@link goodIds} says. */
  isRight(result: unknown): boolean
}

/** The ids of a good response. */
export const goodIds = ['12065550100', '12065550199']

const idsOf = (items: unknown): unknown[] => (items as { id: unknown }[]).map(({ id }) => id)
const hasGoodIds = (result: unknown): boolean => idsOf(result).sort().join() === goodIds.join()
const isFirst = (result: unknown): boolean => (result as { id?: unknown }).id === goodIds[0]

const resource = (id: string | undefined): object => ({ type: 'thing', id, attributes: {} })
const message = (id: string | undefined): object => ({
  type: 'message',
  id,
  attributes: { to: '12065550199', from: '12065550100', body: 'hello', direction: 'outbound' },
})

const pages = (item: (id: string) => object): Answer => ({
  form: 'pages',
  document: (ids, next) => JSON.stringify({ data: ids.map(item), links: next === undefined ? {} : { next } }),
  wrong: '{"data":{"message":"not a list"}}',
  isRight: hasGoodIds,
})

const single = (item: (id: string | undefined) => object): Answer => ({
  form: 'document',
  document: ([id]) => JSON.stringify({ data: item(id) }),
  wrong: '{"data":{"type":"thing","attributes":{}}}',
  isRight: isFirst,
})

/** A port order that has ended, so that watching it ends too. */
const portOrder = (id: string | undefined, attributes: object = {}): object => ({
  type: 'portorder',
  id,
  attributes: { numbers: ['+12065550100'], status: 'completed', status_updated_at: null, ...attributes },
})

/**
 * A stand-in for the platform's `fetch` where files are transferred, which are at another origin than the API: accepts
 * every upload, and answers every download with the text `file`.
 */
export const fileStorage = async ({ method }: Request): Promise<Response> =>
  new Response(method === 'PUT' ? null : 'file')

/** The forms that responses have. */
export const answers = {
  list: pages(resource),
  messages: pages(message),
  foundMessages: { ...pages(message), rereads: true },
  resource: single(resource),
  message: single(message),
  /** A message that was delivered; the result is its last receipt. */
  delivered: {
    ...single((id) => ({
      ...message(id),
      attributes: {
        delivery_receipts: [
          {
            level: 2,
            status: 'delivered',
            status_code: 1004,
            status_code_description: 'Message delivered to handset',
            timestamp: '2026-01-15T17:00:00Z',
          },
        ],
      },
    })),
    notFound: 'waits',
    isRight: (result) => (result as { statusCode?: unknown }).statusCode === 1004,
  },
  /** The record of a message that was sent, found among others. */
  sentRecord: {
    ...pages(message),
    form: 'items',
    rereads: true,
    isRight: (result) => goodIds.includes((result as { record: { id: string } }).record.id),
  },
  callback: {
    form: 'document',
    document: () =>
      JSON.stringify({ data: { type: 'callback', attributes: { callback_url: 'https://app.example/a' } } }),
    wrong: '{"data":{"type":"callback"}}',
    notFound: 'none',
    isRight: (result) => (result as { callbackUrl?: unknown }).callbackUrl === 'https://app.example/a',
  },
  /** The record of a file at {@link fileStorage}; the result is the file. */
  mediaFile: {
    ...single((id) => ({ type: 'media', id, attributes: { url: 'https://files.example/1?signature=2' } })),
    isRight: (result) => (result as { bytes: Uint8Array }).bytes.byteLength === 4,
  },
  /** Several resources in one response, without pages. */
  resources: { ...pages(resource), form: 'items' },
  nothing: {
    form: 'nothing',
    document: () => undefined,
    wrong: '{"errors":[{"detail":"It did not work."}]}',
    isRight: (result) => result === undefined,
  },
  portOrder: single(portOrder),
  portOrders: pages(portOrder),
  signedOrder: { ...single(portOrder), optional: true },
  /** An export of call records without a call, so that there is no file to download. */
  emptyExport: {
    form: 'document',
    document: ([id]) =>
      JSON.stringify({ data: { type: 'cdrexport', id, attributes: { status: 'completed', num_calls: 0 } } }),
    wrong: '{"data":{"type":"cdrexport","attributes":{}}}',
    isRight: (result) => Array.isArray(result) && result.length === 0,
  },
  /** Orders of one group. */
  portGroup: {
    ...pages(portOrder),
    form: 'items',
    isRight: (result) => hasGoodIds((result as { orders: unknown }).orders),
  },
  /** The documents of an order, which are among its attributes. */
  portDocuments: {
    form: 'items',
    document: (ids) =>
      JSON.stringify({
        data: portOrder('1', { business_documents: ids.map((id) => ({ id, filename: 'bill.pdf' })) }),
      }),
    wrong: '{"data":{"type":"portorder","attributes":{}}}',
    isRight: hasGoodIds,
  },
  portability: {
    form: 'document',
    document: (ids) => JSON.stringify({ data: { portable: ids, nonportable: [], hypernetwork_enabled: [] } }),
    wrong: '{"data":{"type":"thing","attributes":{}}}',
    isRight: (result) => (result as { portable: string[] }).portable.join() === goodIds.join(),
  },
  loa: {
    form: 'document',
    document: () => JSON.stringify({ data: { type: 'loa', attributes: { numbers: ['2065550100'] } } }),
    wrong: '{"data":{"type":"loa","attributes":{}}}',
    isRight: (result) => (result as { numbers: string[] }).numbers.join() === '2065550100',
  },
  /** The URL of a file at {@link fileStorage}. */
  fileUrl: single((id) => ({
    type: 'portorder-file-url',
    id,
    attributes: { url: 'https://files.example/1?signature=2', expires: '2026-01-31T21:34:17+00:00' },
  })),
  /** The only resource of API v1 that is not in a list. */
  bare: {
    form: 'document',
    document: () => JSON.stringify({ billing_method: 'METERED', routes: [] }),
    wrong: '["METERED"]',
    isRight: isFirst,
  },
  /** A list of API v1. */
  map: (name: string): Answer => ({
    form: 'pages',
    document: (ids, next) =>
      JSON.stringify({
        [name]: Object.fromEntries(ids.map((id) => [id, {}])),
        links: next === undefined ? {} : { next },
      }),
    wrong: '{"things":{}}',
    isRight: hasGoodIds,
  }),
} satisfies Record<string, Answer | ((name: string) => Answer)>
