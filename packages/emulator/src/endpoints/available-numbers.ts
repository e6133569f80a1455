import { availableNumberResource } from '../documents/numbers.ts'
import { origin } from '../http/answer.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { oneOf } from '../http/fields.ts'
import { costFilter, digitsFilter, patternFilter, prefixFilter, textFilter } from '../http/filters.ts'
import { pageLinks, readPage } from '../http/paging.ts'
import type { OrderKey } from '../inventory/types.ts'
import type { World } from '../world/world.ts'

const orderKeys: Record<string, OrderKey> = {
  number: 'number',
  value: 'number',
  tn: 'number',
  monthly_cost: 'monthly_cost',
  iso_country: 'iso_country',
  number_type: 'number_type',
  state: 'state',
  rate_center: 'rate_center',
}

/** The older names are still understood. */
const numberTypes = {
  longcode: 'longcode',
  standard: 'longcode',
  'toll-free': 'toll-free',
  tollfree: 'toll-free',
} as const

const numberTypeNames = ['longcode', 'toll-free', 'standard', 'tollfree'] as const

/** The numbers for sale, and the area codes and exchanges that have any. */
export function availableNumberEndpoints({ inventory, numbers }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v2/numbers/available/areacodes',
      handle({ query }) {
        const request = readPage(query, 400)
        const maxSetupCost = costFilter(query, 'max_setup_cost')
        const page = inventory.areaCodes({ ...request, ...present({ maxSetupCost }) }, numbers.taken)
        const data = page.items.map((id) => {
          const related = `${origin}/v2/numbers/available/exchanges?areacode=${id}`
          return { type: 'areacode', id, links: { related } }
        })
        const filters = { max_setup_cost: maxSetupCost?.toString() }
        const links = pageLinks('/v2/numbers/available/areacodes', filters, request, page)
        return { status: 200, body: { data, links } }
      },
    },
    {
      method: 'GET',
      path: '/v2/numbers/available/exchanges',
      handle({ query }) {
        const request = readPage(query, 200)
        const maxSetupCost = costFilter(query, 'max_setup_cost')
        const areaCode = patternFilter(query, 'areacode', /^\d{3}$/, 'three digits')
        const wanted = { ...request, ...present({ maxSetupCost, areaCode }) }
        const page = inventory.exchanges(wanted, numbers.taken)
        const data = page.items.map((id) => {
          const related = `${origin}/v2/numbers/available?starts_with=1${id}`
          return { type: 'exchange', id, links: { related } }
        })
        const filters = { max_setup_cost: maxSetupCost?.toString(), areacode: areaCode }
        const links = pageLinks('/v2/numbers/available/exchanges', filters, request, page)
        return { status: 200, body: { data, links } }
      },
    },
    {
      method: 'GET',
      path: '/v2/numbers/available/tiers',
      handle({ query }) {
        const request = readPage(query, 200)
        const page = inventory.tiers(request, numbers.taken)
        const data = page.items.map((id) => {
          const related = `${origin}/v2/numbers?tier=${encodeURIComponent(id)}`
          return { type: 'tier', id, links: { related } }
        })
        // The page has the links so, though the path is another one.
        const links = pageLinks('/v2/numbers/tiers', {}, request, page)
        return { status: 200, body: { data, links } }
      },
    },
    {
      method: 'GET',
      path: '/v2/numbers/available',
      handle({ query }) {
        const request = readPage(query, 200)
        const startsWith = prefixFilter(query, 'starts_with')
        const contains = digitsFilter(query, 'contains')
        const endsWith = digitsFilter(query, 'ends_with')
        const rateCenter = textFilter(query, 'rate_center')?.toLowerCase()
        const state = patternFilter(query, 'state', /^[a-z]{2}$/i, 'two letters')?.toLowerCase()
        const isoCountry = patternFilter(query, 'iso_country', /^[a-z]{2}$/i, 'two letters')?.toUpperCase()
        const typeName = textFilter(query, 'number_type')
        const numberType =
          typeName === undefined ? undefined : numberTypes[oneOf('number_type', typeName, numberTypeNames)]
        const order = readOrder(query)
        const tier = textFilter(query, 'tier')
        const place = { rateCenter, state, isoCountry, tier }
        const digits = { startsWith, contains, endsWith }
        const wanted = present({ ...digits, ...place, numberType, orderBy: order?.orderBy })
        const page = inventory.search({ ...request, ...wanted }, numbers.taken)
        const filters = {
          starts_with: startsWith,
          contains,
          ends_with: endsWith,
          rate_center: rateCenter,
          state,
          iso_country: isoCountry,
          number_type: numberType,
          order_by: order?.text,
          tier,
        }
        const links = pageLinks('/v2/numbers/available', filters, request, page)
        return { status: 200, body: { data: page.items.map(availableNumberResource), links } }
      },
    },
  ]
}

/** `monthly_cost`, or with a direction `monthly_cost,desc`. */
function readOrder(query: URLSearchParams) {
  const rule = `${Object.keys(orderKeys).join(', ')}, with ,asc or ,desc after it if wanted`
  const pattern = new RegExp(`^(${Object.keys(orderKeys).join('|')})(,(asc|desc))?$`)
  const text = patternFilter(query, 'order_by', pattern, rule)
  if (text === undefined) return undefined
  const [name = '', direction] = text.split(',')
  return { text, orderBy: { key: orderKeys[name] ?? 'number', descending: direction === 'desc' } }
}

/** Without what is undefined. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
