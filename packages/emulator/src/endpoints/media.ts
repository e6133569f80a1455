import { mediaResource } from '../documents/messages.ts'
import type { Endpoint } from '../http/endpoint.ts'
import type { MessagesVersion } from '../world/rate-limits.ts'
import type { World } from '../world/world.ts'

/** A file of an MMS, at the address to which its record links. */
export function mediaEndpoint({ messages }: World, version: MessagesVersion): Endpoint {
  return {
    method: 'GET',
    path: `/${version}/media/:id`,
    handle: (call) => ({
      status: 200,
      body: { data: mediaResource(messages.media(call.parameter('id')), version) },
    }),
  }
}
