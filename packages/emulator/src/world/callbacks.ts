import { type CallbackKind, callbackKinds, type SavedCallback } from '../saved/callbacks.ts'

/** The webhook addresses of one account or one number. */
export class CallbackUrls {
  /** In the order in which they were set. */
  readonly #urls = new Map<CallbackKind, string>()

  set(kind: CallbackKind, url: string): void {
    this.#urls.delete(kind)
    this.#urls.set(kind, url)
  }

  /** Has all events go to one URL. */
  setAll(url: string): void {
    this.#urls.clear()
    // Not by the older name too, which would set the receipts of SMS a second time.
    for (const kind of callbackKinds) if (kind !== 'dlr_callback') this.#urls.set(kind, url)
  }

  /** Removes all. */
  clear(): void {
    this.#urls.clear()
  }

  /** Removes it, by either of the names for the receipts of SMS; false when there was none. */
  remove(kind: CallbackKind): boolean {
    const isReceiptOfSms = kind === 'dlr_callback' || kind === 'sms_dlr_callback'
    const names: CallbackKind[] = isReceiptOfSms ? ['dlr_callback', 'sms_dlr_callback'] : [kind]
    return names.map((name) => this.#urls.delete(name)).includes(true)
  }

  get(kind: CallbackKind): string | undefined {
    return this.#urls.get(kind)
  }

  /** In the order in which they were set: of the names for one thing the later one counts. */
  save(): SavedCallback[] {
    return [...this.#urls].map(([kind, url]) => ({ kind, url }))
  }

  restore(saved: readonly SavedCallback[]): void {
    this.#urls.clear()
    for (const { kind, url } of saved) this.#urls.set(kind, url)
  }

  /** Where events of that kind go: of the two names for the receipts of SMS, the one set last counts. */
  inEffect(kind: Exclude<CallbackKind, 'dlr_callback'>): string | undefined {
    const named = [...this.#urls].filter(([given]) => given === kind || isOlderName(given, kind))
    return named.at(-1)?.[1]
  }
}

function isOlderName(given: CallbackKind, kind: CallbackKind): boolean {
  return given === 'dlr_callback' && kind === 'sms_dlr_callback'
}
