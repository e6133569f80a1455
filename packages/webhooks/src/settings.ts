import { ConfigurationError } from '@flowroute/core'
import { canonicalAddress } from './address.ts'
import type { WebhookOptions } from './options.ts'

/** The options that guard the door, checked once at the start. */
export interface Settings {
  secret: string | undefined
  allowed: ReadonlySet<string> | undefined
  proxies: number
  maxBytes: number
}

/** @throws {ConfigurationError} an option has no meaning; its value is not in the message */
export function settingsOf(options: WebhookOptions): Settings {
  const { secret, allowedAddresses, trustProxy = false, maxBytes = 1_048_576 } = options
  if ('secret' in options && (typeof secret !== 'string' || secret === '')) {
    throw new ConfigurationError('secret must not be empty or undefined; leave it out to go without one.')
  }
  const proxies = Number(trustProxy)
  if (!Number.isInteger(proxies) || proxies < 0) {
    throw new ConfigurationError('trustProxy must be true, false or the number of your proxies.')
  }
  if (!Number.isInteger(maxBytes) || maxBytes < 1) {
    throw new ConfigurationError('maxBytes must be a whole number of bytes, at least 1.')
  }
  return {
    secret,
    allowed: allowedAddresses === undefined ? undefined : addresses(allowedAddresses),
    proxies,
    maxBytes,
  }
}

function addresses(list: readonly string[]): ReadonlySet<string> {
  if (list.length === 0) {
    throw new ConfigurationError('allowedAddresses must not be empty; leave it out to allow everyone.')
  }
  return new Set(
    list.map((text) => {
      const address = canonicalAddress(text)
      if (address === undefined) throw new ConfigurationError(`allowedAddresses: "${text}" is no IP address.`)
      return address
    }),
  )
}
