import {
  ApiPromise,
  type Client,
  type ClientOptions,
  InvalidInputError,
  type List,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import {
  asJson,
  type Callback,
  type CallbackKind,
  callbackKindInput,
  checkInput,
  entities,
  entity,
  getCallback,
  noContent,
  toClient,
} from '@flowroute/core/resource'
import { toAscii } from './ascii.ts'
import { download } from './download-media.ts'
import type { DeliveryReceipt, Media, Message, SentMessage } from './entities.ts'
import { isRecordOf, searchSent, type Wanted } from './find-sent.ts'
import { notInOldVersion, oldDocument, oldMessageSchema } from './old-version.ts'
import type {
  DownloadedMedia,
  DownloadOptions,
  FindManySentOptions,
  FindSentOptions,
  ListOptions,
  MessagesOptions,
  Resolution,
  ResolveOptions,
  SendOptions,
  SentSearch,
  WaitForOptions,
} from './options.ts'
import { notASend, rememberSend, searchAgain, sendMargin, sendOf } from './resolve.ts'
import {
  callbackUrlInput,
  findManySentInput,
  findSentInput,
  listInput,
  mediaIdInput,
  mediaSchema,
  messageIdInput,
  messageSchema,
  messagesInput,
  resolveInput,
  sendInput,
  sentMessageSchema,
  waitForInput,
} from './schemas.ts'
import { waitForReceipt } from './wait-for.ts'

/**
 * SMS and MMS: send messages, look up their records, wait for their delivery, resolve a send that failed with an unknown
 * outcome, download received media, and set the account's callbacks.
 *
 * @example
 * const messages = new Messages() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
 * @see https://developer.flowroute.com/api/messages/v2.1/
 */
export class Messages {
  readonly #client: Client
  readonly #path: Path
  readonly #version: string
  /** v2.0, whose messages are SMS alone. */
  readonly #isOld: boolean
  /** The prefix of a number in a request. */
  readonly #plus: string

  /**
   * @param client a client, shared with other classes, or the options of a new one
   * @param options the version of the API, default v2.1; v2.0 has `send`, `get`, `list`, `findSent` and `resolve`
   * @throws {InvalidInputError} an option is unknown or not valid
   * @throws {ConfigurationError} credentials are missing
   */
  constructor(client?: Client | ClientOptions, options: MessagesOptions = {}) {
    const { apiVersion = 'v2.1' } = checkInput(messagesInput, options, 'options')
    this.#client = toClient(client)
    this.#version = apiVersion
    this.#isOld = apiVersion === 'v2.0'
    this.#path = path`/${this.#isOld ? 'v2' : apiVersion}/messages`
    this.#plus = apiVersion === 'v2.2' ? '+' : ''
  }

  /**
   * Sends an SMS, or an MMS when it has media. Each segment of an SMS is charged.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the message may have been
   * sent, which {@link Messages.resolve} tells. Flowroute accepts 5 SMS or 1 MMS a second; a send that exceeds that
   * (429) is retried.
   *
   * @param message what to send; it needs a `body` that is not blank, or `mediaUrls`; with v2.0, `body` alone
   * @example const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
   * @example await messages.send({ to, from, mediaUrls: ['https://example.com/cat.gif'] })
   * @throws {InvalidInputError} a field is not valid; `issues` has each one, nothing was sent
   * @throws {RecipientOptedOutError} the recipient has answered STOP to this number (400 with code 1110)
   * @throws {PermissionDeniedError} `from` is not a number of the account
   * @throws {UnprocessableEntityError} Flowroute refused a value, such as media of more than 750 kB
   * @see https://developer.flowroute.com/api/messages/v2.1/send-an-sms/
   */
  send(message: SendOptions, request?: RequestOptions): ApiPromise<SentMessage> {
    const sentAt = Date.now()
    let attributes: ReturnType<typeof checkMessage> | undefined
    const result = this.#client
      .request(
        () => {
          attributes = checkMessage(message)
          return {
            method: 'POST',
            path: this.#path,
            body: this.#document(attributes),
            replayable: false,
            decode: entity(sentMessageSchema),
          }
        },
        this.#isOld ? asJson(request) : request,
      )
      .withResponse()
      .catch((error: unknown) => {
        if (attributes !== undefined) {
          rememberSend(error, { message: { ...attributes, body: attributes.body ?? '' }, sentAt })
        }
        throw error
      })
    return new ApiPromise(() => result)
  }

  /**
   * Gets the record of one message, sent or received, with its delivery receipts so far.
   *
   * @param messageId such as `mdr2-39cadeace66e11e7aff806cd7f24ba2d`
   * @example const { status, deliveryReceipts } = await messages.get(sent.id)
   * @throws {InvalidInputError} the id is not valid
   * @throws {NotFoundError} the account has no such message
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-a-message-detail-record/
   */
  get(messageId: string, request?: RequestOptions): ApiPromise<Message> {
    return this.#client.request(
      () => ({
        path: path`${this.#path}/${checkInput(messageIdInput, messageId, 'messageId')}`,
        decode: entity(this.#isOld ? oldMessageSchema : messageSchema),
      }),
      request,
    )
  }

  /**
   * Lists the records of messages, sent and received.
   *
   * @param options dates, of which `startDate` is required; pages of at most 1000, default 200
   * @example for await (const { id, status } of messages.list({ startDate: '2026-01-01' })) console.log(id, status)
   * @throws {InvalidInputError} a date is not valid or has no zone, or `endDate` is before `startDate`
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-set-of-messages/
   */
  list(options: ListOptions, request?: RequestOptions): List<Message> {
    return this.#client.list(
      () => ({
        path: this.#path,
        query: checkDates(options),
        // Flowroute documents no maximum; this one bounds the size of a response.
        pageSizeAtMost: 1_000,
        decode: entities(this.#isOld ? oldMessageSchema : messageSchema),
      }),
      request,
    )
  }

  /**
   * Finds the outbound messages with exactly this recipient, sender and text: whether a {@link Messages.send} that
   * failed with `outcome: 'unknown'` was accepted. {@link Messages.resolve} does that with waits in between.
   *
   * A record may appear late: an empty result soon after the send does not prove that nothing was sent. Let `since` be
   * some minutes before the send, because clocks differ. Reads every record since then.
   *
   * @param options the message as it was sent, and the time since when to look
   * @param request options of the request of each page
   * @example
   * const [sent] = await messages.findSent({ to, from, body, since: new Date(Date.now() - 5 * 60_000) })
   * @throws {InvalidInputError} a field is not valid
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-set-of-messages/
   */
  findSent(options: FindSentOptions, request?: RequestOptions): Promise<Message[]>
  /**
   * Finds the records of many messages in one scan, each record for one message at most. `since` and `until` are times
   * of this machine's clock: where the `Date` header shows that Flowroute's differs by more than two seconds, or where
   * there is no such header, the scan begins earlier and ends later.
   *
   * @param options `messages` as they were sent, and the times between which they were sent
   * @param request options of the request of each page
   * @example const { records, clockSkew } = await messages.findSent({ messages: lost, since })
   * @throws {InvalidInputError} a field is not valid
   */
  findSent(options: FindManySentOptions, request?: RequestOptions): Promise<SentSearch>
  async findSent(
    options: FindSentOptions | FindManySentOptions,
    request?: RequestOptions,
  ): Promise<Message[] | SentSearch> {
    if (Array.isArray((options as FindManySentOptions | undefined)?.messages)) {
      const { messages, ...settings } = checkInput(findManySentInput, options, 'options')
      return searchSent((...page) => this.list(...page), messages.map(asSent), settings, request)
    }
    const checked = checkInput(findSentInput, options, 'options')
    const { since: startDate, until: endDate, pageSize, exclude = [] } = checked
    const wanted = asSent(checked)
    // By id: a record that arrives meanwhile moves others to the next page, where they are read again.
    const found = new Map<string, Message>()
    for await (const record of this.list({ startDate, endDate, pageSize }, request)) {
      if (isRecordOf(record, wanted)) found.set(record.id, record)
    }
    const known = typeof exclude === 'function' ? await exclude([...found.keys()]) : exclude
    for (const id of known) found.delete(id)
    return [...found.values()]
  }

  /**
   * Finds out whether a message whose send failed with `outcome: 'unknown'` was accepted: searches its record, waits and
   * searches again, because a record may appear late. It never sends.
   *
   * An `undefined` record means that none was found in `searchedFor` milliseconds, not that the message can never
   * appear. Other sends of the same text to the same recipient look the same: `exclude` their ids. Clocks that differ
   * are allowed for, as in {@link Messages.findSent} for many messages.
   *
   * @param target what `send` of this process threw, also as the `cause` of another error, or the message as it was
   *   sent and the time since when to look
   * @param options waits between the searches, and ids of other messages
   * @param request options of each request; its `signal` ends the waits too
   * @example
   * try {
   *   await messages.send(message)
   * } catch (error) {
   *   const { record, searchedFor } = await messages.resolve(error)
   *   console.log(record ? `sent as ${record.id}` : `not found in ${searchedFor} ms`)
   * }
   * @throws {InvalidInputError} the target is neither
   * @throws {AbortedError} the signal is aborted
   * @throws {ApiError | ConnectionError | TimeoutError} the last search failed
   */
  async resolve(
    target: unknown,
    options: ResolveOptions = {},
    request?: RequestOptions,
  ): Promise<Resolution> {
    const { waits = [15_000, 60_000, 300_000], exclude } = checkInput(resolveInput, options, 'options')
    const failed = sendOf(target)
    if (failed === undefined && target instanceof Error) throw notASend()
    if (failed !== undefined && failed.outcome !== 'unknown') {
      return { record: undefined, searches: 0, searchedFor: 0, clockSkew: undefined }
    }
    const settings = failed ? undefined : checkInput(findSentInput, target, 'target')
    const wanted = failed?.send.message ?? asSent(settings as NonNullable<typeof settings>)
    const since = settings?.since ?? new Date((failed?.send.sentAt ?? 0) - sendMargin).toJSON()
    const search = (): Promise<SentSearch> =>
      searchSent((...page) => this.list(...page), [wanted], { exclude, ...settings, since }, request)
    return searchAgain(search, waits, request?.signal)
  }

  /**
   * Waits until a sent message is accepted by the carrier or delivered, and returns the receipt that says so. Looks at
   * its record at growing intervals; with receipts from webhooks it ends as soon as they arrive.
   *
   * Not every carrier reports a delivery, and there are no receipts for most MMS: then it ends with a
   * `DeliveryTimeoutError` that has the last receipt.
   *
   * @param messageId what `send` returned
   * @param options what to wait for, and how long
   * @param request options of each request
   * @example
   * const { statusCode } = await messages.waitFor(sent.id, { until: 'delivered', timeout: 300_000 })
   * @throws {DeliveryError} a receipt says that it was not delivered; `statusCode` says why
   * @throws {DeliveryTimeoutError} `timeout` has passed
   * @throws {InvalidInputError} an option is not valid
   * @throws {ConfigurationError} with v2.0, which has no receipts
   * @throws {AbortedError} the signal is aborted
   * @see https://developer.flowroute.com/docs/delivery-receipts
   */
  async waitFor(
    messageId: string,
    options: WaitForOptions,
    request: RequestOptions = {},
  ): Promise<DeliveryReceipt> {
    if (this.#isOld) throw notInOldVersion('delivery receipts')
    const id = checkInput(messageIdInput, messageId, 'messageId')
    const {
      until,
      timeout = 120_000,
      interval = {},
      receipts,
      signal,
    } = checkInput(waitForInput, options, 'options')
    const { base = 1_000, max = 15_000 } = interval
    return waitForReceipt(id, (ending) => this.get(id, { ...request, signal: ending }), {
      until,
      timeout,
      interval: { base, max },
      signal: signal ?? request.signal,
      receipts,
    })
  }

  /**
   * Sets the URL that Flowroute posts inbound messages or delivery receipts to, for all numbers of the account.
   *
   * @param kind what the callback is for
   * @param url absolute http or https URL that Flowroute can reach
   * @example await messages.setCallback('sms_callback', 'https://example.com/inbound')
   * @throws {InvalidInputError} the kind is unknown, or the URL is not absolute
   * @throws {ConfigurationError} with v2.0, which has no callbacks
   * @see https://developer.flowroute.com/api/messages/v2.1/set-a-callback-url-for-account/
   */
  setCallback(kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'PUT',
        path: this.#callbackPath(kind),
        body: { callbackUrl: checkInput(callbackUrlInput, url, 'url') },
        decode: noContent,
      }),
      request,
    )
  }

  /**
   * Gets a callback of the account.
   *
   * @param kind what the callback is for
   * @returns undefined when none is set
   * @example const { callbackUrl } = (await messages.getCallback('sms_callback')) ?? {}
   * @throws {InvalidInputError} the kind is unknown
   * @throws {ConfigurationError} with v2.0, which has no callbacks
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-callback-details-for-account
   */
  getCallback(kind: CallbackKind, request?: RequestOptions): Promise<Callback | undefined> {
    return getCallback(this.#client, () => ({ path: this.#callbackPath(kind) }), request)
  }

  /**
   * Removes a callback of the account: Flowroute posts no more to it.
   *
   * @param kind what the callback is for
   * @example await messages.removeCallback('sms_callback')
   * @throws {InvalidInputError} the kind is unknown
   * @throws {ConfigurationError} with v2.0, which has no callbacks
   * @throws {NotFoundError} none is set
   * @see https://developer.flowroute.com/api/messages/v2.2/remove-a-callback-for-account/
   */
  removeCallback(kind: CallbackKind, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({ method: 'DELETE', path: this.#callbackPath(kind), decode: noContent }),
      request,
    )
  }

  /**
   * Gets the record of a file of a received MMS, with a fresh URL: the one in a webhook expires after some days. Flowroute
   * has no page about this endpoint; it is what the links in its webhooks name.
   *
   * @param mediaId such as `1490420351891410944-cat.jpg`
   * @example for (const { id } of message.media ?? []) console.log((await messages.getMedia(id)).url)
   * @throws {InvalidInputError} the id is not valid
   * @throws {ConfigurationError} with v2.0, which has no media
   * @throws {NotFoundError} the account has no such file
   */
  getMedia(mediaId: string, request?: RequestOptions): ApiPromise<Media> {
    return this.#client.request(() => {
      if (this.#isOld) throw notInOldVersion('media')
      return {
        path: path`/${this.#version}/media/${checkInput(mediaIdInput, mediaId, 'mediaId')}`,
        decode: entity(mediaSchema),
      }
    }, request)
  }

  /**
   * Downloads a file of an MMS. The credentials are not sent to the storage, and redirects are not followed.
   *
   * @param media its id, for a fresh URL, or its record, whose URL is used
   * @param options the most bytes to accept, default 16 MiB, and limits of the download
   * @param request options of the request for the record
   * @example const { bytes, mimeType } = await messages.downloadMedia(id, { maxBytes: 2_000_000 })
   * @throws {InvalidInputError} the id is not valid
   * @throws {MediaError} the storage refused, or the file is too large
   * @throws {ConnectionError | TimeoutError | AbortedError} the download did not end well
   */
  async downloadMedia(
    media: string | Media,
    options: DownloadOptions = {},
    request?: RequestOptions,
  ): Promise<DownloadedMedia> {
    const record = typeof media === 'object' ? media : await this.getMedia(media, request)
    return download(record, { signal: request?.signal, ...options })
  }

  /** A message to send, as the wire has it. */
  #document(message: ReturnType<typeof checkMessage>): object {
    if (this.#isOld) return oldDocument(message)
    const { to, from, mediaUrls, ...others } = message
    const attributes = {
      ...others,
      to: this.#plus + to,
      from: this.#plus + from,
      // An empty list could turn an SMS into an MMS.
      ...(mediaUrls.length > 0 && { mediaUrls }),
    }
    return { data: { type: 'message', attributes } }
  }

  #callbackPath(kind: CallbackKind): Path {
    if (this.#isOld) throw notInOldVersion('callbacks')
    return path`${this.#path}/${checkInput(callbackKindInput(), kind, 'kind')}`
  }
}

/** A message that may be sent, in the form of the wire. */
function checkMessage(message: SendOptions) {
  const hasMedia = (message?.mediaUrls?.length ?? 0) > 0
  const { ascii, mediaUrls = [], ...others } = checkInput(sendInput(hasMedia), message, 'message')
  const { body } = others
  return { ...others, mediaUrls, ...(ascii === true && body !== undefined && { body: toAscii(body).text }) }
}

/** The message as its record has it. */
const asSent = ({
  to,
  from,
  body,
  ascii,
  mediaUrls,
  isMms,
}: Wanted & { ascii?: boolean | undefined }): Wanted => ({
  to,
  from,
  body: ascii === true && body !== undefined ? toAscii(body).text : body,
  mediaUrls,
  isMms,
})

function checkDates(options: ListOptions) {
  const checked = checkInput(listInput, options, 'options')
  const { startDate, endDate = startDate } = checked
  if (Date.parse(endDate) < Date.parse(startDate)) {
    throw new InvalidInputError([{ field: 'endDate', message: 'must not be before startDate' }])
  }
  return checked
}
