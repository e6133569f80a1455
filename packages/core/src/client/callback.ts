import * as v from 'valibot'
import { NotFoundError } from '../errors/api-error.ts'
import type { Path } from '../inputs/path.ts'
import { bareEntity } from '../json-api/bare.ts'
import type { Decoder } from '../json-api/decoder.ts'
import { textOrNumber } from '../schemas/fields.ts'
import type { Client } from './client.ts'
import type { RequestOptions } from './options.ts'

/**
 * A callback of the account, or of one of its numbers.
 *
 * @example const callback: Callback | undefined = await messages.getCallback('sms_callback')
 * @see https://developer.flowroute.com/api/messages/v2.1/look-up-callback-details-for-account
 */
export interface Callback {
  /** The URL that Flowroute posts to. */
  callbackUrl: string
  /** Version of the API whose form the posts have, such as `2.1`. */
  apiVersion?: string | undefined
  /** What it is for, such as `dlr`. */
  product?: string | undefined
}

/**
 * Requests a callback; undefined when none is set, which a 404 says as well.
 *
 * @param spec where it is, or a function that returns that: what it throws rejects the call
 * @example getCallback(client, () => ({ path: path`/v2.1/messages/sms_callback` }), request)
 */
export async function getCallback(
  client: Client,
  spec: () => { path: Path },
  request?: RequestOptions,
): Promise<Callback | undefined> {
  try {
    return await client.request(() => ({ ...spec(), decode }), request)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

const callbackSchema = () =>
  v.looseObject({
    callbackUrl: v.nullish(v.string()),
    apiVersion: v.optional(textOrNumber()),
    product: v.optional(v.string()),
  })

/** Reads a callback, which is a resource without an id; one without a URL is none. */
const decode: Decoder<Callback | undefined> = (document, context) => {
  const { data } = Object(document) as { data?: { attributes?: unknown } }
  const attributes = data?.attributes
  if (attributes === undefined) return context.fail('it has no callback')
  const { id: _id, ...found } = bareEntity(callbackSchema(), '')(attributes, context) as Partial<Callback> & {
    id?: unknown
  }
  return found.callbackUrl ? (found as Callback) : undefined
}
