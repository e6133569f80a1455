import { ConfigurationError, InvalidInputError } from '@flowroute/core'
import * as v from 'valibot'
import { messageSchema } from './schemas.ts'

/** The attributes of a record of v2.0, under the names that newer versions give them. */
function asNewer(record: unknown): object {
  const {
    type: _type,
    hasMms,
    isMms = hasMms,
    callbackUrl,
    messageType,
    // It has neither a status nor receipts.
    status = '',
    ...others
  } = Object(record)
  return {
    ...others,
    isMms,
    status,
    messageType: messageType === 'long-code' ? 'longcode' : messageType,
    ...(callbackUrl !== undefined && { messageCallbackUrl: callbackUrl }),
  }
}

/** The record of a message as v2.0 shows it. */
export const oldMessageSchema = v.pipe(v.unknown(), v.transform(asNewer), messageSchema)

/** A message to send, as v2.0 takes it; what only newer versions can send is refused. */
export function oldDocument(message: {
  to: string
  from: string
  body?: string | undefined
  mediaUrls: readonly string[]
  isMms?: boolean | undefined
  dlrCallback?: string | undefined
}): object {
  const { to, from, body, mediaUrls, isMms, dlrCallback } = message
  const newer = { mediaUrls: mediaUrls.length > 0, isMms, dlrCallback }
  const issues = Object.entries(newer).flatMap(([field, value]) =>
    value ? [{ field, message: 'needs apiVersion v2.1 or v2.2' }] : [],
  )
  if (issues.length > 0) throw new InvalidInputError(issues)
  return { to, from, body }
}

/** A call of something that v2.0 does not have. */
export const notInOldVersion = (what: string): ConfigurationError =>
  new ConfigurationError(`Version v2.0 of the messages API has no ${what}: use apiVersion v2.1 or v2.2.`)
