import { ConfigurationError } from '@flowroute/core'
import * as v from 'valibot'
import { canonicalAddress } from './address.ts'
import { checkShape } from './check-shape.ts'
import type { WebhookOptions } from './options.ts'

/** Options that are checked and complete. */
export interface Settings {
  secret: string | undefined
  allowed: ReadonlySet<string> | undefined
  proxies: number
  maxBytes: number
  /** In milliseconds. */
  storeTimeout: number
}

const minSecretLength = 16
/** Timers run at once when they are set for longer. */
const maxTimeout = 2 ** 31 - 1
const maxQuoted = 64

const callback = v.optional(v.function('must be a function.'))
const integer = (min: number, max: number, message: string) =>
  v.optional(
    v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message)),
  )
const proxies = 'must be true, false or the number of your proxies.'
const maxBytes = 'must be an integer of at least 1 (bytes).'
const storeTimeout = `must be an integer from 1 to ${maxTimeout} (milliseconds).`

const optionsSchema = v.object({
  onMessage: callback,
  onReceipt: callback,
  onEvent: callback,
  onError: callback,
  secret: v.optional(v.string('must be text.')),
  allowedAddresses: v.optional(
    v.array(v.string('must be IP addresses as text.'), 'must be an array of IP addresses.'),
  ),
  trustProxy: v.optional(
    v.union([v.boolean(), v.pipe(v.number(), v.safeInteger(proxies), v.minValue(0, proxies))], proxies),
  ),
  clientAddress: callback,
  seen: v.optional(
    v.custom<object>(
      (value) => ['has', 'add'].every((name) => typeof Object(value)[name] === 'function'),
      'must be an object with the functions has and add.',
    ),
  ),
  storeTimeout: integer(1, maxTimeout, storeTimeout),
  maxBytes: integer(1, Number.MAX_SAFE_INTEGER, maxBytes),
})

/**
 * Checks the options of `createWebhookHandler` and completes them.
 *
 * @throws {ConfigurationError} an option is unknown or has a value that cannot be right; the value is not in the message
 */
export function checkOptions(options: WebhookOptions): Settings {
  checkShape(options, optionsSchema)
  const { allowedAddresses, trustProxy = false, maxBytes = 1_048_576, storeTimeout = 5_000 } = options
  return {
    secret: checkSecret(options),
    allowed: allowedAddresses === undefined ? undefined : checkAddresses(allowedAddresses),
    proxies: Number(trustProxy),
    maxBytes,
    storeTimeout,
  }
}

function checkSecret(options: WebhookOptions): string | undefined {
  if (!('secret' in options)) return undefined
  // A file that sets a variable often ends in a newline, which no URL can have.
  const secret = options.secret?.trim()
  if (!secret)
    throw new ConfigurationError('secret must not be empty or undefined; omit it to accept every URL.')
  if (secret.length < minSecretLength) {
    throw new ConfigurationError(
      `secret must have at least ${minSecretLength} characters; use 32 random ones or more.`,
    )
  }
  return secret
}

function checkAddresses(list: readonly string[]): ReadonlySet<string> {
  if (list.length === 0) {
    throw new ConfigurationError('allowedAddresses must not be empty; omit it to accept every address.')
  }
  return new Set(
    list.map((text) => {
      const address = canonicalAddress(text)
      if (address !== undefined) return address
      throw new ConfigurationError(`allowedAddresses: "${text.slice(0, maxQuoted)}" is not an IP address.`)
    }),
  )
}
