import { createWebhookHandler, parseWebhook } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'
import { inboundSms, webhookRequest } from '@flowroute/webhooks/testing'
import { buyNumber, type Context, check, failureOf, post, until } from './support.ts'

export async function run(context: Context): Promise<void> {
  const bodies: (string | null)[] = []
  const handler = createWebhookHandler({
    secret: 'a-secret-of-the-url',
    onMessage: ({ body }) => bodies.push(body),
  })
  const receiver = await context.receive({
    fetch: (request) => handler(request),
    node: toNodeHandler(handler),
  })
  const callbackUrl = `${receiver.url}/flowroute/a-secret-of-the-url`
  try {
    const to = await buyNumber(context)
    await post(context, 'PUT', '/v2.1/messages/sms_callback', { callback_url: callbackUrl })
    const { id } = (await post(context, 'POST', '/__emulator/messages', {
      to,
      from: '12065550100',
      body: 'is anybody there?',
    })) as { id: string }
    await until(() => bodies.length > 0, `message ${id} is posted`)
    check(bodies.join() === 'is anybody there?', 'an inbound message is handled')
  } finally {
    await receiver.close()
  }

  const again = inboundSms({ body: 'STOP' })
  const answers = [
    await handler(webhookRequest(again, callbackUrl)),
    await handler(webhookRequest(again, callbackUrl)),
  ]
  check(answers.every(({ status }) => status === 200) && bodies.length === 2, 'a repeat is handled once')
  const stranger = await handler(webhookRequest(again, `${receiver.url}/flowroute/guess`))
  check(stranger.status === 404, 'who does not know the secret is sent away')
  const { name } = await failureOf(Promise.resolve().then(() => parseWebhook('no webhook')))
  check(name === 'InvalidInputError', 'what is no webhook is refused')
}
