import { ConfigurationError, invalid } from '../errors/errors.ts'
import { createRedact, type Redact } from '../errors/redact.ts'
import { checkNames } from '../inputs/known-names.ts'
import { isPlain } from '../json-api/objects.ts'
import { basicAuthorization } from './authorization.ts'
import { environment } from './environment.ts'
import type { ClientOptions, RequestOptions } from './options.ts'

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

/** The limits of one call; times in milliseconds. */
export interface Limits {
  timeout: number
  deadline: number
  retries: number
}

/** The type of each option. */
const limits = { timeout: 'number', deadline: 'number', retries: 'number', headers: 'object' }
const requestOptions = { ...limits, signal: 'object' }
const clientOptions = {
  ...limits,
  maxResponseBytes: 'number',
  accessKey: 'string',
  secretKey: 'string',
  baseUrl: 'string',
  allowInsecureHttp: 'boolean',
  strict: 'boolean',
  backoff: 'object',
  middleware: 'object',
  logger: 'object',
  onSchemaIssue: 'function',
  fetch: 'function',
  transport: 'function',
}
/** What other libraries call these options. */
const meant = { apiKey: 'accessKey', maxRetries: 'retries', abortSignal: 'signal' }

/** Refuses options that are not known, or not of the type they must have. */
function checkOptions(options: object, types: Readonly<Record<string, string>>): void {
  checkNames(options, Object.keys(types), meant)
  for (const [name, value] of Object.entries(options)) {
    const type = types[name]
    if (value !== undefined && (value === null || typeof value !== type))
      throw invalid(name, `must be of type ${type}`)
  }
}

/** Completes and checks the options of a client. */
export function resolveConfig(options: ClientOptions): Config {
  try {
    checkOptions(options, clientOptions)
    checkFunctions(options)
    const accessKey = credential(options, 'accessKey', 'FR_ACCESS_KEY')
    const secretKey = credential(options, 'secretKey', 'FR_SECRET_KEY')
    // The colon is what separates the two in the header.
    if (accessKey.includes(':')) throw invalid('accessKey', 'must not contain a colon')
    const authorization = basicAuthorization(accessKey, secretKey)
    const baseUrl = resolveBaseUrl(options)
    const { base = 500, max = 8_000 } = options.backoff ?? {}
    const { maxResponseBytes = 32 * 1024 * 1024 } = options
    return {
      baseUrl: (baseUrl.origin + baseUrl.pathname).replace(/\/+$/, ''),
      origin: baseUrl.origin,
      accessKey,
      secretKey,
      authorization,
      // The key also as it is written in a JSON document.
      redact: createRedact([authorization.slice(6), secretKey, JSON.stringify(secretKey).slice(1, -1)]),
      limits: resolveLimits({ timeout: 30_000, deadline: 120_000, retries: 2 }, options),
      backoff: { base: notNegative('backoff.base', base), max: notNegative('backoff.max', max) },
      maxResponseBytes: notNegative('maxResponseBytes', maxResponseBytes),
      headers: checkHeaders(options.headers),
    }
  } catch (error) {
    throw error instanceof ConfigurationError ? error : new ConfigurationError((error as Error).message)
  }
}

/** Checks what the types of the options do not tell. */
function checkFunctions({ middleware = [], logger, fetch, transport }: ClientOptions): void {
  const areFunctions = (values: readonly unknown[]): boolean =>
    values.every((value) => typeof value === 'function')
  if (!Array.isArray(middleware) || !areFunctions(middleware))
    throw invalid('middleware', 'must be a list of functions')
  if (logger && !areFunctions([logger.debug, logger.warn]))
    throw invalid('logger', 'must have debug and warn')
  if (fetch && transport) throw invalid('transport', 'must not be given with fetch')
}

/**
 * Checks the options of one call.
 *
 * @throws {InvalidInputError} an option is not known or has the wrong type
 */
export function checkRequestOptions(options: RequestOptions): void {
  checkOptions(options, requestOptions)
  const { signal } = options
  // Not `instanceof`: test environments such as jsdom have a class of their own.
  if (signal && typeof signal.addEventListener !== 'function')
    throw invalid('signal', 'must be an AbortSignal')
}

/** The limits of one call: its own, and for the rest the client's. */
export function resolveLimits(defaults: Limits, options: RequestOptions): Limits {
  const { timeout = defaults.timeout, deadline = defaults.deadline, retries = defaults.retries } = options
  if (!Number.isSafeInteger(retries)) throw invalid('retries', 'must be an integer')
  return {
    timeout: notNegative('timeout', timeout),
    deadline: notNegative('deadline', deadline),
    retries: notNegative('retries', retries),
  }
}

function notNegative(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value
  throw invalid(name, 'must not be negative')
}

/** Headers as the caller gave them, with lower-case names. */
export function checkHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  // The entries of a Headers or a Map are not its properties, and would be lost without a word.
  if (!isPlain(headers)) throw invalid('headers', 'must be a plain object')
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // The value is never in the message: it may be a secret of the caller's.
    const field = `headers.${name}`
    const lowerCase = name.toLowerCase()
    if (/^(authorization|content-length)$/.test(lowerCase)) throw invalid(field, 'is set by the client')
    if (typeof value !== 'string' || !isHeader(name, value)) throw invalid(field, 'is not a valid header')
    checked[lowerCase] = value
  }
  return checked
}

function credential(options: ClientOptions, option: 'accessKey' | 'secretKey', variable: string): string {
  const found = options[option] ?? environment(variable)
  if (found !== undefined && found.trim() !== '') return found
  throw new ConfigurationError(
    `Flowroute credentials are missing: set the option ${option} or the environment variable ${variable}.`,
  )
}

function resolveBaseUrl({ baseUrl, allowInsecureHttp }: ClientOptions): URL {
  const text = baseUrl ?? environment('FR_BASE_URL') ?? 'https://api.flowroute.com'
  const refuse = (problem: string): never => {
    throw new ConfigurationError(`The base URL (baseUrl, FR_BASE_URL) must ${problem}.`)
  }
  const url = URL.canParse(text) && new URL(text)
  if (!url || !/^https?:/.test(url.protocol) || url.username + url.password + url.search + url.hash) {
    return refuse('be an absolute http or https URL without credentials, query or fragment')
  }
  const isLoopback = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback && allowInsecureHttp !== true) {
    return refuse(
      'be https, or the credentials travel unencrypted; allowInsecureHttp is for trusted networks',
    )
  }
  return url
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]])
    return true
  } catch {
    return false
  }
}
