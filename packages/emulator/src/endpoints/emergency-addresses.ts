import { emergencyAddressResource } from '../documents/emergency-addresses.ts'
import { numberLink } from '../documents/numbers.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { patternFilter, textFilter } from '../http/filters.ts'
import { pageLinks, readPage } from '../http/paging.ts'
import { Problem } from '../problem.ts'
import { pageOf } from '../values/page.ts'
import type { World } from '../world/world.ts'
import { readAddress, readChangedAddress } from './emergency-address-fields.ts'

/** The account's emergency (E911) addresses, and the numbers that each is assigned to. */
export function emergencyAddressEndpoints({ emergencyAddresses, numbers }: World): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/v2/e911s/validate',
      async handle({ request }) {
        emergencyAddresses.validate(readAddress(await readFields(request)))
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/v2/e911s',
      handle({ query }) {
        const request = readPage(query, 2_000)
        const label = textFilter(query, 'label')
        const streetName = textFilter(query, 'street_name')
        const city = textFilter(query, 'city')
        const state = patternFilter(query, 'state', /^[a-z]{2}$/i, 'two letters')?.toUpperCase()
        const page = emergencyAddresses.list({ label, streetName, city, state }, request)
        const links = pageLinks('/v2/e911s', { label, street_name: streetName, city, state }, request, page)
        return { status: 200, body: { data: page.items.map(emergencyAddressResource), links } }
      },
    },
    {
      method: 'POST',
      path: '/v2/e911s',
      async handle({ request }) {
        const address = emergencyAddresses.create(readAddress(await readFields(request)))
        return { status: 201, body: { data: emergencyAddressResource(address) } }
      },
    },
    {
      method: 'GET',
      path: '/v2/e911s/:id',
      handle(call) {
        const address = emergencyAddresses.get(call.parameter('id'))
        return { status: 200, body: { data: emergencyAddressResource(address) } }
      },
    },
    {
      method: 'PATCH',
      path: '/v2/e911s/:id',
      async handle(call) {
        const changes = await readFields(call.request)
        const address = emergencyAddresses.get(call.parameter('id'))
        emergencyAddresses.update(address, readChangedAddress(address, changes))
        return { status: 200, body: { data: emergencyAddressResource(address) } }
      },
    },
    {
      method: 'DELETE',
      path: '/v2/e911s/:id',
      handle(call) {
        const address = emergencyAddresses.get(call.parameter('id'))
        if (numbers.having('emergencyAddressId', address.id).length > 0) {
          const title = 'This E911 address has numbers still associated to it.'
          throw new Problem(403, 'Please disassociate all numbers before deleting.', { title })
        }
        emergencyAddresses.delete(address)
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/v2/e911s/:id/relationships/numbers',
      handle(call) {
        const request = readPage(call.query, 200)
        const { id } = emergencyAddresses.get(call.parameter('id'))
        const page = pageOf(numbers.having('emergencyAddressId', id), request)
        const data = page.items.map(({ alias, listing: { number } }) => ({
          attributes: { alias, value: number },
          id: number,
          links: { self: numberLink(number) },
          type: 'number',
        }))
        const links = pageLinks(`/v2/e911s/${id}/relationships/numbers`, {}, request, page)
        return { status: 200, body: { data, links } }
      },
    },
  ]
}

/** The .NET SDK names the type as the path does. */
function readFields(request: Request): Promise<Fields> {
  return readAttributes(request, { type: 'e911', otherType: 'e911s' })
}
