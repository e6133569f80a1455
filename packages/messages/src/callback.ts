import type { Decoder } from '@flowroute/core'
import { bareEntity } from '@flowroute/core/resource'
import type { Callback } from './entities.ts'
import { callbackSchema } from './schemas.ts'

/** Reads a callback, which is a resource without an id; one without a URL is none. */
export const callback: Decoder<Callback | undefined> = (document, context) => {
  const { data } = Object(document) as { data?: { attributes?: unknown } }
  const attributes = data?.attributes
  if (attributes === undefined) return context.fail('it has no callback')
  const { id: _id, ...found } = bareEntity(callbackSchema, '')(attributes, context) as Partial<Callback> & {
    id?: unknown
  }
  return found.callbackUrl ? (found as Callback) : undefined
}
