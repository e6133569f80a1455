import type { Payload } from './events.ts'
import { isObject, notWebhook, property } from './json.ts'

/** Bytes, text within text, a gateway's wrapper, in any order; each is one layer. */
const maxLayers = 8

/** Properties of Flowroute's own documents; a gateway's wrapper has none of them. */
const ownProperties = ['data', 'id', 'type', 'attributes', 'from', 'to']

/**
 * The document in a request's body: bytes or text with JSON, a value that is parsed already, JSON text within JSON text,
 * or the `{ "body": "<JSON text>" }` of an API gateway.
 *
 * @throws {InvalidInputError} there is no JSON object in it
 */
export function unwrapDocument(body: unknown): Payload {
  let value = body
  for (let layer = 0; layer < maxLayers; layer++) {
    if (isBytes(value)) value = decodeText(value)
    else if (typeof value === 'string') value = parseJson(value)
    else if (isGatewayWrapper(value)) value = gatewayBody(value)
    else break
  }
  if (value === undefined || value === null) throw notWebhook('is empty')
  if (Array.isArray(value)) throw notWebhook('is an array, not an object')
  if (!isObject(value)) throw notWebhook(`is a ${typeof value}, not an object`)
  if (isEmpty(value)) throw notWebhook('is an empty object')
  return value
}

function isBytes(value: unknown): value is ArrayBufferView | ArrayBuffer {
  // By tag: an ArrayBuffer of another realm, such as a test runner's, is not an instance of this one's class.
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

/** A malformed byte costs one character, not the message. */
const decodeText = (bytes: AllowSharedBufferSource): string => new TextDecoder().decode(bytes)

function parseJson(text: string): unknown {
  // This removes a byte order mark too, which JSON.parse refuses.
  const json = text.trim()
  if (json === '') throw notWebhook('is empty')
  try {
    return JSON.parse(json)
  } catch {
    // The parser's own error quotes the text.
    throw notWebhook('is not JSON')
  }
}

function isGatewayWrapper(value: unknown): value is Payload {
  const body = property(value, 'body')
  return (
    (typeof body === 'string' || isObject(body)) &&
    ownProperties.every((name) => property(value, name) === undefined)
  )
}

/** AWS API Gateway encodes what it takes for binary, and says so. */
function gatewayBody(wrapper: Payload): unknown {
  const body = property(wrapper, 'body')
  if (typeof body !== 'string' || property(wrapper, 'isBase64Encoded') !== true) return body
  try {
    return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  } catch {
    throw notWebhook('is not Base64')
  }
}

function isEmpty(value: Payload): boolean {
  for (const name in value) if (Object.hasOwn(value, name)) return false
  return true
}
