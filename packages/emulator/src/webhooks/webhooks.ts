import type { CallbackUrls } from '../world/callbacks.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { World } from '../world/world.ts'
import type { Deliveries } from './deliveries.ts'
import { arrivalPayload, receiptPayload } from './payloads.ts'

/** Posts what becomes of messages to the webhooks that were set for it. */
export function postMessageNews(world: World, deliveries: Deliveries): void {
  world.messages.watch((news) => {
    const { record } = news
    if (news.kind === 'receipt') {
      const url = receiptUrl(record, world)
      if (url !== undefined) deliveries.add(url, receiptPayload(record, news.receipt), news.at)
    } else if (news.kind === 'arrival') {
      const url = callbackUrl(record.isMms ? 'mms_callback' : 'sms_callback', record.to, world)
      if (url !== undefined)
        deliveries.add(url, arrivalPayload(record, url, world.inboundWebhooks.format), news.at)
    }
  })
}

/** The message's own webhook comes before all others. */
function receiptUrl({ dlrCallback, isMms, from }: MessageRecord, world: World): string | undefined {
  return dlrCallback ?? callbackUrl(isMms ? 'mms_dlr_callback' : 'sms_dlr_callback', from, world)
}

type Kind = Parameters<CallbackUrls['inEffect']>[0]

/** A number's webhook comes before the account's: Flowroute calls it the finer control. */
function callbackUrl(kind: Kind, number: string, { numbers, callbacks }: World): string | undefined {
  return numbers.find(number)?.callbacks.inEffect(kind) ?? callbacks.inEffect(kind)
}
