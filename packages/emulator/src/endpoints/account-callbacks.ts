import type { Endpoint } from '../http/endpoint.ts'
import type { MessagesVersion } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'
import { callbackEndpoints } from './callbacks.ts'

/** The account's webhooks. They come before the messages, whose ids they would else be taken for. */
export function accountCallbackEndpoints({ callbacks }: World, version: MessagesVersion): Endpoint[] {
  return callbackEndpoints({
    method: 'PUT',
    path: (kind) => `/${version}/messages/${kind}`,
    apiVersion: version.slice(1),
    callbacks: () => callbacks,
  })
}
