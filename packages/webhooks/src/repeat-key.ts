import { sha256Hex } from './digest.ts'
import type { Resource } from './document.ts'
import type { WebhookEvent } from './events.ts'

/**
 * A text that is the same for a repeat of a webhook and for nothing else; undefined for a message without an id, which
 * cannot be told from the same text sent again.
 */
export async function repeatKey(
  event: WebhookEvent,
  { attributes }: Resource,
  body: Uint8Array<ArrayBuffer>,
): Promise<string | undefined> {
  switch (event.type) {
    case 'message.received':
      return event.id === null ? undefined : `message:${await keyPart(event.id)}`
    case 'message.receipt': {
      // Everything after the hand-off is level 2: "accepted by carrier" and "delivered" differ in their code only.
      const { id, level, statusCode, status, statusCodeDescription } = event
      // Without a number, all else that may tell two receipts apart.
      const state =
        statusCode ?? JSON.stringify([attributes.text('status_code'), status, statusCodeDescription])
      const parts = await Promise.all([id, level, state].map((part) => keyPart(String(part))))
      return `receipt:${parts.join(':')}`
    }
    case 'port-order.status':
      return `port-order:${await keyPart(event.id)}`
    case 'cdr-export.status':
    case 'message-provisioning.status': {
      // The id may be that of the export or the task, which has more than one status.
      const { id, status } = event
      const content =
        event.type === 'cdr-export.status' ? status : JSON.stringify([status, event.successful, event.failed])
      return `${event.type.split('.', 1)[0]}:${await keyPart(id)}:${await keyPart(content)}`
    }
    case 'unknown':
      // Its id may be that of a thing that has more events later.
      return `unknown:${await sha256Hex(body)}`
  }
}

/**
 * A part of a key. Short text of ordinary characters is kept, so that keys can be read; everything else is hashed, so that
 * a colon, a long text or an unpaired surrogate cannot make two keys equal.
 */
async function keyPart(text: string): Promise<string> {
  return /^[\w.-]{1,64}$/.test(text) ? text : `~${await sha256Hex(JSON.stringify(text))}`
}
