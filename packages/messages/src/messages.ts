import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  InvalidInputError,
  type List,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import {
  type CallbackKind,
  callbackKindInput,
  checkInput,
  entities,
  entity,
  noContent,
  toClient,
} from '@flowroute/core/resource'
import type { Message, SentMessage } from './entities.ts'
import type { FindSentOptions, ListOptions, MessagesOptions, SendOptions } from './options.ts'
import {
  callbackUrlInput,
  findSentInput,
  listInput,
  messageIdInput,
  messageSchema,
  messagesInput,
  sendInput,
  sentMessageSchema,
} from './schemas.ts'

/**
 * SMS and MMS: send messages, look up their records, find a message whose send failed with an unknown outcome, and set
 * the account's callbacks.
 *
 * @example
 * const messages = new Messages() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
 * @see https://developer.flowroute.com/api/messages/v2.1/
 */
export class Messages {
  readonly #client: Client
  readonly #path: Path
  /** The prefix of a number in a request. */
  readonly #plus: string

  /**
   * @param client a client, shared with other classes, or the options of a new one
   * @param options the version of the API, default v2.1
   * @throws {InvalidInputError} an option is unknown or not valid
   * @throws {ConfigurationError} credentials are missing
   */
  constructor(client?: Client | ClientOptions, options: MessagesOptions = {}) {
    const { apiVersion = 'v2.1' } = checkInput(messagesInput, options, 'options')
    this.#client = toClient(client)
    this.#path = path`/${apiVersion}/messages`
    this.#plus = apiVersion === 'v2.2' ? '+' : ''
  }

  /**
   * Sends an SMS, or an MMS when it has media. Each segment of an SMS is charged.
   *
   * Not retried after an ambiguous failure: an error with `outcome: 'unknown'` means that the message may have been
   * sent, which {@link Messages.findSent} tells. Flowroute accepts 5 SMS or 1 MMS a second; a send that exceeds that
   * (429) is retried.
   *
   * @param message what to send; it needs a `body` that is not blank, or `mediaUrls`
   * @example const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
   * @example await messages.send({ to, from, mediaUrls: ['https://example.com/cat.gif'] })
   * @throws {InvalidInputError} a field is not valid; `issues` has each one, nothing was sent
   * @throws {RecipientOptedOutError} the recipient has answered STOP to this number (400 with code 1110)
   * @throws {PermissionDeniedError} `from` is not a number of the account
   * @throws {UnprocessableEntityError} Flowroute refused a value, such as media of more than 750 kB
   * @see https://developer.flowroute.com/api/messages/v2.1/send-an-sms/
   */
  send(message: SendOptions, request?: RequestOptions): ApiPromise<SentMessage> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: this.#path,
        body: { data: { type: 'message', attributes: this.#attributes(message) } },
        replayable: false,
        decode: entity(sentMessageSchema),
      }),
      request,
    )
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
        decode: entity(messageSchema),
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
        decode: entities(messageSchema),
      }),
      request,
    )
  }

  /**
   * Finds the outbound messages with exactly this recipient, sender and text: whether a {@link Messages.send} that
   * failed with `outcome: 'unknown'` was accepted.
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
  async findSent(options: FindSentOptions, request?: RequestOptions): Promise<Message[]> {
    const { to, from, body, since } = checkInput(findSentInput, options, 'options')
    const isWanted = (message: Message): boolean =>
      message.direction === 'outbound' &&
      message.to === to &&
      (from === undefined || message.from === from) &&
      (body === undefined || (message.body ?? '') === body)
    // By id: a record that arrives meanwhile moves others to the next page, where they are read again.
    const found = new Map<string, Message>()
    for await (const message of this.list({ startDate: since }, request)) {
      if (isWanted(message)) found.set(message.id, message)
    }
    return [...found.values()]
  }

  /**
   * Sets the URL that Flowroute posts inbound messages or delivery receipts to, for all numbers of the account.
   *
   * @param kind what the callback is for
   * @param url absolute http or https URL that Flowroute can reach
   * @example await messages.setCallback('sms_callback', 'https://example.com/inbound')
   * @throws {InvalidInputError} the kind is unknown, or the URL is not absolute
   * @see https://developer.flowroute.com/api/messages/v2.1/set-a-callback-url-for-account/
   */
  setCallback(kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'PUT',
        path: path`${this.#path}/${checkInput(callbackKindInput(), kind, 'kind')}`,
        body: { callbackUrl: checkInput(callbackUrlInput, url, 'url') },
        decode: noContent,
      }),
      request,
    )
  }

  #attributes(message: SendOptions): Record<string, unknown> {
    const hasMedia = (message?.mediaUrls?.length ?? 0) > 0
    const { to, from, mediaUrls, ...others } = checkInput(sendInput(hasMedia), message, 'message')
    return {
      ...others,
      to: this.#plus + to,
      from: this.#plus + from,
      // An empty list could turn an SMS into an MMS.
      ...(hasMedia && { mediaUrls }),
    }
  }
}

function checkDates(options: ListOptions) {
  const checked = checkInput(listInput, options, 'options')
  const { startDate, endDate = startDate } = checked
  if (Date.parse(endDate) < Date.parse(startDate)) {
    throw new InvalidInputError([{ field: 'endDate', message: 'must not be before startDate' }])
  }
  return checked
}
