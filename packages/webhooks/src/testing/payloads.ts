import type { Payload } from '../events.ts'

/**
 * How a payload looks: `modern` is JSON:API (v2.1 and v2.2), `flat` what older accounts get.
 *
 * @example inboundSms({ form: 'flat' satisfies PayloadForm })
 */
export type PayloadForm = 'modern' | 'flat'

let made = 0

/** Another id each time, the same ones in each run. */
export function nextId(prefix: string): string {
  made += 1
  return prefix + made.toString(16).padStart(32, '0')
}

/** A number that stands as a bare number in the payload, as in the capture; what is none stays text. */
export const bareNumber = (text: string): string | number => (/^\d{1,15}$/.test(text) ? Number(text) : text)

/** Whole seconds, with the end that the kind of payload has: `Z`, `.00Z`, `+00:00`. */
export const time = (date: Date, end: string): string => date.toISOString().slice(0, 19) + end

/** 0 for ASCII, 8 for UCS-2. */
export const encodingOf = (text: string): 0 | 8 => (/^\p{ASCII}*$/u.test(text) ? 0 : 8)

/**
 * A request as Flowroute makes it.
 *
 * @param payload what to post, such as `inboundSms()`
 * @param url where to, with the secret if your handler wants one
 * @example const response = await handler(webhookRequest(inboundSms(), 'https://example.com/flowroute?secret=…'))
 */
export function webhookRequest(payload: Payload, url = 'https://example.com/flowroute'): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/1.1' },
    body: JSON.stringify(payload),
  })
}
