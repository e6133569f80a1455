import { cnamResource } from '../documents/cnams.ts'
import { numberResource } from '../documents/numbers.ts'
import { AttributeReader } from '../http/attribute-reader.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { flagFilter, textFilter } from '../http/filters.ts'
import { pageLinks, readPage } from '../http/paging.ts'
import type { CnamRecord } from '../world/cnams.ts'
import type { World } from '../world/world.ts'

const longestValue = 15

/** The account's caller names. */
export function cnamEndpoints(world: World): Endpoint[] {
  const { cnams, numbers } = world
  const resource = (record: CnamRecord): object => cnamResource(record, world)
  return [
    {
      method: 'GET',
      path: '/v2/cnams',
      handle({ query }) {
        const request = readPage(query)
        const isApproved = flagFilter(query, 'is_approved')
        const value = textFilter(query, 'value')
        const startsWith = textFilter(query, 'starts_with')
        const contains = textFilter(query, 'contains')
        const endsWith = textFilter(query, 'ends_with')
        const page = cnams.list({ isApproved, value, startsWith, contains, endsWith }, request)
        const filters = {
          // The service writes it as Python does.
          is_approved: isApproved === undefined ? undefined : isApproved ? 'True' : 'False',
          value,
          starts_with: startsWith,
          contains,
          ends_with: endsWith,
        }
        const links = pageLinks('/v2/cnams', filters, request, page)
        return { status: 200, body: { data: page.items.map(resource), links } }
      },
    },
    {
      method: 'POST',
      path: '/v2/cnams',
      async handle({ request }) {
        return { status: 201, body: { data: resource(cnams.create(await readValue(request))) } }
      },
    },
    {
      method: 'GET',
      path: '/v2/cnams/:id',
      handle(call) {
        const record = cnams.get(call.parameter('id'))
        const data = resource(record)
        if (!cnams.isApproved(record)) return { status: 200, body: { data } }
        const assigned = numbers.having('cnamId', record.id)
        const related = assigned.map(({ listing }) => ({ id: listing.number, type: 'number' }))
        const relationships = { numbers: { data: related } }
        const included = assigned.map(numberResource)
        return { status: 200, body: { data: { ...data, relationships }, included } }
      },
    },
    {
      method: 'PATCH',
      path: '/v2/cnams/:id',
      async handle(call) {
        const value = await readValue(call.request)
        return { status: 200, body: { data: resource(cnams.update(cnams.get(call.parameter('id')), value)) } }
      },
    },
    {
      method: 'DELETE',
      path: '/v2/cnams/:id',
      handle(call) {
        const record = cnams.get(call.parameter('id'))
        for (const number of numbers.having('cnamId', record.id)) number.cnamId = null
        cnams.delete(record)
        return { status: 204 }
      },
    },
  ]
}

/** The name, if it can be stored; whether it is a good one is for the review to say. */
async function readValue(request: Request): Promise<string> {
  return checkCallerName(await readAttributes(request, { type: 'cnam', form: true }))
}

/** The name in the attribute `value`, if it can be stored. */
export function checkCallerName(fields: Fields): string {
  const attributes = new AttributeReader(fields)
  const value = attributes.required('value')
  if (value !== '') {
    if (value.length > longestValue) attributes.refuse('value', `Longer than maximum length ${longestValue}.`)
    if (!/[a-z]/i.test(value)) attributes.refuse('value', 'Must have at least one letter.')
    if (!/^[a-z\d \-_.,@+&'/"]*$/i.test(value)) {
      attributes.refuse('value', `Must have only letters, digits, spaces and - _ . , @ + & ' / ".`)
    }
  }
  attributes.finish()
  return value
}
