import { readAttributes } from '../http/document.ts'
import type { Call, Endpoint } from '../http/endpoint.ts'
import { requiredUrl } from '../http/fields.ts'
import { notOnAccount } from '../problem.ts'
import { type CallbackKind, callbackKinds } from '../saved/callbacks.ts'
import type { CallbackUrls } from '../world/callbacks.ts'

const products: Record<CallbackKind, string> = {
  sms_callback: 'sms',
  mms_callback: 'mms',
  sms_dlr_callback: 'dlr',
  mms_dlr_callback: 'mms_dlr',
  dlr_callback: 'dlr',
}

interface CallbackPlace {
  /** How one is set. */
  method: 'PUT' | 'POST'
  path(kind: CallbackKind): string
  apiVersion: string
  callbacks(call: Call): CallbackUrls
}

/** Setting, reading and removing webhooks, of the account or of a number. */
export function callbackEndpoints({ method, path, apiVersion, callbacks }: CallbackPlace): Endpoint[] {
  return callbackKinds.flatMap((kind): Endpoint[] => [
    {
      method,
      path: path(kind),
      async handle(call) {
        const url = requiredUrl(await readAttributes(call.request, {}), 'callback_url')
        callbacks(call).set(kind, url)
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: path(kind),
      handle(call) {
        const url = callbacks(call).inEffect(kind === 'dlr_callback' ? 'sms_dlr_callback' : kind)
        if (url === undefined) throw notOnAccount()
        const attributes = { api_version: apiVersion, callback_url: url, product: products[kind] }
        return { status: 200, body: { data: { attributes, type: 'callback' } } }
      },
    },
    {
      method: 'DELETE',
      path: path(kind),
      handle(call) {
        if (!callbacks(call).remove(kind)) throw notOnAccount()
        return { status: 204 }
      },
    },
  ])
}
