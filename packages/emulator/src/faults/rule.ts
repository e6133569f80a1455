/**
 * An HTTP method that a fault can be limited to.
 *
 * @example const method: FaultMethod = 'POST'
 */
export type FaultMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/**
 * On which side of the request's effect a fault strikes: `before`, the request is read and nothing is done;
 * `after`, what was asked for was done, and the caller cannot tell.
 *
 * @example const when: FaultMoment = 'after' // done, and the caller cannot tell
 */
export type FaultMoment = 'before' | 'after'

/**
 * The answer waits, on the machine's time and not on the emulator's clock.
 *
 * @example emulator.faults.add({ fault: { kind: 'latency', milliseconds: 200 } })
 */
export interface LatencyFault {
  kind: 'latency'
  /** From 0 to 2147483647. */
  milliseconds: number
  /** Whether it waits before or after the request takes effect. @default 'before' */
  when?: FaultMoment | undefined
}

/**
 * A message is sent, and its record found later: until then it is in no listing, and a 404 by its id. Its receipts and
 * webhooks come as ever. Only requests that send messages meet it.
 *
 * @example emulator.faults.add({ times: 1, fault: { kind: 'late-record', milliseconds: 60_000 } })
 */
export interface LateRecordFault {
  kind: 'late-record'
  /** On the emulator's clock, from 0 to 8640000000 (100 days). */
  milliseconds: number
}

/**
 * The request is read, and takes effect later on the emulator's clock, even if the client has gone away by then: what a
 * queue before the service does. A reset of the emulator drops it, and a snapshot does not have it.
 *
 * @example
 * // The client is cut off at once; six seconds later the message is sent.
 * const fault: Fault['fault'] = { kind: 'late-effect', milliseconds: 6_000, answer: 'none' }
 * emulator.faults.add({ method: 'POST', path: '/v2.2/messages', times: 1, fault })
 * // … the program under test sends, and gets no answer
 * emulator.clock.advance(6_000)
 * await emulator.settled() // it was sent
 */
export interface LateEffectFault {
  kind: 'late-effect'
  /** On the emulator's clock, from 0 to 8640000000 (100 days). */
  milliseconds: number
  /** `late`: the answer comes when it is done. `none`: the connection is reset at once. @default 'late' */
  answer?: 'late' | 'none' | undefined
}

/**
 * An answer of that status.
 *
 * @example emulator.faults.add({ times: 1, fault: { kind: 'status', status: 429, retryAfter: 2 } })
 */
export interface StatusFault {
  kind: 'status'
  /** From 200 to 599. */
  status: number
  /** The header of that name: whole seconds, or a text such as an HTTP date. @default no such header */
  retryAfter?: number | string | undefined
  /** @default from 400 on the error document of that status, below no body */
  body?: string | undefined
  /** Of `body`. @default 'application/vnd.api+json' */
  contentType?: string | undefined
  /** @default 'before' */
  when?: FaultMoment | undefined
}

/**
 * A status of 200 with a page of HTML, as a proxy or a captive portal gives.
 *
 * @example emulator.faults.add({ path: '/v2/**', fault: { kind: 'html' } })
 */
export interface HtmlFault {
  kind: 'html'
  /** @default 'before' */
  when?: FaultMoment | undefined
}

/**
 * A status of 200 and a body of no bytes.
 *
 * @example emulator.faults.add({ times: 1, fault: { kind: 'empty', when: 'after' } })
 */
export interface EmptyFault {
  kind: 'empty'
  /** @default 'before' */
  when?: FaultMoment | undefined
}

/**
 * The request takes effect, and the JSON of its answer is cut in the middle. The content length is that of the
 * cut text, so that nothing but the JSON is broken. An answer without a body goes out as it is.
 *
 * @example emulator.faults.add({ method: 'GET', fault: { kind: 'truncated' } })
 */
export interface TruncatedFault {
  kind: 'truncated'
}

/**
 * The request takes effect, its headers and half of its body are sent, and then nothing more, until the client
 * gives up or the emulator is reset or closed. Of an answer without a body nothing is sent at all.
 *
 * @example emulator.faults.add({ path: '/v2/numbers', fault: { kind: 'stall' } })
 */
