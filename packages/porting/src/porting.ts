import {
  ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type Path,
  path,
  type RequestOptions,
  type RequestSpec,
  type WithResponse,
} from '@flowroute/core'
import { asJson, checkChanges, checkInput, checkNames, toClient } from '@flowroute/core/resource'
import {
  decodeAdded,
  decodeDocument,
  decodeDocuments,
  decodeGroup,
  decodeGroupStatus,
  decodeList,
  decodeLoa,
  decodeOrder,
  decodePortability,
  decodeSigned,
  decodeStatus,
} from './decoders.ts'
import {
  documentIdInput,
  documentUrlInput,
  downloadInput,
  pullInput,
  uploadInput,
} from './document-inputs.ts'
import { DocumentTransfers } from './documents.ts'
import type {
  DownloadedDocument,
  LetterOfAgency,
  Portability,
  PortDocument,
  PortGroupStatus,
  PortOrder,
  PortOrderGroup,
  PortOrderStatus,
  UploadedDocument,
} from './entities.ts'
import {
  checkAll,
  checkLoa,
  checkNumberChanges,
  checkOrder,
  checkWatch,
  groupIdInput,
  signatureInput,
} from './inputs.ts'
import type {
  DetailChanges,
  DocumentUpload,
  DownloadOptions,
  ListOptions,
  NewPortOrder,
  NumberChanges,
  OrderReference,
  PortingOptions,
  PresetChanges,
  PullOptions,
  Signature,
  WatchOptions,
} from './options.ts'
import {
  checkNumbers,
  detailsInput,
  listInput,
  orderAttributes,
  orderInput,
  presetsInput,
} from './order-inputs.ts'
import { listOrders } from './order-list.ts'
import { signAndRead } from './signing.ts'
import { Storage } from './storage/storage.ts'
import { PortOrderWatch } from './watch.ts'

/**
 * Port orders: bring phone numbers from other carriers to Flowroute.
 *
 * @example
 * const porting = new Porting() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const { orders } = await porting.create(details)
 * for (const { id } of orders) {
 *   const loa = await porting.getLoa(id)
 *   await porting.signLoa(id, loa, { signatureName: 'Ada Example', signatureTitle: 'Owner' })
 * }
 * @see https://developer.flowroute.com/api/porting/v2.0/
 */
export class Porting {
  readonly #client: Client
  readonly #documents: DocumentTransfers

  /**
   * @param client a client, shared with other classes, or the options of a new one
   * @param options how documents are transferred
   */
  constructor(client?: Client | ClientOptions, options: PortingOptions = {}) {
    checkNames(options, ['fetch'])
    this.#client = toClient(client)
    this.#documents = new DocumentTransfers(this.#client, new Storage(options.fetch))
  }

