/** Payloads as they were captured, each with its unusual types; ids and numbers are made up. */
const smsAttributes = {
  amount_display: '$0.0040',
  amount_nanodollars: '4000000',
  body: 'hello there',
  direction: 'inbound',
  from: '12065550123',
  is_mms: false,
  message_callback_url: 'https://example.com/flowroute',
  message_encoding: 0,
  message_type: 'longcode',
  status: 'delivered',
  timestamp: '2022-02-06T17:52:33Z',
  to: 12065550199,
}
export const smsResource = { attributes: smsAttributes, type: 'message', id: 'mdr2-sms' }

const mmsData = {
  attributes: {
    status: '',
    body: null,
    direction: 'inbound',
    amount_nanodollars: 9500000,
    to: '12065550199',
    message_encoding: 0,
    timestamp: '2022-02-06T20:21:17.00Z',
    delivery_receipts: [],
    amount_display: '$0.0095',
    from: '18335550123',
    is_mms: true,
    message_type: 'longcode',
  },
  relationships: {
    media: {
      data: [
        { type: 'media', id: '149-b.jpg' },
        { type: 'media', id: '149-a.jpg' },
      ],
    },
  },
  type: 'message',
  id: 'mdr2-mms',
}
const file = (name: string, size: unknown) => ({
  attributes: {
    url: `https://media.example.com/${name}?Expires=1`,
    file_name: name,
    mime_type: 'image/jpeg',
    file_size: size,
  },
  type: 'media',
  id: `149-${name}`,
  links: { self: `https://api.flowroute.com/v2.1/media/149-${name}` },
})
const included = [file('a.jpg', 58017), file('b.jpg', '4')]

const receiptResource = {
  attributes: {
    body: 'test',
    level: 2,
    status: 'message buffered',
    status_code: 1003,
    status_code_description: 'Message accepted by Carrier',
    timestamp: '2017-12-21T16:44:35+00:00',
  },
  id: 'mdr2-sent',
  links: { related: 'https://api.flowroute.com/v2.2/messages/mdr2-sent' },
  type: 'delivery_receipt',
}
const portOrder = {
  data: {
    attributes: {
      at: '2019-03-19T22:49:48.060559+00:00',
      customer_id: '0123456789abcdef0123456789abcdef',
      event_type: 'status_change',
      id: '8a0f',
      message: 'Port Order #50404 has been cancelled.',
      resource_id: '50404',
      resource_type: 'portorders',
      status: 'cancelled',
      timestamp: '2019-03-19T22:49:48.060559+00:00',
      type: 'event',
      version: '1.0',
    },
    id: '8a0f',
    type: 'po_status_change',
    timestamp: '2019-03-19T22:49:48.060Z',
  },
}

const sms = {
  type: 'message.received',
  id: 'mdr2-sms',
  from: '12065550123',
  to: '12065550199',
  body: 'hello there',
  isMms: false,
  timestamp: new Date('2022-02-06T17:52:33Z'),
  direction: 'inbound',
  amountNanodollars: 4_000_000,
  amountDisplay: '$0.0040',
  messageEncoding: 0,
  messageType: 'longcode',
  status: 'delivered',
  media: [],
}
const flat = (id: string) => ({
  ...sms,
  id,
  timestamp: undefined,
  amountNanodollars: undefined,
  amountDisplay: undefined,
  messageEncoding: undefined,
  messageType: undefined,
  status: '',
})
const media = (name: string, fileSize: number) => ({
  id: `149-${name}`,
  url: `https://media.example.com/${name}?Expires=1`,
  fileName: name,
  mimeType: 'image/jpeg',
  fileSize,
})
const mms = {
  ...sms,
  id: 'mdr2-mms',
  from: '18335550123',
  body: null,
  isMms: true,
  timestamp: new Date('2022-02-06T20:21:17Z'),
  amountNanodollars: 9_500_000,
  amountDisplay: '$0.0095',
  status: '',
  media: [media('b.jpg', 4), media('a.jpg', 58_017)],
}
const receipt = {
  type: 'message.receipt',
  id: 'mdr2-sent',
  messageId: 'mdr2-sent',
  level: 2,
  status: 'message buffered',
  statusCode: 1003,
  statusCodeDescription: 'Message accepted by Carrier',
  timestamp: new Date('2017-12-21T16:44:35Z'),
  body: 'test',
  from: undefined,
  to: undefined,
}

type Payloads = [name: string, payload: Record<string, unknown>, event: Record<string, unknown>][]

/** Each documented or captured payload, with the event that it is read as, without `raw`. */
export const payloads: Payloads = [
  ['an SMS', { data: smsResource }, sms],
  ['an SMS, unwrapped', smsResource, sms],
  ['an SMS, wrapped twice', { data: { data: smsResource } }, sms],
  [
    'a flat SMS, mdr1',
    { to: '12065550199', body: 'hello there', from: '12065550123', id: 'mdr1-a' },
    flat('mdr1-a'),
  ],
  [
    'a flat SMS, mdr2',
    { to: 12065550199, body: 'hello there', from: 12065550123, id: 'mdr2-a' },
    flat('mdr2-a'),
  ],
  [
    'an SMS of 2024, mdr2',
    {
      data: {
        ...smsResource,
        attributes: {
          ...smsAttributes,
          amount_display: '$0.0070',
          amount_nanodollars: '7000000',
          timestamp: '2024-10-02T17:52:33.980000Z',
          to: '+12065550199',
        },
      },
    },
    {
      ...sms,
      amountDisplay: '$0.0070',
      amountNanodollars: 7_000_000,
      timestamp: new Date('2024-10-02T17:52:33.980Z'),
    },
  ],
  ['an MMS', { data: mmsData, included }, mms],
  ['an MMS, included first', { included, data: mmsData }, mms],
  ['an MMS, wrapped twice', { data: { data: mmsData, included } }, mms],
  ['an MMS, unwrapped', { ...mmsData, included }, mms],
  ['a receipt', { data: receiptResource }, receipt],
  ['a receipt without data', receiptResource, receipt],
  [
    'a receipt of the other kind',
    {
      attributes: { to: '12065550123', from: '12065550199', body: 'test', status: 'smsc submit' },
      id: 'mdr2-sent',
      type: 'delivery_receipt',
    },
    {
      ...receipt,
      level: 1,
      status: 'smsc submit',
      statusCode: null,
      statusCodeDescription: null,
      timestamp: undefined,
      from: '12065550199',
      to: '12065550123',
    },
  ],
  [
    'a port order',
    portOrder,
    {
      type: 'port-order.status',
      id: '8a0f',
      portOrderId: '50404',
      status: 'cancelled',
      message: 'Port Order #50404 has been cancelled.',
      eventType: 'status_change',
      customerId: '0123456789abcdef0123456789abcdef',
      timestamp: new Date('2019-03-19T22:49:48.060Z'),
    },
  ],
  [
    'something new',
    { data: { type: 'cdr_ready', id: 7, attributes: { a: 1 } } },
    { type: 'unknown', id: '7', wireType: 'cdr_ready' },
  ],
]

/** The same for messages without an id. */
export const payloadsWithoutId: Payloads = [
  [
    'a flat SMS without an id',
    { to: '+12065550199', body: 'hello there', from: '+12065550123' },
    { ...flat(''), id: null },
  ],
  ['an SMS with null for an id', { data: { ...smsResource, id: null } }, { ...sms, id: null }],
  ['an SMS with an empty id', { data: { ...smsResource, id: ' ' } }, { ...sms, id: null }],
]
