import { FlowrouteError, NotFoundError, TimeoutError } from '@flowroute/core'
import { pause } from '@flowroute/core/resource'
import type { DeliveryReceipt, Message } from './entities.ts'
import type { ReceiptSource } from './options.ts'
import { furthest, stateOf } from './receipts.ts'

/**
 * A message was not delivered: its receipt says so. `describeReceipt` tells what the code means.
 *
 * @example if (error instanceof DeliveryError) console.error(describeReceipt(error.statusCode).advice)
 */
export class DeliveryError extends FlowrouteError {
  /** Id of the message. */
  readonly messageId: string
  /** Flowroute's code, such as 1116. */
  readonly statusCode: number
  /** The receipt that says so. */
  readonly receipt: DeliveryReceipt

  constructor(messageId: string, receipt: DeliveryReceipt) {
    const { statusCode, statusCodeDescription, status } = receipt
    const reason = statusCodeDescription || status || 'no reason given'
    super(`The message ${messageId} was not delivered: ${statusCode} ${reason}.`, { outcome: 'rejected' })
    this.messageId = messageId
    this.statusCode = Number(statusCode)
    this.receipt = receipt
  }

  override get name(): string {
    return 'DeliveryError'
  }

  /** Address of what is known about the receipt's code. */
  override get docs(): string {
    return super.docs.replace('DeliveryError.md', `receipts.md#${this.statusCode}`)
  }
}

/**
 * The receipt that was waited for did not come in time. The message may still be delivered.
 *
 * @example if (error instanceof DeliveryTimeoutError) console.log('last receipt:', error.receipt?.statusCode)
 */
export class DeliveryTimeoutError extends TimeoutError {
  /** The receipt that is furthest on the way; undefined when there was none. */
  readonly receipt: DeliveryReceipt | undefined

  constructor(messageId: string, milliseconds: number, receipt: DeliveryReceipt | undefined, cause: unknown) {
    super('deadline', milliseconds, { method: 'GET', path: messageId, cause })
    const before = this.message
    const last = receipt?.statusCode ?? receipt?.status ?? 'none'
    this.message = `The receipt waited for did not come within ${milliseconds} ms: the last one of ${messageId} is ${last}.`
    this.stack = this.stack?.replace(before, this.message) ?? ''
    this.receipt = receipt
  }

  override get name(): string {
    return 'DeliveryTimeoutError'
  }
}

/** How to wait, checked and complete. */
export interface WaitSettings {
  until: 'accepted' | 'delivered'
  timeout: number
  interval: { base: number; max: number }
  signal: AbortSignal | undefined
  receipts: ReceiptSource | undefined
}

/** Waits until a receipt says what is waited for, or that it cannot come any more. */
export async function waitForReceipt(
  messageId: string,
  get: (signal: AbortSignal) => PromiseLike<Message>,
  { until, timeout, interval, signal, receipts }: WaitSettings,
): Promise<DeliveryReceipt> {
  const seen: DeliveryReceipt[] = []
  let missing: unknown
  // Aborted by the caller, by the time limit, and by a receipt that settles it.
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal?.reason)
  const timer = setTimeout(abort, Math.min(timeout, 2 ** 31 - 1))
  signal?.addEventListener('abort', abort)
  const unsubscribe = receipts?.subscribe(messageId, (receipt) => {
    seen.push(receipt)
    if (isSettled(seen, until)) controller.abort()
  })
  try {
    if (signal?.aborted) abort()
    for (let wait = interval.base; !isSettled(seen, until); wait = Math.min(wait * 1.5, interval.max)) {
      try {
        const record = await get(controller.signal)
        seen.push(...(record.deliveryReceipts ?? []))
      } catch (error) {
        // A record may appear some time after the send.
        if (!(error instanceof NotFoundError)) throw error
        missing = error
      }
      if (!isSettled(seen, until)) await pause(wait, controller.signal)
    }
  } catch (error) {
    if (signal?.aborted || !controller.signal.aborted) throw error
    if (!isSettled(seen, until)) throw new DeliveryTimeoutError(messageId, timeout, furthest(seen), missing)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    unsubscribe?.()
  }
  const receipt = furthest(seen) as DeliveryReceipt
  if (stateOf(receipt.statusCode) === 'failed') throw new DeliveryError(messageId, receipt)
  return receipt
}

function isSettled(seen: readonly DeliveryReceipt[], until: WaitSettings['until']): boolean {
  const receipt = furthest(seen)
  const state = receipt && stateOf(receipt.statusCode)
  return state === 'delivered' || state === 'failed' || (until === 'accepted' && state === 'accepted')
}
