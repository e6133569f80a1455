import { attributesOf, idOf, indexOf } from './records.ts'

/** A part of the list: `start` is the place of its first record, `more` whether others follow. */
interface Slice {
  indexes: number[]
  start: number
  size: number
  more: boolean
  total: number
}

/** How one service writes a record and a page of records. */
interface Service {
  /** Matches the path of one record, its id as the first group. */
  one: RegExp
  /** The path of the list. */
  many: string
  /** Where in the list the query begins, and how many records it wants. */
  read(query: URLSearchParams): { start: number; size: number }
  writeOne(index: number): unknown
  writeMany(slice: Slice): unknown
}

const whole = (text: string | null, otherwise: number): number => (text === null ? otherwise : Number(text))
/** The place after the record with this id; without an id, the first. */
const after = (id: string | null): number => (id === null ? 0 : indexOf(id) + 1)

const flowrouteItem = (index: number) => ({
  type: 'number',
  id: idOf(index),
  attributes: attributesOf(index),
  links: { self: `https://api.flowroute.com/v2/numbers/${idOf(index)}` },
})

const flowroute: Service = {
  one: /^\/v2\/numbers\/(\d+)$/,
  many: '/v2/numbers',
  read: (query) => ({ start: whole(query.get('offset'), 0), size: whole(query.get('limit'), 10) }),
  writeOne: (index) => ({
    data: {
      ...flowrouteItem(index),
      relationships: {
        primary_route: { data: { type: 'route', id: '83834' } },
        failover_route: { data: null },
        cnam_preset: { data: null },
        e911_address: { data: { type: 'e911', id: '20930' } },
      },
    },
    included: [
      { type: 'route', id: '83834', attributes: { alias: 'office', route_type: 'sip-reg', value: null } },
    ],
    links: { self: `https://api.flowroute.com/v2/numbers/${idOf(index)}` },
  }),
  writeMany: ({ indexes, start, size, more }) => ({
    data: indexes.map(flowrouteItem),
    links: {
      self: `https://api.flowroute.com/v2/numbers?limit=${size}&offset=${start}`,
      ...(more ? { next: `https://api.flowroute.com/v2/numbers?limit=${size}&offset=${start + size}` } : {}),
    },
  }),
}

const telnyxItem = (index: number) => ({
  ...attributesOf(index),
  record_type: 'phone_number',
  id: idOf(index),
})

const telnyx: Service = {
  one: /^\/v2\/phone_numbers\/(\d+)$/,
  many: '/v2/phone_numbers',
  read(query) {
    const size = whole(query.get('page[size]'), 20)
    return { start: (whole(query.get('page[number]'), 1) - 1) * size, size }
  },
  writeOne: (index) => ({ data: telnyxItem(index) }),
  writeMany: ({ indexes, start, size, total }) => ({
    data: indexes.map(telnyxItem),
    meta: {
      page_number: start / size + 1,
      page_size: size,
      total_pages: Math.ceil(total / size),
      total_results: total,
    },
  }),
}

const stripeItem = (index: number) => ({ ...attributesOf(index), id: idOf(index), object: 'customer' })

const stripe: Service = {
  one: /^\/v1\/customers\/(\d+)$/,
  many: '/v1/customers',
  read: (query) => ({ start: after(query.get('starting_after')), size: whole(query.get('limit'), 10) }),
  writeOne: stripeItem,
  writeMany: ({ indexes, more }) => ({
    object: 'list',
    url: '/v1/customers',
    has_more: more,
    data: indexes.map(stripeItem),
  }),
}

const openaiItem = (index: number) => ({ ...attributesOf(index), id: idOf(index), object: 'file' })

const openai: Service = {
  one: /^\/v1\/files\/(\d+)$/,
  many: '/v1/files',
  read: (query) => ({ start: after(query.get('after')), size: whole(query.get('limit'), 20) }),
  writeOne: openaiItem,
  writeMany: ({ indexes, more }) => ({ object: 'list', has_more: more, data: indexes.map(openaiItem) }),
}

const twilioFolder = '/2010-04-01/Accounts/AC00000000000000000000000000000000'

const twilioItem = (index: number) => ({
  ...attributesOf(index),
  sid: idOf(index),
  phone_number: `+${idOf(index)}`,
  friendly_name: `front desk ${index}`,
  date_created: 'Fri, 01 Jun 2018 00:17:52 +0000',
  date_updated: 'Fri, 01 Jun 2018 00:17:52 +0000',
})

const twilio: Service = {
  one: /^\/2010-04-01\/Accounts\/\w+\/IncomingPhoneNumbers\/(\d+)\.json$/,
  many: `${twilioFolder}/IncomingPhoneNumbers.json`,
  read(query) {
    const size = whole(query.get('PageSize'), 50)
    return { start: whole(query.get('Page'), 0) * size, size }
  },
  writeOne: twilioItem,
  writeMany: ({ indexes, start, size, more }) => ({
    incoming_phone_numbers: indexes.map(twilioItem),
    page: start / size,
    page_size: size,
    next_page_uri: more
      ? `${twilioFolder}/IncomingPhoneNumbers.json?PageSize=${size}&Page=${start / size + 1}`
      : null,
  }),
}

const sinchItem = (index: number) => ({ ...attributesOf(index), phoneNumber: idOf(index) })

const sinch: Service = {
  one: /^\/v1\/projects\/\w+\/activeNumbers\/(\d+)$/,
  many: '/v1/projects/project/activeNumbers',
  read: (query) => ({ start: after(query.get('pageToken') || null), size: whole(query.get('pageSize'), 20) }),
  writeOne: sinchItem,
  writeMany: ({ indexes, start, more, total }) => ({
    activeNumbers: indexes.map(sinchItem),
    nextPageToken: more ? idOf(start + indexes.length - 1) : '',
    totalSize: total,
  }),
}

const vonageItem = (index: number) => ({ ...attributesOf(index), country: 'US', msisdn: idOf(index) })

const vonage: Service = {
  // It has no way to ask for one number but a list of one.
  one: /^\/account\/numbers\/(\d+)$/,
  many: '/account/numbers',
  read(query) {
    const pattern = query.get('pattern')
    if (pattern !== null) return { start: indexOf(pattern), size: 1 }
    const size = whole(query.get('size'), 10)
    return { start: (whole(query.get('index'), 1) - 1) * size, size }
  },
  writeOne: vonageItem,
  writeMany: ({ indexes, total }) => ({ count: total, numbers: indexes.map(vonageItem) }),
}

const services = [flowroute, telnyx, stripe, openai, twilio, sinch, vonage]

/**
 * The document at a URL, in the form of the service whose path it is.
 *
 * @param total how many records the list has
 * @returns undefined where there is none
 */
export function documentAt(url: URL, total: number): unknown {
  // Sinch's client asks for a token first.
  if (url.pathname === '/oauth2/token') {
    return { access_token: 'token', expires_in: 86_400, scope: '', token_type: 'bearer' }
  }
  for (const service of services) {
    const id = service.one.exec(url.pathname)?.[1]
    if (id !== undefined) {
      const index = indexOf(id)
      return index >= 0 && index < total ? service.writeOne(index) : undefined
    }
    if (url.pathname === service.many) {
      const { start, size } = service.read(url.searchParams)
      const count = Math.max(0, Math.min(size, total - start))
      const indexes = Array.from({ length: count }, (_, place) => start + place)
      return service.writeMany({ indexes, start, size, more: start + count < total, total })
    }
  }
  return undefined
}
