import { parseTime } from '@flowroute/core/resource'
import type { Payload } from './events.ts'
import { isObject, notWebhook, property } from './json.ts'

/** How often a resource may be wrapped in `data`; once is JSON:API, twice was seen. */
const maxWrappers = 10
/** Flowroute's ids have 37 characters. */
const maxIdLength = 256

/** The resource that a document is about. */
export interface Resource {
  /** Undefined if it has none. */
  id: string | undefined
  /** Empty if it has none. */
  type: string
  attributes: Attributes
  /** Whether it has `attributes` of its own; in the flat form the resource itself holds them. */
  hasAttributes: boolean
  /** `timestamp` of the resource, beside its attributes. */
  timestamp: Date | undefined
  /** Identifiers in `relationships.media`; undefined if there is no such list. */
  mediaIdentifiers: unknown[] | undefined
  included: unknown[]
}

/**
 * Reads a JSON:API document, or the flat form of older accounts: the presence of `data` tells them apart. Ids do not:
 * both kinds of id come in both forms.
 */
export function readDocument(document: Payload): Resource {
  const { resource, included } = unwrapData(document)
  const attributes = property(resource, 'attributes')
  const type = property(resource, 'type')
  const holder = isObject(attributes) ? attributes : resource
  const media = property(property(property(resource, 'relationships'), 'media'), 'data')
  return {
    id: readId(property(resource, 'id')) ?? readId(property(holder, 'id')),
    type: typeof type === 'string' ? type : '',
    attributes: new Attributes(holder),
    hasAttributes: isObject(attributes),
    timestamp: new Attributes(resource).time('timestamp'),
    mediaIdentifiers: Array.isArray(media) ? media : undefined,
    included,
  }
}

function unwrapData(document: Payload): { resource: Payload; included: unknown[] } {
  let resource = document
  const included: unknown[] = []
  for (let depth = 0; depth < maxWrappers; depth++) {
    const items = property(resource, 'included')
    // Not spread into `push`: a very long array would not fit on the stack.
    if (Array.isArray(items)) for (const item of items) included.push(item)
    const inner = property(resource, 'data')
    if (inner === undefined || isResource(resource, inner)) break
    if (!isObject(inner)) throw notWebhook(Array.isArray(inner) ? 'is an array' : 'is not an object', 'data')
    resource = inner
  }
  return { resource, included }
}

/** Whether an object is the resource itself, although it has a member `data`: an attribute of an unknown event. */
function isResource(object: Payload, data: unknown): boolean {
  if (property(object, 'id') === undefined) return false
  return (
    isObject(property(object, 'attributes')) ||
    !['attributes', 'data', 'from'].some((name) => property(data, name) !== undefined)
  )
}

function readId(id: unknown): string | undefined {
  if (typeof id === 'number' && !Number.isSafeInteger(id)) {
    // Rounded, it would be the same as its neighbours.
    throw notWebhook('is a number that JSON cannot carry exactly', 'id')
  }
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number')
    throw notWebhook('is not text', 'id')
  const text = String(id ?? '').trim()
  if (text.length > maxIdLength) throw notWebhook(`is longer than ${maxIdLength} characters`, 'id')
  return text === '' ? undefined : text
}

/**
 * Reads attributes in whatever type they came: numbers as text, text as numbers. What cannot be read is undefined:
 * refusing a message for its price would lose the message.
 */
export class Attributes {
  readonly #values: unknown

  constructor(values: unknown) {
    this.#values = values
  }

  has(name: string): boolean {
    return property(this.#values, name) !== undefined
  }

  text(name: string): string | undefined {
    const value = property(this.#values, name)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }

  /** Text that is not blank, without the space around it. */
  nonBlank(name: string): string | undefined {
    const text = this.text(name)?.trim()
    return text === '' ? undefined : text
  }

  /** A phone number, written as the API writes it: without the `+` that some webhooks have. */
  phoneNumber(name: string): string | undefined {
    const value = property(this.#values, name)
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0)) return undefined
    return this.nonBlank(name)?.replace(/^\+(?=\d+$)/, '')
  }

  object(name: string): Payload | undefined {
    const value = property(this.#values, name)
    return isObject(value) ? value : undefined
  }

  number(name: string): number | undefined {
    const value = property(this.#values, name)
    const isNumeric = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    const number = isNumeric ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined
  }

  boolean(name: string): boolean | undefined {
    const value = property(this.#values, name)
    if (typeof value === 'boolean') return value
    // Longer text is neither, and is not worth a copy in lower case.
    const word = typeof value === 'string' && value.length <= 5 ? value.toLowerCase() : undefined
    return word === 'true' ? true : word === 'false' ? false : undefined
  }

  time(name: string): Date | undefined {
    const text = this.text(name)
    return text === undefined ? undefined : parseTime(text)
  }
}
