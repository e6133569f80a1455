import type { Endpoint } from '../../http/endpoint.ts'
import { readPage } from '../../http/paging.ts'
import { summariseExport, summariseOrder } from '../../inbox/summaries.ts'
import type { WireAddress, WireCallbacks, WireCnam, WireRoute } from '../../inbox/wire.ts'
import { wireNumber } from '../../inbox/wire-number.ts'
import { callbackKinds } from '../../saved/callbacks.ts'
import type { Page, PageRequest } from '../../values/page.ts'
import type { CallbackUrls } from '../../world/callbacks.ts'
import type { CnamRecord } from '../../world/cnams.ts'
import type { EmergencyAddress } from '../../world/emergency-addresses.ts'
import type { Route } from '../../world/routes.ts'
import type { World } from '../../world/world.ts'

const largestPage = 200

/** The account as the inbox page shows it: each thing with the names of what it is tied to, in one request. */
export function controlListingEndpoints(world: World): Endpoint[] {
  const { numbers, routes, emergencyAddresses, cnams, callbacks, portOrders, cdrExports } = world
  return [
    listing(
      'numbers',
      (page) => numbers.list({}, page),
      (number) => wireNumber(number, world),
    ),
    listing('routes', (page) => routes.list(undefined, page), wireRoute),
    listing(
      'addresses',
      (page) => emergencyAddresses.list(noFilter, page),
      (address) => wireAddress(address, world),
    ),
    listing(
      'cnams',
      (page) => cnams.list(noFilter, page),
      (record) => wireCnam(record, world),
    ),
    listing('portOrders', (page) => portOrders.list({}, page), summariseOrder, 'port-orders'),
    listing('cdrExports', (page) => cdrExports.list(undefined, page), summariseExport, 'cdr-exports'),
    {
      method: 'GET',
      path: '/__emulator/callbacks',
      handle({ query }) {
        const page = numbers.list({}, readPage(query, largestPage))
        const own = page.items.map((number) => wireCallbacks(number.listing.number, number.callbacks))
        const body = { account: wireCallbacks(null, callbacks), callbacks: own, more: page.more }
        return { status: 200, body }
      },
    },
  ]
}

const noFilter = {
  ...{ label: undefined, streetName: undefined, city: undefined, state: undefined },
  ...{ isApproved: undefined, value: undefined },
  ...{ startsWith: undefined, contains: undefined, endsWith: undefined },
}

function listing<Item>(
  name: string,
  list: (page: PageRequest) => Page<Item>,
  show: (item: Item) => object,
  path = name,
): Endpoint {
  return {
    method: 'GET',
    path: `/__emulator/${path}`,
    handle({ query }) {
      const { items, more } = list(readPage(query, largestPage))
      return { status: 200, body: { [name]: items.map(show), more } }
    },
  }
}

function wireRoute({ id, alias, routeType, value }: Route): WireRoute {
  return { id, alias, type: routeType, value }
}

function wireAddress(address: EmergencyAddress, { numbers }: World): WireAddress {
  const { id, label, firstName, lastName, streetNumber, streetName, addressType, addressTypeNumber } = address
  const unit = addressType === null ? [] : [`${addressType} ${addressTypeNumber ?? ''}`.trim()]
  return {
    id,
    label,
    name: `${firstName} ${lastName}`,
    lines: [
      [`${streetNumber} ${streetName}`, ...unit].join(', '),
      `${address.city}, ${address.state} ${address.zip}, ${address.country}`,
    ],
    numbers: numbers.having('emergencyAddressId', id).map(({ listing: { number } }) => number),
  }
}

function wireCnam(record: CnamRecord, { cnams, numbers }: World): WireCnam {
  const { id, value, approvedAt, rejectionReason } = record
  const pending = approvedAt === null ? 'rejected' : 'pending'
  return {
    id,
    value,
    state: cnams.isApproved(record) ? 'approved' : pending,
    rejectionReason,
    numbers: numbers.having('cnamId', id).map(({ listing: { number } }) => number),
  }
}

function wireCallbacks(number: string | null, callbacks: CallbackUrls): WireCallbacks {
  const urls = callbackKinds.flatMap((kind) => {
    const url = callbacks.get(kind)
    return url === undefined ? [] : [[kind, url] as const]
  })
  return { number, urls: Object.fromEntries(urls) }
}
