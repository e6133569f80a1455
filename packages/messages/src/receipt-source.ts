import type { DeliveryReceipt } from './entities.ts'
import type { ReceiptSource } from './options.ts'

/**
 * A receipt as a webhook brings it; a `MessageReceipt` of `@flowroute/webhooks` is one.
 *
 * @example const receipt: ReceivedReceipt = { messageId: sent.id, level: 2, status: 'message buffered', statusCode: 1003 }
 */
export interface ReceivedReceipt extends Pick<DeliveryReceipt, 'level' | 'status' | 'statusCode'> {
  /** Id of the message. */
  messageId: string
  /** The code in words. */
  statusCodeDescription?: string | null | undefined
  /** When it happened. Default: now. */
  timestamp?: Date | undefined
}

/**
 * Passes on the receipts that arrive by webhook.
 *
 * @example const receipts: Receipts = createReceipts()
 */
export interface Receipts extends ReceiptSource {
  /** Passes a receipt on to those who wait for it. It is bound: it can be given as a callback. */
  readonly push: (receipt: ReceivedReceipt) => void
}

/**
 * Makes a source of receipts for `waitFor`: give it what your webhook receives, and the waits end at once instead of at
 * their next look. It keeps nothing: a receipt that nobody waits for is dropped, and found by the look.
 *
 * @example
 * const receipts = createReceipts()
 * const handler = createWebhookHandler({ onReceipt: receipts.push })
 * await messages.waitFor(id, { until: 'delivered', receipts })
 */
export function createReceipts(): Receipts {
  const listeners = new Map<string, Set<(receipt: DeliveryReceipt) => void>>()
  return {
    push({ messageId, level, status, statusCode, statusCodeDescription = null, timestamp = new Date() }) {
      const receipt = { level, status, statusCode, statusCodeDescription, timestamp }
      for (const listener of [...(listeners.get(messageId) ?? [])]) listener(receipt)
    },
    subscribe(messageId, onReceipt) {
      const own = listeners.get(messageId) ?? new Set()
      listeners.set(messageId, own.add(onReceipt))
      return () => {
        own.delete(onReceipt)
        if (own.size === 0) listeners.delete(messageId)
      }
    },
  }
}
