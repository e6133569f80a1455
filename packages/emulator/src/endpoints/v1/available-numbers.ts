import type { Endpoint } from '../../http/endpoint.ts'
import { patternFilter, textFilter } from '../../http/filters.ts'
import type { AvailableNumber } from '../../inventory/types.ts'
import { Problem } from '../../problem.ts'
import { billingMethods } from '../../saved/numbers.ts'
import type { World } from '../../world/world.ts'
import { type Filter, linkTo, listing, readPage } from './listing.ts'

const paths = {
  areaCodes: '/v1/available-tns/npas',
  exchanges: '/v1/available-tns/npanxxs',
  numbers: '/v1/available-tns/tns',
}

/** The numbers for sale, and the area codes and exchanges that have any. */
export function availableNumberEndpoints({ inventory, numbers }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: paths.areaCodes,
      handle({ query }) {
        const request = readPage(query)
        const { items, more } = inventory.areaCodes(request, numbers.taken)
        const entries = items.map((npa) => {
          const filters: Filter[] = [['npa', npa]]
          return [
            npa,
            { nxxs: linkTo(paths.exchanges, filters), tns: linkTo(paths.numbers, filters) },
          ] as const
        })
        return listing('npas', paths.areaCodes, [], request, { items: entries, more })
      },
    },
    {
      method: 'GET',
      path: paths.exchanges,
      handle({ query }) {
        const request = readPage(query)
        const npa = codeFilter(query, 'npa')
        const wanted = { ...request, areaCodeContains: npa ?? '' }
        const { items, more } = inventory.exchanges(wanted, numbers.taken)
        const entries = items.map((code) => {
          const filters: Filter[] = [
            ['npa', code.slice(0, 3)],
            ['nxx', code.slice(3)],
          ]
          return [code, { tns: linkTo(paths.numbers, filters) }] as const
        })
        return listing('npanxxs', paths.exchanges, [['npa', npa]], request, { items: entries, more })
      },
    },
    {
      method: 'GET',
      path: paths.numbers,
      handle({ query }) {
        const request = readPage(query)
        const { npa, nxx, state, ratecenter, tn } = readFilters(query)
        const wanted = {
          ...request,
          areaCodeContains: npa ?? '',
          exchangeContains: nxx ?? '',
          contains: tn ?? '',
          ...(state === undefined ? {} : { state: state.toLowerCase() }),
          ...(ratecenter === undefined ? {} : { rateCenter: ratecenter.toLowerCase() }),
        }
        const { items, more } = inventory.search(wanted, numbers.taken)
        const filters = Object.entries({ npa, nxx, state, ratecenter, tn })
        const entries = items.map((number) => [number.number, numberForSale(number)] as const)
        return listing('tns', paths.numbers, filters, request, { items: entries, more })
      },
    },
  ]
}

function readFilters(query: URLSearchParams) {
  const npa = codeFilter(query, 'npa')
  const nxx = codeFilter(query, 'nxx')
  const state = patternFilter(query, 'state', /^[a-z]{2}$/i, 'two letters')
  const ratecenter = textFilter(query, 'ratecenter')
  const tn = patternFilter(query, 'tn', /^\d{1,11}$/, 'at most 11 digits')
  if (nxx !== undefined && npa === undefined) throw new Problem(400, 'nxx needs npa.')
  if (ratecenter !== undefined && state === undefined) throw new Problem(400, 'ratecenter needs state.')
  return { npa, nxx, state, ratecenter, tn }
}

/** An area code or exchange, or a part of one. */
function codeFilter(query: URLSearchParams, name: string): string | undefined {
  return patternFilter(query, name, /^\d{1,3}$/, 'at most three digits')
}

function numberForSale({ setupCost, monthlyCost, state, rateCenter }: AvailableNumber): object {
  return {
    initial_cost: setupCost.toFixed(2),
    monthly_cost: monthlyCost.toFixed(2),
    billing_methods: billingMethods,
    ratecenter: rateCenter?.toUpperCase() ?? null,
    state: state?.toUpperCase() ?? null,
  }
}
