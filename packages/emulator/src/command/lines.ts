import { excerpt } from '../inbox/excerpt.ts'
import type { WireCall, WireDelivery, WireMessage } from '../inbox/wire.ts'

/** A call of the API, with the reason when it was refused. */
export function callLine({ method, path, status, milliseconds, reason, error }: WireCall): string {
  const why = reason ?? error
  const call = `${method} ${path} ${status ?? 'no answer'} ${milliseconds} ms`
  return oneLine(why === undefined ? call : `${call}: ${why}`)
}

/** A message that has arrived at a number of the account. */
export function arrivalLine({ from, to, body, is_mms, media }: WireMessage): string {
  const files = media.map(({ file_name }) => `[${file_name}]`)
  const content = [...(body === null ? [] : [excerpt(body)]), ...files].join(' ')
  return oneLine(`Inbound ${is_mms ? 'MMS' : 'SMS'} from ${from} to ${to}: ${content}`)
}

/** The latest attempt at a webhook. Undefined when there was none. */
export function attemptLine({ url, about, attempts, state, nextAttempt }: WireDelivery): string | undefined {
  const last = attempts.at(-1)
  if (last === undefined) return undefined
  const outcome = last.status ?? last.error ?? 'no answer'
  const subject =
    about.to === null ? `${about.kind} ${about.id}` : `${about.kind} ${about.from} to ${about.to}`
  return oneLine(`Webhook (${subject}) to ${url}: ${result(last.status, state, nextAttempt)}, ${outcome}`)
}

function result(
  status: number | null,
  state: WireDelivery['state'],
  nextAttempt: WireDelivery['nextAttempt'],
): string {
  if (status === 200) return 'delivered'
  if (nextAttempt !== null) return `failed, next attempt at ${nextAttempt}`
  return state === 'given-up' ? 'failed, given up' : 'failed'
}

/** What came from outside must neither begin a line nor move the terminal's cursor. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
