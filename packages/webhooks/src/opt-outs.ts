import { phoneNumber, RecipientOptedOutError } from '@flowroute/core'
import type { WebhookEvent } from './events.ts'
import { type Keyword, keywordOf } from './keywords.ts'

/**
 * Remembers the phone numbers that opted out, as text with digits only: `12065550123`. The methods may answer at once or
 * with a promise; what they throw is passed on.
 *
 * @example
 * const store: OptOutStore = {
 *   has: async (number) => (await redis.sismember('opted-out', number)) === 1,
 *   add: (number) => redis.sadd('opted-out', number),
 *   delete: (number) => redis.srem('opted-out', number),
 * }
 */
export interface OptOutStore {
  has(number: string): boolean | Promise<boolean>
  add(number: string): unknown
  delete(number: string): unknown
}

/**
 * Who does not want messages any more; see `createOptOuts`.
 *
 * @example const optOuts: OptOuts = createOptOuts()
 */
export interface OptOuts {
  /**
   * Takes what a webhook brought: a message that is a keyword, or a receipt with code 1110. Others change nothing.
   *
   * @returns what the message asks for: `stop`, `start` or `help`; undefined for anything else
   */
  receive(event: WebhookEvent): Promise<Keyword | undefined>
  /**
   * Takes an error of `messages.send`: a `RecipientOptedOutError` (code 1110) opts the recipient out.
   *
   * @param to the recipient of that message
   * @returns whether it was such an error
   */
  receiveError(error: unknown, to: string): Promise<boolean>
  /** Whether a number opted out, in any notation. */
  has(number: string): Promise<boolean>
  /** Opts a number out, in any notation, for example by a wish on the telephone. */
  add(number: string): Promise<void>
  /** Opts a number in again. */
  remove(number: string): Promise<void>
}

/**
 * Makes a list of those who do not want messages any more, for the whole account. Flowroute blocks a recipient for the
 * one number that they answered STOP to, and knows that word alone; the law usually wants more.
 *
 * Recognised are STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE and OPTOUT; START, UNSTOP, SUBSCRIBE and OPTIN
 * undo them; HELP and INFO are told apart, since you have to answer them.
 *
 * @param store where the numbers are kept; by default in memory, for one process and until it ends
 * @example
 * const optOuts = createOptOuts(store)
 * const handler = createWebhookHandler({
 *   async onMessage(message) {
 *     if ((await optOuts.receive(message)) === 'help') console.log('answer', message.from)
 *   },
 * })
 * if (!(await optOuts.has(to))) await messages.send({ to, from, body })
 * @see https://support.flowroute.com/717413-Opting-Out-of-Messaging
 */
export function createOptOuts(store: OptOutStore = new Set<string>()): OptOuts {
  return {
    async receive(event) {
      if (event.type === 'message.receipt') {
        if (event.statusCode === 1110 && event.to !== undefined) await store.add(canonical(event.to))
        return undefined
      }
      if (event.type !== 'message.received' || event.direction === 'outbound') return undefined
      const keyword = keywordOf(event.body)
      if (keyword === 'stop') await store.add(canonical(event.from))
      if (keyword === 'start') await store.delete(canonical(event.from))
      return keyword
    },
    async receiveError(error, to) {
      if (!(error instanceof RecipientOptedOutError)) return false
      await store.add(phoneNumber(to))
      return true
    },
    has: async (number) => store.has(phoneNumber(number)),
    async add(number) {
      await store.add(phoneNumber(number))
    },
    async remove(number) {
      await store.delete(phoneNumber(number))
    },
  }
}

/** A number as webhooks bring it, which may be a short code. */
function canonical(number: string): string {
  try {
    return phoneNumber(number)
  } catch {
    return number
  }
}
