import { Cnam } from '@flowroute/cnam'
import { createClient, FlowrouteError, NotFoundError, RecipientOptedOutError } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { Routes } from '@flowroute/routes'
import { createWebhookHandler, type MessageReceipt, type MessageReceived } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { office } from './e911.ts'
import { advance, type Context, check, checkAbort, failureOf, post, until } from './support.ts'

/** All packages in one program: one client, five resources, webhooks, an abort, errors. */
export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const client = createClient(options)
  const numbers = new Numbers(client)
  const [offer] = await numbers.search({ state: 'WA' }).take(1)
  check(offer !== undefined, 'a number is for sale')
  const { id: number } = await numbers.purchase(offer.id)

  const routes = new Routes(client)
  const route = await routes.create({ alias: 'office', routeType: 'host', value: 'sip.example.com' })
  await routes.setPrimary(number, route.id)
  const e911 = new E911(client)
  const address = await e911.create(office)
  await e911.assign(address.id, number)
  const cnam = new Cnam(client)
  const name = await cnam.create('FLOWROUTE')
  await post(context, 'POST', `/__emulator/cnams/${name.id}/approve`)
  await cnam.assign(name.id, number)
  const details = await numbers.get(number)
  check(details.primaryRoute?.id === route.id, 'the number has its route')

  await converse(context, new Messages(client), number)

  const failure = await failureOf(numbers.get('12065550100'))
  check(failure instanceof NotFoundError && failure instanceof FlowrouteError, 'classes are those of core')
  await checkAbort((signal, middleware) => new Numbers({ ...options, middleware }).list({}, { signal }))
}

async function converse(context: Context, messages: Messages, number: string): Promise<void> {
  const received: MessageReceived[] = []
  const receipts: MessageReceipt[] = []
  const handler = createWebhookHandler({
    onMessage: (message) => received.push(message),
    onReceipt: (receipt) => receipts.push(receipt),
  })
  const receiver = await context.receive({
    fetch: (request) => handler(request),
    node: toNodeHandler(handler),
  })
  try {
    await messages.setCallback('sms_callback', receiver.url)
    await messages.setCallback('sms_dlr_callback', receiver.url)
    const sent = await messages.send({ to: '12065550100', from: number, body: 'hello there' })
    await advance(context, 1_000)
    await until(() => receipts.length === 2, 'both receipts are posted')
    check(
      receipts.every(({ messageId }) => messageId === sent.id),
      'they are those of the message',
    )
    await post(context, 'POST', '/__emulator/messages', { to: number, from: '12065550100', body: 'STOP' })
    await until(() => received.length === 1, 'the answer is posted')
    const refusal = await failureOf(messages.send({ to: '12065550100', from: number, body: 'sorry' }))
    check(refusal instanceof RecipientOptedOutError, 'who said STOP is not written to')
  } finally {
    await receiver.close()
  }
}
