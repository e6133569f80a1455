import process from 'node:process'

/**
 * Where an emulator listens and what it wants to be shown. An `EmulatorServer` will do as it is.
 *
 * @example const options: EmulatorControlOptions = { url: 'http://127.0.0.1:4010' }
 */
export interface EmulatorControlOptions {
  /** An absolute http or https URL. @default FR_BASE_URL, then 'http://127.0.0.1:4010' */
  url?: string | undefined
  /** The HTTP Basic user. @default FR_ACCESS_KEY, then '12345678' */
  accessKey?: string | undefined
  /** The HTTP Basic password. @default FR_SECRET_KEY, then '0123456789abcdef0123456789abcdef' */
  secretKey?: string | undefined
  /** Makes the requests. @default the global `fetch` */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined
}

/** An emulator's address, checked, and how to talk to it. */
export interface Settings {
  /** Without a slash at its end. */
  url: string
  authorization: string
  /** What must be seen nowhere. */
  secrets: readonly string[]
  fetch: NonNullable<EmulatorControlOptions['fetch']>
}

/** @throws {TypeError} an option is not what it has to be */
export function readSettings(options: EmulatorControlOptions): Settings {
  const url = readUrl(options.url ?? variable('FR_BASE_URL') ?? 'http://127.0.0.1:4010')
  const accessKey = options.accessKey ?? variable('FR_ACCESS_KEY') ?? '12345678'
  const secretKey = options.secretKey ?? variable('FR_SECRET_KEY') ?? '0123456789abcdef0123456789abcdef'
  if (typeof accessKey !== 'string' || !/^[^:]+$/s.test(accessKey)) {
    throw new TypeError('accessKey must be a text that is not empty and has no colon')
  }
  if (typeof secretKey !== 'string' || secretKey === '') {
    throw new TypeError('secretKey must be a text that is not empty')
  }
  const { fetch = (...call) => globalThis.fetch(...call) } = options
  if (typeof fetch !== 'function') throw new TypeError('fetch must be a function')
  const token = Buffer.from(`${accessKey}:${secretKey}`).toString('base64')
  return { url, authorization: `Basic ${token}`, secrets: [token, secretKey], fetch }
}

/** An empty variable is as good as none. */
function variable(name: string): string | undefined {
  return process.env[name] || undefined
}

function readUrl(text: string): string {
  const refuse = (problem: string): never => {
    throw new TypeError(`url (or the variable FR_BASE_URL) ${problem}`)
  }
  if (typeof text !== 'string' || !URL.canParse(text)) return refuse('must be an absolute URL')
  const { protocol, hostname, username, password, search, hash, origin, pathname } = new URL(text)
  if (protocol !== 'http:' && protocol !== 'https:') return refuse('must be http or https')
  if (username !== '' || password !== '') return refuse('must not contain credentials')
  if (search !== '' || hash !== '') return refuse('must not have a query or a fragment')
  if (/(^|\.)flowroute\.com\.?$/.test(hostname)) {
    return refuse(`is ${origin}, the real service; only an emulator can be controlled`)
  }
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
