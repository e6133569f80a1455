/** The forms in which an inbound SMS is posted. */
export const inboundFormats = ['json-api', 'flat'] as const

/**
 * The form in which an inbound SMS is posted: of API v2.1 (`json-api`), or flat as of v2.0.
 *
 * @example const format: InboundFormat = 'flat'
 */
export type InboundFormat = (typeof inboundFormats)[number]

/**
 * In which form inbound SMS are posted: `json-api` as of v2.1 and v2.2, or `flat` as of v2.0, which older accounts have
 * kept: `{"to","body","from","id"}`. MMS and receipts are not concerned.
 *
 * @example emulator.inboundWebhooks.format = 'flat'
 */
export interface InboundWebhookControl {
  format: InboundFormat
}

/** The form in which inbound SMS are posted. */
export class InboundWebhooks implements InboundWebhookControl {
  #format: InboundFormat

  /** @throws {TypeError} there is no such form */
  constructor(format: InboundFormat) {
    this.#format = checkFormat('inboundWebhooks', format)
  }

  get format(): InboundFormat {
    return this.#format
  }

  set format(format: InboundFormat) {
    this.#format = checkFormat('format', format)
  }
}

function checkFormat(name: string, format: unknown): InboundFormat {
  const found = inboundFormats.find((known) => known === format)
  if (found === undefined) throw new TypeError(`${name} must be one of ${inboundFormats.join(', ')}`)
  return found
}
