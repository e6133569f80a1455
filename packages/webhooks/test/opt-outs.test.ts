import { createClient } from '@flowroute/core'
import { createOptOuts, parseWebhook } from '@flowroute/webhooks'
import { deliveryReceipt, inboundSms } from '@flowroute/webhooks/testing'
import { describe, expect, test } from 'vitest'

const from = '12065550123'
const message = (body: string) => parseWebhook(inboundSms({ from, body }))

describe('words', () => {
  test.each([
    'STOP',
    'StopAll',
    'unsubscribe',
    ' cancel ',
    'END',
    'Quit.',
    'revoke',
    'optout',
    'STOP ALL',
    '"Stop!"',
    'opt-out',
  ])('%j opts out', async (word) => {
    const optOuts = createOptOuts()
    expect(await optOuts.receive(message(word))).toBe('stop')
    expect(await optOuts.has('+1 (206) 555-0123')).toBe(true)
  })

  test.each(['START', 'unstop', 'Subscribe', 'opt in'])('%j undoes it', async (word) => {
    const optOuts = createOptOuts()
    await optOuts.add(from)
    expect(await optOuts.receive(message(word))).toBe('start')
    expect(await optOuts.has(from)).toBe(false)
  })

  test.each(['HELP', 'info'])('%j asks for help, and changes nothing', async (word) => {
    const optOuts = createOptOuts()
    expect(await optOuts.receive(message(word))).toBe('help')
    expect(await optOuts.has(from)).toBe(false)
  })

  test.each([
    'please stop',
    'stop it',
    'the end',
    'bus stop?',
    '',
    'S T A R',
    'constructor',
    'x'.repeat(100_000),
  ])('%j is for a person to read', async (text) => {
    const optOuts = createOptOuts()
    expect(await optOuts.receive(message(text))).toBeUndefined()
    expect(await optOuts.has(from)).toBe(false)
  })
})

test('holds for the whole account, whichever number was answered', async () => {
  const optOuts = createOptOuts()
  await optOuts.receive(parseWebhook(inboundSms({ from, to: '12065550199', body: 'STOP' })))
  expect(
    await optOuts.receive(parseWebhook(inboundSms({ from, to: '12065550111', body: 'hello' }))),
  ).toBeUndefined()
  expect(await optOuts.has(from)).toBe(true)
})

test('takes a receipt with code 1110, when it names the recipient', async () => {
  const optOuts = createOptOuts()
  const receipt = parseWebhook(deliveryReceipt({ statusCode: 1110 }))
  if (receipt.type !== 'message.receipt') throw new Error(receipt.type)
  await optOuts.receive({ ...receipt, to: undefined })
  await optOuts.receive({ ...receipt, statusCode: 1106, to: from })
  expect(await optOuts.has(from)).toBe(false)
  await optOuts.receive({ ...receipt, to: from })
  expect(await optOuts.has(from)).toBe(true)
})

test('takes the error of a send to somebody who opted out', async () => {
  const optOuts = createOptOuts()
  const failure = async (body: object): Promise<unknown> => {
    const fetch = async (): Promise<Response> => Response.json(body, { status: 400 })
    const client = createClient({ accessKey: 'a', secretKey: 'b', fetch })
    return client.request({ method: 'POST', path: '/v2.1/messages' }).catch((error: unknown) => error)
  }
  const other = await failure({ errors: [{ detail: 'No.' }] })
  expect(await optOuts.receiveError(other, from)).toBe(false)
  const optedOut = await failure({ errors: [{ code: '1110', detail: 'The recipient has opted out.' }] })
  expect(await optOuts.receiveError(optedOut, '(206) 555-0123')).toBe(true)
  expect(await optOuts.has(from)).toBe(true)
})

test('is fed by hand', async () => {
  const optOuts = createOptOuts()
  await optOuts.add('206-555-0123')
  expect(await optOuts.has(from)).toBe(true)
  await optOuts.remove('+12065550123')
  expect(await optOuts.has(from)).toBe(false)
  await expect(optOuts.add('nobody')).rejects.toThrow('must be a phone number')
})

test('keeps numbers in the store it is given, and passes its errors on', async () => {
  const numbers = new Set<string>()
  const optOuts = createOptOuts({
    has: async (number) => numbers.has(number),
    add: async (number) => numbers.add(number),
    delete: async () => Promise.reject(new Error('the database is gone')),
  })
  await optOuts.receive(message('STOP'))
  expect([...numbers]).toEqual([from])
  await expect(optOuts.receive(message('START'))).rejects.toThrow('the database is gone')
  expect(await optOuts.has(from)).toBe(true)
})
