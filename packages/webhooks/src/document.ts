import { InvalidInputError } from '@flowroute/core'
import type { Payload } from './events.ts'
import { isPayload, member } from './members.ts'

/** Some gateways pass the body on as text within text. */
const textsWithinText = 3
const wrappersAtMost = 10
/** Flowroute's ids have 37 characters; what is remembered of repeats is to stay small. */
const idAtMost = 256

/** What is wrong with a payload, in a sentence that carries nothing of its content. */
export const notWebhook = (message: string, field = 'body'): InvalidInputError =>
  new InvalidInputError([{ field, message }])

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

/** The document in a body of any form. */
export function documentOf(body: unknown): Payload {
  let value = body
  if (ArrayBuffer.isView(value) || isArrayBuffer(value)) {
    // A bad byte costs one character, not the message.
    value = new TextDecoder().decode(value)
  }
  for (let depth = 0; typeof value === 'string' && depth < textsWithinText; depth++) {
    if (value.trim() === '') throw notWebhook('is empty')
    try {
      value = JSON.parse(value.replace(/^\uFEFF/, ''))
    } catch {
      // The parser's own error quotes the text.
      throw notWebhook('is not JSON')
    }
  }
  if (value === undefined || value === null) throw notWebhook('is empty')
  if (Array.isArray(value)) throw notWebhook('is a list, not an object')
  if (!isPayload(value)) throw notWebhook(`is a ${typeof value}, not an object`)
  if (Object.keys(value).length === 0) throw notWebhook('is an empty object')
  return value
}

/** What a payload is about, out of its wrappers. */
export interface Resource {
  id: string
  /** Empty if it has none. */
  type: string
  /** The resource itself, which holds the attributes in the flat form. */
  resource: Payload
  attributes: Payload
  included: unknown[]
}

/** The resource in a document, however often it is wrapped in `data`. */
export function resourceOf(document: Payload): Resource {
  let resource = document
  const included: unknown[] = []
  for (let depth = 0; depth < wrappersAtMost; depth++) {
    const beside = member(resource, 'included')
    // Not spread: a very long list would not fit on the stack.
    if (Array.isArray(beside)) for (const item of beside) included.push(item)
    const inner = member(resource, 'data')
    if ((member(resource, 'id') ?? undefined) !== undefined || inner === undefined) break
    if (!isPayload(inner)) throw notWebhook(Array.isArray(inner) ? 'is a list' : 'is not an object', 'data')
    resource = inner
  }
  const attributes = member(resource, 'attributes')
  const type = member(resource, 'type')
  const known = isPayload(attributes) ? attributes : resource
  return {
    id: identity(member(resource, 'id') ?? member(known, 'id')),
    type: typeof type === 'string' ? type : '',
    resource,
    attributes: known,
    included,
  }
}

function identity(id: unknown): string {
  if (id === undefined || id === null || id === '') throw notWebhook('is missing', 'id')
  if (typeof id !== 'string' && typeof id !== 'number') throw notWebhook('is not text', 'id')
  const text = String(id).trim()
  if (text === '') throw notWebhook('is blank', 'id')
  if (text.length > idAtMost) throw notWebhook(`is longer than ${idAtMost} characters`, 'id')
  return text
}
