import { ConfigurationError, invalid } from './errors.ts'
import type { ClientOptions, RequestOptions } from './options.ts'
import { createRedact, type Redact } from './redact.ts'

/** A client's settings, checked and complete. */
export interface Config {
  /** Without a slash at its end. */
  baseUrl: string
  origin: string
  accessKey: string
  secretKey: string
  /** The value of the Authorization header. */
  authorization: string
  redact: Redact
  limits: Limits
  backoff: { base: number; max: number }
  maxResponseBytes: number
  headers: Readonly<Record<string, string>>
}

/** What bounds one call; times in milliseconds. */
export interface Limits {
  timeout: number
  deadline: number
  retries: number
}

/** Completes and checks the options of a client. */
export function resolveConfig(options: ClientOptions): Config {
  const accessKey = credential(options, 'accessKey', 'FR_ACCESS_KEY')
  const secretKey = credential(options, 'secretKey', 'FR_SECRET_KEY')
  // The colon is what separates the two in the header.
  if (accessKey.includes(':'))
    throw new ConfigurationError('The access key (accessKey) must not have a colon.')
  const authorization = basic(accessKey, secretKey)
  const baseUrl = resolveBaseUrl(options)
  const { base = 500, max = 8_000 } = options.backoff ?? {}
  const { maxResponseBytes = 32 * 1024 * 1024 } = options
  try {
    return {
      baseUrl: (baseUrl.origin + baseUrl.pathname).replace(/\/+$/, ''),
      origin: baseUrl.origin,
      accessKey,
      secretKey,
      authorization,
      // Also as it stands in the text of a JSON document.
      redact: createRedact([authorization.slice(6), secretKey, JSON.stringify(secretKey).slice(1, -1)]),
      limits: resolveLimits({ timeout: 30_000, deadline: 120_000, retries: 2 }, options),
      backoff: { base: checked('backoff.base', base), max: checked('backoff.max', max) },
      maxResponseBytes: checked('maxResponseBytes', maxResponseBytes),
      headers: checkHeaders(options.headers),
    }
  } catch (error) {
    throw new ConfigurationError((error as Error).message)
  }
}

/** The limits of one call: the client's, with what the call says itself. */
export function resolveLimits(defaults: Limits, options: RequestOptions): Limits {
  const { timeout = defaults.timeout, deadline = defaults.deadline, retries = defaults.retries } = options
  if (!Number.isSafeInteger(retries)) throw invalid('retries', 'must be a whole number')
  return {
    timeout: checked('timeout', timeout),
    deadline: checked('deadline', deadline),
    retries: checked('retries', retries),
  }
}

function checked(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value
  throw invalid(name, 'must be a number, not below 0')
}

/** Headers as the caller gave them, with lower-case names. */
export function checkHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // Not one word about the value: it may be a secret of the caller's.
    const field = `headers.${name}`
    const lowerCase = name.toLowerCase()
    if (lowerCase === 'authorization') throw invalid(field, 'is set by the client')
    try {
      new Headers([[name, value]])
    } catch {
      throw invalid(field, 'is not a valid header')
    }
    checked[lowerCase] = value
  }
  return checked
}

function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  try {
    return process?.env?.[name] || undefined
  } catch {
    return undefined // Deno without the permission to read the environment
  }
}

function credential(options: ClientOptions, option: 'accessKey' | 'secretKey', variable: string): string {
  const found = options[option] ?? environment(variable)
  if (typeof found === 'string' && found.trim() !== '') return found
  throw new ConfigurationError(
    `Flowroute credentials are missing: set the option ${option} or the environment variable ${variable}.`,
  )
}

function resolveBaseUrl({ baseUrl, allowInsecureHttp }: ClientOptions): URL {
  const text = baseUrl ?? environment('FR_BASE_URL') ?? 'https://api.flowroute.com'
  const complain = (problem: string): never => {
    throw new ConfigurationError(`The base URL (baseUrl, FR_BASE_URL) must ${problem}.`)
  }
  const url = URL.canParse(text) && new URL(text)
  if (!url || !/^https?:/.test(url.protocol) || url.username + url.password + url.search + url.hash) {
    return complain('be an absolute http or https URL without credentials, query or fragment')
  }
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback && allowInsecureHttp !== true) {
    return complain('be https, or the credentials go unencrypted; allowInsecureHttp is for trusted networks')
  }
  return url
}

/** The value of an HTTP Basic Authorization header. */
export function basic(user: string, password: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`
}
