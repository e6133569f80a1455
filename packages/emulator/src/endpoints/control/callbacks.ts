import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { requiredUrl } from '../../http/fields.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import type { CallbackUrls } from '../../world/callbacks.ts'
import type { World } from '../../world/world.ts'

/** One URL for all webhooks: those of the account, or of one of its numbers. */
export function controlCallbackEndpoints(
  { callbacks, numbers }: World,
  { accountChanged }: Pick<InboxParts, 'accountChanged'>,
): Endpoint[] {
  const put = async (request: Request, urls: CallbackUrls): Promise<{ status: number }> => {
    const fields = await readAttributes(request, {})
    if (fields['url'] === null) urls.clear()
    else urls.setAll(requiredUrl(fields, 'url'))
    accountChanged()
    return { status: 204 }
  }
  return [
    {
      method: 'PUT',
      path: '/__emulator/callbacks',
      handle: ({ request }) => put(request, callbacks),
    },
    {
      method: 'PUT',
      path: '/__emulator/callbacks/:number',
      handle: (call) => put(call.request, numbers.get(call.parameter('number')).callbacks),
    },
  ]
}
