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
import type { FindSentOptions, ListOptions, MessagesOptions, SendOptions } from './options.ts'
import {
  apiVersionInput,
  callbackInput,
  findSentInput,
  listInput,
  type Message,
  messageSchema,
  type SentMessage,
  sendInput,
  sentMessageSchema,
} from './schemas.ts'

/**
 * SMS and MMS: send, look up, find out, and say where Flowroute posts what comes in.
 *
 * @example
 * const messages = new Messages() // FR_ACCESS_KEY and FR_SECRET_KEY
 * const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
 * @see https://developer.flowroute.com/api/messages/v2.1/
 */
export class Messages {
  readonly #client: Client
  readonly #path: Path
  /** What a number begins with on the wire. */
  readonly #plus: string

  /**
   * @param client a client, shared with other classes, or the options of a new one
   * @param options the version of the API, v2.1 by default
   * @throws {InvalidInputError} there is no such version
   * @throws {ConfigurationError} credentials are missing
   */
  constructor(client?: Client | ClientOptions, { apiVersion = 'v2.1' }: MessagesOptions = {}) {
    checkInput(apiVersionInput, apiVersion, 'apiVersion')
    this.#client = toClient(client)
    this.#path = path`/${apiVersion}/messages`
    this.#plus = apiVersion === 'v2.2' ? '+' : ''
  }

  /**
   * Sends an SMS, or an MMS when it has media; each segment of an SMS is charged.
   *
   * Not repeated after an ambiguous failure: an error with `outcome: 'unknown'` means that it may be on its way
   * already, which {@link Messages.findSent} tells. Flowroute takes 5 SMS or 1 MMS a second; a send that it turned
   * away for that (429) is repeated.
   *
   * @param message what to send; a `body` that is not blank or one of `mediaUrls` is required
   * @example const { id } = await messages.send({ to: '(206) 555-0100', from: '12065550199', body: 'hello there' })
   * @example await messages.send({ to, from, mediaUrls: ['https://example.com/cat.gif'] })
   * @throws {InvalidInputError} a member cannot be right; every problem is in its `issues`
   * @throws {RecipientOptedOutError} the recipient has answered STOP to this number (400 with code 1110)
   * @throws {PermissionDeniedError} `from` is not a number of the account
   * @throws {UnprocessableEntityError} a value was refused, such as media of over 750 kB
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
   * Gives the record of one message, sent or received, with the delivery receipts that have come in.
   *
   * @param messageId such as `mdr2-39cadeace66e11e7aff806cd7f24ba2d`
   * @example const { status, deliveryReceipts } = await messages.get(sent.id)
   * @throws {InvalidInputError} the id is blank
   * @throws {NotFoundError} there is no such message on the account
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-a-message-detail-record/
   */
  get(messageId: string, request?: RequestOptions): ApiPromise<Message> {
    return this.#client.request(
      () => ({ path: path`${this.#path}/${messageId}`, decode: entity(messageSchema) }),
      request,
    )
  }

  /**
   * Lists the records of messages, sent and received.
   *
   * @param options dates, of which `startDate` is required; pages of at most 1000, default 200
   * @example for await (const { id, status } of messages.list({ startDate: '2026-01-01' })) console.log(id, status)
   * @throws {InvalidInputError} a date is none or lacks its zone, or `endDate` is before `startDate`
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-set-of-messages/
   */
  list(options: ListOptions, request?: RequestOptions): List<Message> {
    return this.#client.list(
      () => ({
        path: this.#path,
        query: checkDates(options),
        // No maximum is documented; this one bounds what a single answer can be.
        pageSizeAtMost: 1_000,
        decode: entities(messageSchema),
      }),
      request,
    )
  }

  /**
   * Finds the outbound messages with exactly this recipient, sender and text: after a {@link Messages.send} that
   * failed with `outcome: 'unknown'`, whether Flowroute took it.
   *
   * Records may appear late, so that finding none right away does not prove that there will be none. Clocks differ,
   * so let `since` be some minutes before the send. Reads every record since then.
   *
   * @param options what was sent, and since when to look
   * @param request limits of each page's request
   * @example
   * const [sent] = await messages.findSent({ to, from, body, since: new Date(Date.now() - 5 * 60_000) })
   * @throws {InvalidInputError} a member cannot be right
   * @see https://developer.flowroute.com/api/messages/v2.1/look-up-set-of-messages/
   */
  async findSent(options: FindSentOptions, request?: RequestOptions): Promise<Message[]> {
    const { to, from, body, since } = checkInput(findSentInput, options, 'options')
    const matches = (message: Message): boolean =>
      message.direction === 'outbound' &&
      isNumber(message.to, to) &&
      isNumber(message.from, from) &&
      (body === undefined || (message.body ?? '') === body)
    // By id, for a record that arrives while reading pushes others on to the next page, where they come again.
    const found = new Map<string, Message>()
    for await (const message of this.list({ startDate: since }, request)) {
      if (matches(message)) found.set(message.id, message)
    }
    return [...found.values()]
  }

  /**
   * Sets where Flowroute posts the messages to, or the delivery receipts of, all numbers of the account.
   *
   * @param kind what the callback is for
   * @param url absolute URL that Flowroute can reach
   * @example await messages.setCallback('sms_callback', 'https://example.com/inbound')
   * @throws {InvalidInputError} there is no such kind, or the URL is not absolute
   * @see https://developer.flowroute.com/api/messages/v2.1/set-a-callback-url-for-account/
   */
  setCallback(kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void> {
    return this.#client.request(
      () => ({
        method: 'PUT',
        path: path`${this.#path}/${checkInput(callbackKindInput(), kind, 'kind')}`,
        body: checkInput(callbackInput, { callbackUrl: url }),
        decode: noContent,
      }),
      request,
    )
  }

  #attributes(message: SendOptions): Record<string, unknown> {
    const mediaCount = message?.mediaUrls?.length ?? 0
    const { to, from, mediaUrls, ...others } = checkInput(sendInput(mediaCount > 0), message, 'message')
    return {
      ...others,
      to: this.#plus + to,
      from: this.#plus + from,
      // An empty list says noContent, but could make an MMS of an SMS.
      ...(mediaCount > 0 && { mediaUrls }),
    }
  }
}

function checkDates(options: ListOptions): { startDate: string; endDate?: string | undefined } {
  const checked = checkInput(listInput, options, 'options')
  const { startDate, endDate = startDate } = checked
  if (Date.parse(endDate) < Date.parse(startDate)) {
    throw new InvalidInputError([{ field: 'endDate', message: 'must not be before startDate' }])
  }
  return checked
}

/** Whether a number of a record, which may begin with a plus sign, is the one wanted, if one is. */
function isNumber(number: string, wanted: string | undefined): boolean {
  return wanted === undefined || String(number).replace(/\D/g, '') === wanted
}
