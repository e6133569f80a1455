import { Problem, unprocessable } from '../problem.ts'
import { type BodyOptions, readBody } from './body.ts'

/** Named values that a caller sent, not yet checked. */
export type Fields = Readonly<Record<string, unknown>>

interface DocumentOptions extends BodyOptions {
  /** The JSON:API type that the document has to have if it names one. */
  type?: string
  /** Another name of that type, which an official client sends. */
  otherType?: string
  /** Whether a request without a body will do. */
  optional?: boolean
}

/**
 * The attributes that a request sends, in any of the forms that the official clients use: the JSON:API
 * envelope, the envelope without a type, or flat.
 */
export async function readAttributes(request: Request, options: DocumentOptions): Promise<Fields> {
  const { resource, enveloped } = await readResource(request, options)
  if (!enveloped) return resource
  const attributes = resource['attributes'] ?? {}
  if (!isObject(attributes)) throw unprocessable('data.attributes must be an object.')
  return attributes
}

/** The id of the resource that a request points to: `{"data":{"type","id"}}`, `{"type","id"}` or `{"id"}`. */
export async function readResourceId(request: Request, type: string): Promise<string> {
  const { id } = (await readResource(request, { type })).resource
  if (typeof id === 'string' && id !== '') return id
  if (Number.isSafeInteger(id)) return String(id)
  throw unprocessable(`id is required: the id of a ${type}, as a string.`)
}

async function readResource(
  request: Request,
  { type, otherType, optional = false, ...bodyOptions }: DocumentOptions,
): Promise<{ resource: Fields; enveloped: boolean }> {
  const body = await readBody(request, bodyOptions)
  if (body === undefined && optional) return { resource: {}, enveloped: false }
  if (body === undefined) throw new Problem(400, 'A request body is required.')
  if (!isObject(body)) throw unprocessable('The request body must be a JSON object.')
  const enveloped = 'data' in body
  const resource = enveloped ? body['data'] : body
  if (!isObject(resource)) throw unprocessable('data must be an object.')
  const given = resource['type'] ?? type
  if (type !== undefined && given !== type && given !== otherType)
    throw unprocessable(`type must be "${type}".`)
  return { resource, enveloped }
}

/** Whether it is an object and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
