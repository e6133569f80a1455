import { randomBytes, randomUUID } from 'node:crypto'
import { phoneNumber } from '@flowroute/core'
import { describeReceipt } from '@flowroute/messages'
import { deliveryReceipt, inboundMms, inboundSms, portOrderStatus } from '@flowroute/webhooks/testing'
import type { Action } from '../../command.ts'
import { refused, usage } from '../../failures.ts'
import { isTaken, post, targetUrl } from './post.ts'

type Event = 'sms' | 'mms' | 'receipt' | 'stop' | 'port-status'

interface Options {
  to: string
  sender?: string
  recipient?: string
  body?: string
  message?: string
  code?: number
  order?: string
  status?: string
}

/** Which options an event has; another one is a mistake. */
const optionsOf: Record<Event, readonly (keyof Options)[]> = {
  sms: ['sender', 'recipient', 'body'],
  mms: ['sender', 'recipient', 'body'],
  receipt: ['body', 'message', 'code'],
  stop: ['sender', 'recipient'],
  'port-status': ['order', 'status'],
}

/** Posts a webhook as Flowroute would, and prints it. */
export const trigger: Action<Options, [event: Event]> = async ({ printer }, options, event) => {
  for (const name of ['sender', 'recipient', 'body', 'message', 'code', 'order', 'status'] as const) {
    if (options[name] !== undefined && !optionsOf[event].includes(name)) {
      throw usage(`"${event}" has no --${name}.`)
    }
  }
  const url = targetUrl(options.to)
  const payload = payloadOf(event, options)
  const answer = await post(url, payload)
  if (answer.status === null) throw refused(`${url.href} did not answer: ${answer.text}`)
  if (!isTaken(answer)) throw refused(`${url.href} answered ${answer.status}: ${answer.text}`)
  await printer.done({ event, url: url.href, status: answer.status, payload }, `${url.href} took it.`)
}

/** Its id is new each time, so that the program does not take it for a repeat. */
function payloadOf(
  event: Event,
  { sender, recipient, body, message, code, order, status }: Options,
): unknown {
  const id = `mdr2-${randomBytes(16).toString('hex')}`
  const timestamp = new Date()
  const from = sender && phoneNumber(sender, 'sender')
  const to = recipient && phoneNumber(recipient, 'recipient')
  switch (event) {
    case 'sms':
      return inboundSms({ id, from, to, body, timestamp })
    case 'mms':
      return inboundMms({ id, from, to, body, timestamp })
    case 'stop':
      return inboundSms({ id, from, to, body: 'STOP', timestamp })
    case 'receipt': {
      const meaning = code === undefined ? {} : { statusCodeDescription: describeReceipt(code).meaning }
      return deliveryReceipt({ messageId: message ?? id, statusCode: code, ...meaning, body, timestamp })
    }
    case 'port-status':
      return portOrderStatus({ id: randomUUID(), portOrderId: order, status, timestamp })
  }
}