export interface StallFault {
  kind: 'stall'
}

/**
 * The connection is reset. `before`: the request was read and nothing done. `during`: it took effect, and the
 * headers and half of the body were sent. `after`: it took effect, and no byte of the answer was sent; so it is
 * for `during` too when the answer has no body.
 *
 * @example emulator.faults.add({ method: 'POST', times: 1, fault: { kind: 'reset', when: 'after' } })
 */
export interface ResetFault {
  kind: 'reset'
  when: 'before' | 'during' | 'after'
}

/**
 * A listing whose `links.next` is wrong; only GET requests meet it, and answers that are no listings with links
 * go out as they are.
 *
 * `missing`: the link is left out, so that the listing seems to end. `duplicate`: the service repeats itself.
 * Whatever the offset, the answer is the first page with a next link, which leads to the first page again.
 *
 * @example emulator.faults.add({ path: '/v2/numbers', fault: { kind: 'next-link', mode: 'duplicate' } })
 */
export interface NextLinkFault {
  kind: 'next-link'
  mode: 'duplicate' | 'missing'
}

/**
 * What goes wrong.
 *
 * @example const fault: FaultEffect = { kind: 'status', status: 503 }
 */
export type FaultEffect =
  | LatencyFault
  | LateRecordFault
  | LateEffectFault
  | StatusFault
  | HtmlFault
  | EmptyFault
  | TruncatedFault
  | StallFault
  | ResetFault
  | NextLinkFault

/**
 * Which requests meet a fault, how often, and what it is.
 *
 * Of several rules that fit a request the first one counts, in the order in which they were added, that has
 * times left and is drawn. After a rule of the kind `latency`, `late-record` or `late-effect` the search goes on for
 * one of another kind, so that an answer can be late and wrong. Only requests with the right credentials meet faults, and none below
 * `/__emulator`.
 *
 * @example
 * // The next purchase is made, and its answer lost.
 * emulator.faults.add({
 *   method: 'POST',
 *   path: '/v2/numbers/*',
 *   times: 1,
 *   fault: { kind: 'reset', when: 'after' },
 * })
 * @example
 * // One request in ten is refused, the same ones for the same seed and calls.
 * emulator.faults.add({ probability: 0.1, fault: { kind: 'status', status: 503, retryAfter: 1 } })
 */
export interface FaultRule {
  /** @default any method */
  method?: FaultMethod | undefined
  /**
   * A path from its first slash, without a query: in it `*` stands for one segment, `**` at the end for
   * whatever follows, nothing included. A slash at the end does not matter.
   *
   * @default any path
   */
  path?: string | undefined
  /** How many requests meet it, from 1. @default no limit */
  times?: number | undefined
  /**
   * From 0 to 1: how likely a request that fits meets it, drawn from the emulator's seed. With `times` too, at
   * most that many of those that are drawn.
   *
   * @default 1
   */
  probability?: number | undefined
  /** What goes wrong. */
  fault: FaultEffect
}

/**
 * A rule that was added, and what came of it so far.
 *
 * @example for (const { id, hits, remaining } of emulator.faults.list()) console.log(id, hits, remaining)
 */
export interface Fault extends FaultRule {
  readonly id: string
  /** How many requests have met it. */
  readonly hits: number
  /** How many more will; null when there is no limit. */
  readonly remaining: number | null
}

/**
 * What goes wrong between the emulator and its callers, in this process as over a socket.
 *
 * @example
 * const id = emulator.faults.add({ times: 2, fault: { kind: 'status', status: 500 } })
 * // … two requests fail
 * emulator.faults.remove(id)
 */
export interface FaultControl {
  /**
   * Adds a rule after those that are there; gives its id.
   *
   * @throws {TypeError} a member has the wrong type, or is not known
   * @throws {RangeError} a member has a value that it cannot have
   */
  add(rule: FaultRule): string
  /** The rules in the order in which they were added, used up ones too. */
  list(): Fault[]
  /**
   * Takes a rule away.
   *
   * @throws {RangeError} there is no such rule
   */
  remove(id: string): void
  /** Takes all rules away. */
  clear(): void
}