  /**
   * Says which numbers can be ported. It changes nothing and costs nothing.
   *
   * @param numbers local or toll-free numbers, in any way of writing; one at least
   * @example const { portable, nonportable } = await porting.checkPortability(['(206) 555-0100'])
   * @throws {InvalidInputError} one of them is not a phone number, or stands there twice
   * @see https://developer.flowroute.com/api/porting/v2.0/check-number-portability/
   */
  checkPortability(numbers: readonly string[], request?: RequestOptions): ApiPromise<Portability> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/portorders/portability`,
        body: { numbers: checkNumbers(numbers) },
        replayable: true,
        decode: decodePortability,
      }),
      asJson(request),
    )
  }

  /**
   * Creates a port order. Nothing goes to the losing carrier and nothing is charged before its LOA is signed
   * ({@link Porting.signLoa}).
   *
   * Flowroute splits the numbers into several orders where they are local and toll-free, of both countries, or of
   * several carriers. The answer may contain the first of them only: {@link Porting.getGroupStatus} names all.
   *
   * Not repeated after an ambiguous failure, because it would make a second order: with `outcome: 'unknown'` look for
   * one with `list({ numbers })` first.
   *
   * @param order numbers, name, address and account, as the losing carrier has them
   * @example const { groupId, orders } = await porting.create(details)
   * @throws {InvalidInputError} with every field that cannot be right; nothing was sent
   * @see https://developer.flowroute.com/api/porting/v2.0/create-a-port-order/
   */
  create(order: NewPortOrder, request?: RequestOptions): ApiPromise<PortOrderGroup> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/portorders`,
        body: orderDocument(orderAttributes(checkInput(orderInput, order, 'order'))),
        replayable: false,
        decode: decodeGroup,
      }),
      asJson(request),
    )
  }

  /**
   * Lists the account's port orders, with fewer details than {@link Porting.get}. An account without orders has an empty
   * list.
   *
   * @param options filters; pages of at most 200, the default
   * @example for await (const { id, status } of porting.list({ status: 'rejected' })) console.log(id, status)
   * @throws {InvalidInputError} a filter cannot be right
   * @see https://developer.flowroute.com/api/porting/v2.0/searching-for-port-orders/
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<PortOrder> {
    return listOrders(
      this.#client,
      () => ({ path: path`/v2/portorders`, query: checkInput(listInput, options), decode: decodeList }),
      request,
    )
  }

  /**
   * Gives the details of a port order.
   *
   * @param order its id
   * @example const { status, numbers, businessDocuments } = await porting.get('42361')
   * @throws {NotFoundError} there is no such order on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-details/
   */
  get(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrder> {
    return this.#client.request(() => ({ path: orderPath(checkOrder(order)), decode: decodeOrder }), request)
  }

  /**
   * Gives the states of all orders of a group, and what the group as a whole needs.
   *
   * @param groupId id of the group: an order's `groupId`
   * @example const { status, orders } = await porting.getGroupStatus('38697') // 'requires_action'
   * @throws {NotFoundError} there is no such group on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/view-a-port-order-group-status/
   */
  getGroupStatus(groupId: string, request?: RequestOptions): ApiPromise<PortGroupStatus> {
    return this.#client.request(() => {
      const id = checkInput(groupIdInput, groupId, 'groupId')
      return {
        path: path`/v2/portorders`,
        // `status` is a flag without a value.
        query: `group_id=${encodeURIComponent(id)}&status`,
        decode: decodeGroupStatus(id),
      }
    }, request)
  }

  /**
   * Gives the state of a port order; {@link Porting.watch} waits for the next one.
   *
   * @param order its id
   * @example const { status, statusUpdatedAt } = await porting.getStatus('42361')
   * @throws {NotFoundError} there is no such order on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-status/
   */
  getStatus(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrderStatus> {
    return this.#client.request(
      () => ({ path: path`${orderPath(checkOrder(order))}/status`, decode: decodeStatus }),
      request,
    )
  }

  /**
   * Changes what all numbers of an order get when it completes; what is left out stays as it is. Possible until the
   * order has ended.
   *
   * @param order its id, or the order
   * @param changes what to change, one thing at least
   * @example await porting.updatePresets('42361', { primaryRouteId: '98396' })
   * @throws {InvalidInputError} the given order is in a state that does not allow it, or a value cannot be right
   * @throws {UnprocessableEntityError} there is no such route, address or caller name
   * @see https://developer.flowroute.com/api/porting/v2.0/update-port-order-presets/
   */
  updatePresets(
    order: OrderReference,
    changes: PresetChanges,
    request?: RequestOptions,
  ): ApiPromise<PortOrder> {
    return this.#client.request(() => {
      const [id, { alias, ...presets }] = checkAll(
        () => checkOrder(order, 'presets'),
        () => checkChanges(presetsInput, changes),
      )
      const given = Object.values(presets).some((value) => value !== undefined)
      return {
        method: 'PATCH',
        path: orderPath(id),
        body: orderDocument({ alias, ...(given && { presets }) }),
        decode: decodeOrder,
      }
    }, asJson(request))
  }

  /**
   * Changes the details of a pending or rejected order, such as a name or an address that the losing carrier did not
   * find; what is left out stays as it is. Numbers and presets have methods of their own.
   *
   * @param order its id, or the order
   * @param changes what to change, one thing at least
   * @example await porting.updateDetails('42361', { billingName: 'Ada B. Example', zip: '98104' })
   * @throws {InvalidInputError} the given order is in another state, or a value cannot be right
   * @see https://developer.flowroute.com/api/porting/v2.0/update-port-order-details/
   */
  updateDetails(
    order: OrderReference,
    changes: DetailChanges,
    request?: RequestOptions,
  ): ApiPromise<PortOrder> {
    return this.#client.request(() => {
      const [id, details] = checkAll(
        () => checkOrder(order, 'details'),
        () => checkChanges(detailsInput, changes),
      )
      return {
        method: 'PATCH',
        path: orderPath(id),
        body: orderDocument(orderAttributes(details)),
        decode: decodeOrder,
      }
    }, asJson(request))
  }

  /**
   * Adds numbers to a pending order and removes others. It is repeated like any setting: a number is in the order or
   * it is not.
   *
   * @param order its id, or the order
   * @param changes numbers to add and to remove, in any way of writing; one at least
   * @example await porting.changeNumbers('42361', { add: ['12065550102'] })
   * @throws {InvalidInputError} the given order is not pending, or one of them is not a phone number
   * @see https://developer.flowroute.com/api/porting/v2.0/modify-the-phone-numbers-on-a-port-order/
   */
  changeNumbers(
    order: OrderReference,
    changes: NumberChanges,
    request?: RequestOptions,
  ): ApiPromise<PortOrder> {
    return this.#client.request(() => {
      const [id, body] = checkAll(
        () => checkOrder(order, 'numbers'),
        () => checkNumberChanges(changes),
      )
      return {
        method: 'PATCH',
        path: path`${orderPath(id)}/relationships/numbers`,
        body,
        decode: decodeOrder,
      }
    }, asJson(request))
  }

  /**
   * Adds numbers to a group. Each joins the order of its losing carrier; where the group has none, an order is made.
   *
   * Not repeated after an ambiguous failure, because it may make a second order: with `outcome: 'unknown'` look at
   * {@link Porting.getGroupStatus} first.
   *
   * @param groupId id of the group: an order's `groupId`
   * @param numbers in any way of writing; one at least
   * @returns the group with the orders that the answer contains, which may be none: {@link Porting.getGroupStatus}
   *   names all
   * @example await porting.addToGroup('38697', ['12065550103'])
   * @throws {NotFoundError} there is no such group on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/modify-the-phone-numbers-on-a-port-group/
   */
  addToGroup(
    groupId: string,
    numbers: readonly string[],
    request?: RequestOptions,
  ): ApiPromise<PortOrderGroup> {
    return this.#client.request(() => {
      const [id, add] = checkAll(
        () => checkInput(groupIdInput, groupId, 'groupId'),
        () => checkNumbers(numbers),
      )
      return {
        method: 'POST',
        path: path`${orderPath(id)}/numbers`,
        body: { add },
        replayable: false,
        decode: decodeAdded(id),
      }
    }, asJson(request))
  }

  /**
   * Cancels an order, free of charge: a pending one becomes `canceled`, a rejected one `abandoned`. Any other can only
   * be canceled by Flowroute's support, which may cost a fee.
   *
   * Repeated after a failure like any setting. Flowroute may refuse the repetition of a cancellation that has succeeded:
   * with `outcome: 'unknown'` read {@link Porting.getStatus}.
   *
   * @param order its id, or the order
   * @example const { status } = await porting.cancel('42361')
   * @throws {InvalidInputError} the given order is in another state
   * @see https://developer.flowroute.com/api/porting/v2.0/cancel-a-port-order/
   */
  cancel(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrderStatus> {
    return this.#client.request(
      () => ({
        method: 'PATCH',
        path: path`${orderPath(checkOrder(order, 'cancel'))}/status`,
        body: orderDocument({ status: 'cancelled' }),
        decode: decodeStatus,
      }),
      asJson(request),
    )
  }

  /**
   * Gives the letter of agency (LOA) of an order: what is to be signed, with the letter's text in `loaCopy`.
   *
   * @param order its id
   * @example const { loaCopy } = await porting.getLoa('42361')
   * @throws {NotFoundError} there is no such order on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/working-with-an-loa-letter-of-agency/
   */
  getLoa(order: OrderReference, request?: RequestOptions): ApiPromise<LetterOfAgency> {
    return this.#client.request(() => {
      const id = checkOrder(order)
      return { path: path`${orderPath(id)}/loa`, decode: decodeLoa(id) }
    }, request)
  }

  /**
   * Signs the LOA of a pending order, which submits the order. **It costs money**: US$7.50 for each number, charged
   * when Flowroute sends the order to the losing carrier. From then on only support can cancel it.
   *
   * Not repeated after an ambiguous failure, because a second signature might submit the order again: with
   * `outcome: 'unknown'` read {@link Porting.getStatus}; any state but `pending` means that it is signed.
   *
   * @param order its id, or the order
   * @param loa the letter, as {@link Porting.getLoa} gave it: all of it is sent back unchanged but for the signature
   * @param signature first and last name, and title, of who signs
   * @returns the order after signing. The service may answer without it; it is read then. Undefined when it is signed
   *   but could not be read: `withResponse()` has the reason in its `warnings`
   * @example
   * const loa = await porting.getLoa('42361')
   * await porting.signLoa('42361', loa, { signatureName: 'Ada Example', signatureTitle: 'Owner' })
   * @throws {InvalidInputError} the given order is not pending, the letter is that of another one, or a name is missing
   * @see https://developer.flowroute.com/api/porting/v2.0/submit-a-loa/
   */
  signLoa(
    order: OrderReference,
    loa: LetterOfAgency,
    signature: Signature,
    request?: RequestOptions,
  ): ApiPromise<PortOrder | undefined> {
    const sign = (): RequestSpec<PortOrder | undefined> => {
      const [id, { id: _id, ...letter }, names] = checkAll(
        () => checkOrder(order, 'loa'),
        () => checkLoa(loa, order),
        () => checkInput(signatureInput, signature, 'signature'),
      )
      return {
        method: 'POST',
        path: path`${orderPath(id)}/loa`,
        body: { data: { type: 'loa', attributes: orderAttributes({ ...letter, ...names }) } },
        replayable: false,
        decode: decodeSigned,
      }
    }
    return promiseOf(
      signAndRead(
        () => this.#client.request(sign, asJson(request)),
        (rest) => this.get(order, rest),
        request,
      ),
    )
  }

  /**
   * Uploads a document, such as a carrier's bill, to a pending or rejected order. Flowroute wants bills as PDF, not
   * older than 30 days, with name, address and numbers.
   *
   * It asks for an upload URL and sends the bytes there, without the account's credentials. Both may be repeated: an
   * unused URL expires, and the same URL stores the same document. `timeout` bounds an attempt of either, in the
   * transfer by default 120 000 ms; `deadline` bounds the whole call, by default 300 000 ms.
   *
   * @param order its id, or the order
   * @param upload file name and content
   * @example await porting.uploadDocument('42361', { filename: 'bill.pdf', content: await readFile('bill.pdf') })
   * @throws {StorageError} the storage refused it; `reason` has its own words
   * @throws {InvalidInputError} the given order is in another state, or the content has another size than `size`
   * @see https://developer.flowroute.com/api/porting/v2.0/add-an-additional-document-to-an-existing-port-order/
   */
  uploadDocument(
    order: OrderReference,
    upload: DocumentUpload,
    request?: RequestOptions,
  ): ApiPromise<UploadedDocument> {
    return promiseOf(
      this.#documents.upload(() => {
        const [id, checked] = checkAll(
          () => checkOrder(order, 'documents'),
          () => checkInput(uploadInput, upload, 'upload'),
        )
        return { orderPath: orderPath(id), ...checked }
      }, request),
    )
  }

  /**
   * Lets Flowroute take a document from a URL that it can reach, for a pending or rejected order.
   *
   * Not repeated after an ambiguous failure, because the order would have the document twice, and it cannot be removed:
   * with `outcome: 'unknown'` look at {@link Porting.listDocuments} first.
   *
   * @param order its id, or the order
   * @param url absolute URL
   * @param options name to store it under
   * @example const { status } = await porting.addDocumentFromUrl('42361', 'https://example.com/bill.pdf') // 'pending'
   * @throws {InvalidInputError} the given order is in another state, or the URL cannot be right
   * @see https://developer.flowroute.com/api/porting/v2.0/pull-an-additional-document-to-an-existing-port-order/
   */
  addDocumentFromUrl(
    order: OrderReference,
    url: string,
    options: PullOptions = {},
    request?: RequestOptions,
  ): ApiPromise<PortDocument> {
    return this.#client.request(() => {
      const [id, source, { filename }] = checkAll(
        () => checkOrder(order, 'documents'),
        () => checkInput(documentUrlInput, url, 'url'),
        () => checkInput(pullInput, options, 'options'),
      )
      return {
        method: 'POST',
        path: path`${orderPath(id)}/files`,
        body: { url: filename === undefined ? source : withFilename(source, filename) },
        replayable: false,
        decode: decodeDocument,
      }
    }, asJson(request))
  }

  /**
   * Lists the documents of an order. There is no endpoint for it: they are read from the order.
   *
   * @param order its id
   * @example for (const { id, filename, status } of await porting.listDocuments('42361')) console.log(id, filename, status)
   * @throws {NotFoundError} there is no such order on the account
   * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-details/
   */
  listDocuments(order: OrderReference, request?: RequestOptions): ApiPromise<PortDocument[]> {
    return this.#client.request(
      () => ({ path: orderPath(checkOrder(order)), decode: decodeDocuments }),
      request,
    )
  }

  /**
   * Downloads a document of an order: asks for its URL and reads from there, without the account's credentials.
   *
   * The limits are those of {@link Porting.uploadDocument}; `timeout` bounds each wait for more of the content.
   *
   * @param order its id
   * @param documentId id of the document within the order, from {@link Porting.listDocuments}
   * @param options most bytes to read
   * @returns the document; its content is read by `bytes()` or from `stream`
   * @example const bytes = await (await porting.downloadDocument('42361', '0')).bytes()
   * @throws {NotFoundError} there is no such document
   * @throws {StorageError} the storage refused it; `reason` has its own words
   * @throws {ResponseFormatError} it is larger than `maxBytes`
   * @see https://developer.flowroute.com/api/porting/v2.0/download-a-document-from-an-existing-port-order/
   */
  downloadDocument(
    order: OrderReference,
    documentId: string,
    options: DownloadOptions = {},
    request?: RequestOptions,
  ): ApiPromise<DownloadedDocument> {
    return promiseOf(
      this.#documents.download(() => {
        const [id, document, { maxBytes = 32 * 1024 * 1024 }] = checkAll(
          () => checkOrder(order),
          () => checkInput(documentIdInput, documentId, 'documentId'),
          () => checkInput(downloadInput, options, 'options'),
        )
        return { orderPath: orderPath(id), documentId: document, maxBytes }
      }, request),
    )
  }

  /**
   * Watches an order until it ends, or reaches a state you name. Await it for the last change, or iterate it for each.
   *
   * It reads the order at growing intervals, from 10 seconds to 15 minutes. A port takes days: a program that can
   * receive webhooks has the news earlier by the order's `statusUrl`.
   *
   * @param order its id
   * @param options states that end it, limits, intervals
   * @param request limits and headers of each request
   * @example const { status, reason } = await porting.watch('42361', { until: ['accepted', 'rejected'] })
   * @example for await (const { status, previous } of porting.watch('42361', { signal })) console.log(previous, status)
   * @throws {WatchTimeoutError} its `timeout` has passed
   * @throws {AbortedError} its `signal` was aborted
   * @see https://developer.flowroute.com/api/porting/v2.0/view-port-order-status/
   */
  watch(order: OrderReference, options: WatchOptions = {}, request: RequestOptions = {}): PortOrderWatch {
    return new PortOrderWatch(
      () => {
        const [id, settings] = checkAll(
          () => checkOrder(order),
          () => checkWatch(options, request),
        )
        return { ...settings, orderId: id, path: String(orderPath(id)) }
      },
      ({ orderId }) =>
        (limits) =>
          this.get(orderId, { ...request, ...limits }).withResponse(),
    )
  }
}

const orderDocument = (attributes: object): object => ({ data: { type: 'portorder', attributes } })

const orderPath = (id: string): Path => path`/v2/portorders/${id}`

/** A promise for a call of several requests. */
function promiseOf<T>(result: Promise<WithResponse<T>>): ApiPromise<T> {
  return new ApiPromise(() => result)
}

/** The name goes into the query as it is documented; the rest of the URL stays as it is, since it may be signed. */
function withFilename(url: string, filename: string): string {
  const [address = '', ...fragment] = url.split('#')
  const parameter = `${address.includes('?') ? '&' : '?'}filename=${encodeURIComponent(filename)}`
  return [address + parameter, ...fragment].join('#')
}
