/**
 * One POST of a webhook.
 *
 * @example { at: new Date('2026-01-15T17:00:00.070Z'), status: null, error: 'fetch failed' }
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
}

/** A webhook to post, and what came of it. */
export interface Job {
  readonly id: string
  readonly url: string
  readonly body: string
  readonly attempts: (Omit<DeliveryAttempt, 'at'> & { at: number })[]
  state: Delivery['state']
}

/** A delivery as it stands now. */
export function show({ id, url, body, attempts, state }: Job): Delivery {
  return {
    id,
    url,
    payload: JSON.parse(body) as unknown,
    attempts: attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
    state,
  }
}
