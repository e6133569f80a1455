import { Numbers, type SearchOptions } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'

interface Options
  extends Pick<SearchOptions, 'state' | 'rateCenter' | 'startsWith' | 'contains' | 'endsWith'> {
  numberType?: string
  tier?: string
  limit: number
}

/** Lists numbers for sale. */
export const search: Action<Options> = async (session, options) => {
  const { state, rateCenter, startsWith, contains, endsWith, numberType, tier, limit } = options
  const filters = defined({ state, rateCenter, startsWith, contains, endsWith, numberType, tier })
  const numbers = new Numbers(await session.client())
  const found = await numbers
    .search({ ...filters, pageSize: Math.min(limit, 200) }, session.request)
    .take(limit)
  await session.printer.list(found, ['id', 'rateCenter', 'state', 'numberType', 'monthlyCost', 'setupCost'])
}
