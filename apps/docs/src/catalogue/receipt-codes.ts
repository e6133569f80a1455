import { describeReceipt, type ReceiptDescription } from '@flowroute/messages'

/** Every code of a delivery receipt that has a description: they are all between these two. */
export function receiptCodes(): ReceiptDescription[] {
  const codes: ReceiptDescription[] = []
  for (let code = 1_000; code < 2_000; code++) {
    const description = describeReceipt(code)
    if (description.kind !== 'unknown') codes.push(description)
  }
  return codes
}
