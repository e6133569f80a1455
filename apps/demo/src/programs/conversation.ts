import { RecipientOptedOutError } from '@flowroute/core'
import type { EmulatorServer } from '@flowroute/emulator'
import { type CallbackKind, type Message, Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import type { Program } from '../program.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import type { Report } from '../report.ts'
import type { World } from '../world.ts'
import { buyFrom } from './buy.ts'

const callbacks: readonly CallbackKind[] = ['sms_callback', 'mms_callback', 'sms_dlr_callback']

/** Both halves of a messaging application: it texts a customer, hears the answers, and is told to stop. */
export const conversation: Program = {
  name: 'conversation',
  title: 'A conversation',
  async run(world, report) {
    if (world.emulator === undefined) {
      report.skip('Text with a customer', 'Flowroute could not reach a receiver on this machine')
      return 'Only the emulator can post to this machine.'
    }
    const messages = new Messages(world.client)
    const shop = await buyFrom('WA', new Numbers(world.client), report)
    const receiver = await startReceiver(async ({ from, to, body }) => {
      if (/hours/i.test(body ?? ''))
        await messages.send({ to: from, from: to, body: 'We are open from 8 to 17.' })
    })
    try {
      await converse(messages, receiver, shop, { ...world, emulator: world.emulator }, report)
    } finally {
      await receiver.close()
    }
    return `${receiver.received.length} messages and ${receiver.receipts.length} receipts came in.`
  },
}

async function converse(
  messages: Messages,
  receiver: Receiver,
  shop: string,
  { emulator, mobileNumber: customer, wait }: World & { emulator: EmulatorServer },
  report: Report,
): Promise<void> {
  await report.step(
    'Say where Flowroute is to post what comes in',
    async () => {
      for (const kind of callbacks) await messages.setCallback(kind, receiver.url)
      return callbacks
    },
    (kinds) => `${kinds.join(', ')} go to the receiver of this program`,
  )
  await report.step(
    'Text the customer, and hear how it went',
    async () => {
      await messages.send({ to: customer, from: shop, body: 'Your bread is ready.' })
      await wait(2_000)
      return receiver.receipts
    },
    (receipts) =>
      receipts.map(({ level, status, statusCode, statusCodeDescription }) => ({
        receipt: `level ${level}`,
        status,
        code: statusCode,
        meaning: statusCodeDescription,
      })),
  )
  await report.step(
    'The customer asks, sends a picture, and gets an answer',
    async () => {
      emulator.receive({ from: customer, to: shop, body: 'Thanks! What are your hours?' })
      emulator.receive({ from: customer, to: shop, mediaUrls: ['https://www.example.com/bread.jpg'] })
      await wait(2_000)
      return receiver.received
    },
    (received) =>
      received.map(({ from, body, media }) => ({
        from,
        body,
        media: media.map(({ fileName }) => fileName).join(' '),
      })),
  )
  await report.step(
    'The customer says STOP; another text is refused',
    async () => {
      emulator.receive({ from: customer, to: shop, body: 'STOP' })
      await wait(2_000)
      return messages.send({ to: customer, from: shop, body: 'Still there?' }).then(
        () => {
          throw new Error('The text went out although the customer had said STOP')
        },
        (error: unknown) => {
          if (error instanceof RecipientOptedOutError) return error
          throw error
        },
      )
    },
    (error) => `${error.name}: ${error.message}`,
  )
  await report.step(
    'The thread, as Flowroute keeps it',
    async () => {
      const { items } = await messages.list({ startDate: new Date(Date.now() - 3_600_000) })
      return [...items].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime())
    },
    (thread) => thread.map(describe),
  )
}

function describe({
  timestamp,
  direction,
  body,
  isMms,
  status,
  amountDisplay,
}: Message): Record<string, unknown> {
  const who = direction === 'inbound' ? 'customer →' : '← shop'
  return {
    time: timestamp,
    who,
    text: body ?? '(picture)',
    kind: isMms ? 'MMS' : 'SMS',
    status,
    cost: amountDisplay,
  }
}
