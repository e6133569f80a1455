import { describe, expect, test } from 'vitest'
import { buy, buyOne } from './support.ts'
import { outside, send, setAccountCallback, setUpPosts } from './webhook-support.ts'

const hook = 'https://hooks.example.com/flowroute'
const id = expect.stringMatching(/^mdr2-[\da-f]{32}$/)

describe('a delivery receipt', () => {
  test('of an SMS has the documented form, level 1 and then level 2', async () => {
    const startTime = new Date('2017-12-21T16:44:34.930Z')
    const { emulator, call, posts, pass } = setUpPosts(undefined, { startTime })
    const from = await buyOne(call)
    const sent = await send(call, from, { body: 'test sms on v2', dlr_callback: hook })
    await pass(69)
    expect(posts).toEqual([])
    const links = { related: `https://api.flowroute.com/v2.2/messages/${sent}` }
    const handedOver = {
      data: {
        attributes: {
          body: 'test sms on v2',
          level: 1,
          status: 'smsc submit',
          status_code: null,
          status_code_description: 'Message has been sent',
          timestamp: '2017-12-21T16:44:35+00:00',
        },
        id: sent,
        links,
        type: 'delivery_receipt',
      },
    }
    await pass(1)
    expect(posts.map(({ json }) => json)).toEqual([handedOver])
    await pass(529)
    expect(posts).toHaveLength(1)
    await pass(1)
    const accepted = {
      ...handedOver.data.attributes,
      level: 2,
      status: 'message buffered',
      status_code: 1003,
      status_code_description: 'Message accepted by Carrier',
    }
    expect(posts[1]?.json).toEqual({ data: { ...handedOver.data, attributes: accepted } })
    await pass(86_400_000)
    expect(posts).toHaveLength(2)
    expect(emulator.deliveries().map(({ payload }) => payload)).toEqual(posts.map(({ json }) => json))
  })

  test('of an MMS has an empty body', async () => {
    const { call, posts, pass } = setUpPosts()
    const from = await buyOne(call)
    const media_urls = ['https://example.com/a.png']
    await send(call, from, { body: 'look', media_urls, dlr_callback: hook })
    await pass(600)
    const levels = [1, 2].map((level) => ({ data: { attributes: { body: '', level } } }))
    expect(posts.map(({ json }) => json)).toMatchObject(levels)
  })
})

describe('an inbound message', () => {
  test('that is an SMS has its amount and `to` as texts', async () => {
    const { emulator, call, posts, pass } = setUpPosts(undefined, {
      startTime: new Date('2022-02-06T17:52:33.480Z'),
    })
    const to = await buyOne(call)
    await setAccountCallback(call, 'sms_callback', hook)
    const received = emulator.receive({ from: '+12018172450', to, body: 'é' })
    await pass(0)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.json).toEqual({
      data: {
        attributes: {
          amount_display: '$0.0040',
          amount_nanodollars: '4000000',
          body: 'é',
          direction: 'inbound',
          from: '12018172450',
          is_mms: false,
          message_callback_url: hook,
          message_encoding: 8,
          message_type: 'longcode',
          status: 'delivered',
          timestamp: '2022-02-06T17:52:33Z',
          to,
        },
        type: 'message',
        id: received,
      },
    })
  })

  test('that is an MMS has its amount as a number, its media beside it and no webhook address', async () => {
    const { emulator, call, posts, pass } = setUpPosts(undefined, {
      startTime: new Date('2022-02-06T20:21:17.000Z'),
    })
    const to = await buyOne(call, '&number_type=toll-free')
    await setAccountCallback(call, 'mms_callback', hook)
    const mediaUrls = ['https://example.com/a.jpg', 'https://example.com/b.mp4']
    const received = emulator.receive({ from: outside, to, mediaUrls })
    await pass(0)
    const mediaId = (name: string) => expect.stringMatching(new RegExp(`^\\d{19}-${name}$`))
    const medium = (file_name: string, mime_type: string, url: string | undefined) => ({
      attributes: { url, file_name, mime_type, file_size: expect.any(Number) },
      type: 'media',
      id: mediaId(file_name),
      links: {
        self: expect.stringMatching(new RegExp(`^https://api.flowroute.com/v2.2/media/\\d+-${file_name}$`)),
      },
    })
    expect(posts[0]?.json).toEqual({
      data: {
        attributes: {
          status: '',
          body: null,
          direction: 'inbound',
          amount_nanodollars: 9_500_000,
          to,
          message_encoding: 0,
          timestamp: '2022-02-06T20:21:17.00Z',
          delivery_receipts: [],
          amount_display: '$0.0095',
          from: outside,
          is_mms: true,
          message_type: 'toll-free',
        },
        relationships: {
          media: {
            data: [
              { type: 'media', id: mediaId('a.jpg') },
              { type: 'media', id: mediaId('b.mp4') },
            ],
          },
        },
        type: 'message',
        id: received,
      },
      included: [medium('a.jpg', 'image/jpeg', mediaUrls[0]), medium('b.mp4', 'video/mp4', mediaUrls[1])],
    })
  })

  test.each([
    ['SMS', { body: 'to myself' }],
    ['MMS', { body: 'to myself', is_mms: true }],
  ])('from another number of the account is posted when it arrives: %s', async (_, message) => {
    const { call, posts, pass } = setUpPosts()
    const [from = '', to = ''] = await buy(call, 2)
    await setAccountCallback(call, 'sms_callback', hook)
    await setAccountCallback(call, 'mms_callback', hook)
    const sent = await send(call, from, { to, ...message })
    await pass(599)
    expect(posts).toEqual([])
    await pass(1)
    expect(posts).toHaveLength(1)
    const attributes = { direction: 'inbound', from, body: 'to myself', is_mms: 'is_mms' in message }
    expect(posts[0]?.json).toMatchObject({ data: { id, type: 'message', attributes } })
    expect(posts[0]?.json).not.toHaveProperty('data.id', sent)
    expect(posts[0]?.json).not.toHaveProperty('included')
  })
})
