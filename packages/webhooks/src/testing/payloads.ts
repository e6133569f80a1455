import { checkNames } from '../check-names.ts'
import type { Payload } from '../events.ts'

/**
 * The form of a payload: `modern` is JSON:API (v2.1 and v2.2), `flat` is what older accounts get.
 *
 * @example inboundSms({ form: 'flat' satisfies PayloadForm })
 */
export type PayloadForm = 'modern' | 'flat'

let count = 0

/** A different id each time, and the same ids in each run. */
export function nextId(prefix: string): string {
  count += 1
  return prefix + count.toString(16).padStart(32, '0')
}

/** A time of whole seconds, with the suffix of the kind of payload: `Z`, `.00Z`, `+00:00`. */
export const formatTime = (date: Date, suffix: string): string => date.toISOString().slice(0, 19) + suffix

/** 0 for ASCII, 8 for UCS-2. */
export const messageEncoding = (text: string): 0 | 8 => (/^\p{ASCII}*$/u.test(text) ? 0 : 8)

/** Options with their defaults; an option without a default may still be undefined. */
type Completed<Options, Defaults> = Defaults & {
  [K in keyof Options & keyof Defaults]: Defaults[K] extends undefined
    ? Options[K]
    : Exclude<Options[K], undefined>
}

/**
 * Completes options with their defaults. An option that is given as undefined counts as omitted.
 *
 * @param defaults has every option that is known; undefined where the default is worked out elsewhere
 * @throws {ConfigurationError} an option is unknown
 */
export function withDefaults<Options extends object, Defaults extends Record<keyof Options, unknown>>(
  options: Options,
  defaults: Defaults,
): Completed<Options, Defaults> {
  checkNames(options, Object.keys(defaults))
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(given) } as Completed<Options, Defaults>
}

/**
 * A request as Flowroute sends it.
 *
 * @param payload what to post, such as `inboundSms()`
 * @param url your webhook's URL, with its secret if it has one
 * @example const response = await handler(webhookRequest(inboundSms(), 'https://example.com/flowroute?secret=…'))
 */
export function webhookRequest(payload: Payload, url = 'https://example.com/flowroute'): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' },
    body: JSON.stringify(payload),
  })
}
