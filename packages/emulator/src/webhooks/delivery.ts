import type { BodyCapture } from '../http/body-capture.ts'
import type { LoggedBody } from '../inbox/request-log.ts'
import { maximumKept } from './post.ts'
import type { Subject } from './subject.ts'

/**
 * One POST of a webhook.
 *
 * @example
 * const attempt: DeliveryAttempt = { at: new Date('2026-01-15T17:00:00.070Z'), status: null, error: 'fetch failed' }
 */
export interface DeliveryAttempt {
  /** The moment on the emulator's clock at which it was due. */
  readonly at: Date
  /** The answer's status; null when there was none. */
  readonly status: number | null
  /** Why there was no answer. */
  readonly error?: string
  /** There when it was asked for by `resend`. */
  readonly resent?: boolean
  /** The answer's headers, and at most 4,096 characters of its body; missing when there was no answer. */
  readonly answer?: { readonly headers: Readonly<Record<string, string>>; readonly body: LoggedBody }
}

/**
 * One webhook and what came of posting it.
 *
 * @example
 * const [delivery] = emulator.deliveries()
 * expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] })
 */
export interface Delivery {
  readonly id: string
  readonly url: string
  /** The JSON document that is posted. */
  readonly payload: unknown
  /** Those made so far, the first one first. */
  readonly attempts: readonly DeliveryAttempt[]
  /** Delivered by an answer of 200; given up after the fifth attempt that was made by itself. */
  readonly state: 'pending' | 'delivered' | 'given-up'
  /** When it is tried again by itself, on the emulator's clock; missing when it is under way or not tried again. */
  readonly nextAttemptAt?: Date
}

/** A webhook to post, and what came of it. */
export interface Job {
  readonly id: string
  readonly url: string
  readonly body: string
  readonly subject: Subject
  readonly attempts: JobAttempt[]
  state: Delivery['state']
  /** Milliseconds since the epoch; undefined while none is to come. */
  nextAttemptAt: number | undefined
}

/** An attempt of which the answer's body may still be on its way. */
export interface JobAttempt extends Omit<DeliveryAttempt, 'at' | 'answer'> {
  at: number
  answer?: { headers: Record<string, string>; body: Pick<BodyCapture, 'text'> }
}

/** A delivery as it stands now. */
export function show({ id, url, body, attempts, state, nextAttemptAt }: Job): Delivery {
  return {
    id,
    url,
    payload: JSON.parse(body) as unknown,
    attempts: attempts.map(({ answer, at, ...attempt }) => ({
      at: new Date(at),
      ...attempt,
      ...(answer === undefined ? {} : { answer: { headers: answer.headers, body: bodyOf(answer.body) } }),
    })),
    state,
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: new Date(nextAttemptAt) }),
  }
}

function bodyOf({ text }: Pick<BodyCapture, 'text'>): LoggedBody {
  return { text: text.slice(0, maximumKept), truncated: text.length > maximumKept }
}
