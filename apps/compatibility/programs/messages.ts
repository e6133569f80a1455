import { countSegments, Messages } from '@flowroute/messages'
import { advance, buyNumber, type Context, check, checkAbort, checkNotFound } from './support.ts'

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const messages = new Messages(options)
  const from = await buyNumber(context)

  const since = new Date(Date.now() - 60_000)
  const sent = await messages.send({ to: '+1 (206) 555-0100', from, body: 'hello there' })
  await advance(context, 1_000)
  const record = await messages.get(sent.id)
  check(record.body === 'hello there' && record.to === '12065550100', 'a message is sent and found')
  check(record.timestamp instanceof Date, 'its time is a Date')
  check((record.deliveryReceipts ?? []).length > 0, 'its receipts are there')
  const found = await messages.findSent({ to: '12065550100', body: 'hello there', since })
  check(found.length === 1 && found[0]?.id === sent.id, 'it is found again by its content')
  check(countSegments('hello').segments === 1, 'segments are counted')

  await checkNotFound(messages.get('mdr2-00000000000000000000000000000000'))
  await checkAbort((signal, middleware) =>
    new Messages({ ...options, middleware }).list({ startDate: since }, { signal }),
  )
}
