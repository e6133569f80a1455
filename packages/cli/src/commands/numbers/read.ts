import { type ListOptions, Numbers, type SearchOptions } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { take } from '../../take.ts'

type SearchFilters = Pick<
  SearchOptions,
  'state' | 'rateCenter' | 'startsWith' | 'contains' | 'endsWith' | 'numberType' | 'tier'
>

/** Lists numbers for sale. */
export const search: Action<SearchFilters & { limit: number }> = async (session, options) => {
  const { state, rateCenter, startsWith, contains, endsWith, numberType, tier, limit } = options
  const filters = defined({ state, rateCenter, startsWith, contains, endsWith, numberType, tier })
  const numbers = new Numbers(await session.client())
  const found = numbers.search({ ...filters, pageSize: Math.min(limit, 200) }, session.request)
  const columns = ['id', 'rateCenter', 'state', 'numberType', 'monthlyCost', 'setupCost']
  await session.printer.list(await found.take(limit), columns)
}

type ListFilters = Pick<ListOptions, 'startsWith' | 'contains' | 'endsWith' | 'alias'>

/** Lists the account's numbers. */
export const list: Action<ListFilters & { limit?: number }> = async (session, options) => {
  const { startsWith, contains, endsWith, alias, limit } = options
  const numbers = new Numbers(await session.client())
  const found = numbers.list(defined({ startsWith, contains, endsWith, alias }), session.request)
  const columns = ['id', 'alias', 'numberType', 'rateCenter', 'state', 'cnamLookupsEnabled']
  await session.printer.list(await take(session, found, limit), columns)
}

/** Shows one number, with its routes, address and name. */
export const get: Action<object, [number: string]> = async (session, _, number) => {
  const numbers = new Numbers(await session.client())
  await session.printer.item(await numbers.get(number, session.request))
}
