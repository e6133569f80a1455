import { readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { requiredUrl } from '../http/fields.ts'
import { callbackKinds } from '../saved/callbacks.ts'
import type { MessagesVersion } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'

/** The account's webhooks. They come before the messages, whose ids they would else be taken for. */
export function accountCallbackEndpoints({ callbacks }: World, version: MessagesVersion): Endpoint[] {
  return callbackKinds.map((kind) => ({
    method: 'PUT',
    path: `/${version}/messages/${kind}`,
    async handle({ request }) {
      callbacks.set(kind, requiredUrl(await readAttributes(request, {}), 'callback_url'))
      return { status: 204 }
    },
  }))
}
