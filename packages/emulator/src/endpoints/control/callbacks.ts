import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { requiredUrl } from '../../http/fields.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import { callbackKinds } from '../../saved/callbacks.ts'
import type { CallbackUrls } from '../../world/callbacks.ts'
import type { World } from '../../world/world.ts'

/** One URL for all webhooks: those of the account, or of one of its numbers. */
export function controlCallbackEndpoints(
  { callbacks, numbers }: World,
  { accountChanged }: Pick<InboxParts, 'accountChanged'>,
): Endpoint[] {
  const put = async (request: Request, urls: CallbackUrls): Promise<{ status: number }> => {
    const fields = await readAttributes(request, {})
    setAll(urls, fields['url'] === null ? null : requiredUrl(fields, 'url'))
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

/** Null removes all. */
function setAll(urls: CallbackUrls, url: string | null): void {
  for (const kind of callbackKinds) urls.remove(kind)
  if (url === null) return
  // Not by the older name, which would set the receipts of SMS a second time.
  for (const kind of callbackKinds) if (kind !== 'dlr_callback') urls.set(kind, url)
}
