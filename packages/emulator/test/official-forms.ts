import { expect } from 'vitest'
import type { Sent } from './support.ts'

// What an official SDK's request is made of, and how a case says what it must come to.

export interface Case {
  method: string
  /** What is in braces is filled in from {@link Ids}. */
  path: string
  sent?: Sent
  status: number
  /** What the answer's data must be like to show that the request was understood. */
  data?: (ids: Ids) => unknown
}

/** What there is in the world that a case runs in. */
export interface Ids {
  /** A number of the account. */
  n: string
  /** A number for sale. */
  sale: string
  /** A route. */
  r: string
  /** A message that was sent. */
  m: string
  /** An emergency address that no number has. */
  e: string
  /** An approved caller name that no number has. */
  c: string
}

export const json = 'application/json'
export const jsonUtf8 = 'application/json; charset=utf-8'
export const vnd = 'application/vnd.api+json'
export const vndUtf8 = 'application/vnd.api+json; charset=utf-8'

const common = { 'user-agent': 'Flowroute SDK v3.0', connection: 'keep-alive' }

/** A request with a body, its Accept and Content-Type as given; null is no such header. */
export function body(raw: string | object, accept: string | null, contentType: string | null): Sent {
  return {
    raw: typeof raw === 'string' ? raw : JSON.stringify(raw),
    headers: {
      ...common,
      ...(accept === null ? {} : { accept }),
      ...(contentType === null ? {} : { 'content-type': contentType }),
    },
  }
}

export const accepts = (accept: string | null): Sent => ({
  headers: { ...common, ...(accept === null ? {} : { accept }) },
})

/** A request that could have a body and has none. */
export const bodiless = (accept: string): Sent => ({ headers: { ...common, accept, 'content-length': '0' } })

/** Data that has at least these members. */
export const like = (sample: object): unknown => expect.objectContaining(sample)
