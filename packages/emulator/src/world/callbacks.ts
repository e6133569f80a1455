/** The events that an account or a number can have a webhook for; `dlr_callback` is the older SMS name. */
export const callbackKinds = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'dlr_callback',
] as const

export type CallbackKind = (typeof callbackKinds)[number]

/** The webhook addresses of one account or one number. */
export class CallbackUrls {
  readonly #urls = new Map<CallbackKind, string>()

  set(kind: CallbackKind, url: string): void {
    this.#urls.set(kind, url)
  }

  get(kind: CallbackKind): string | undefined {
    return this.#urls.get(kind)
  }
}
