import { areaCodes } from './area-codes.ts'
import type { AvailableNumber } from './types.ts'

const byCode = new Map(areaCodes.map((areaCode) => [areaCode.code, areaCode]))

/** USD a month, as most numbers for sale. */
const monthlyCost = 1.25

/** What is known of a number of the United States or Canada that comes from elsewhere; undefined for all others. */
export function foreignNumber(number: string): AvailableNumber | undefined {
  const [, code = '', exchange = ''] = /^1([2-9]\d{2})([2-9]\d{2})\d{4}$/.exec(number) ?? []
  const areaCode = byCode.get(code)
  if (areaCode === undefined) return undefined
  const { rateCenters, state, numberType, isoCountry } = areaCode
  const rateCenter = rateCenters[Number(exchange) % rateCenters.length] ?? null
  return { number, rateCenter, state, numberType, isoCountry, monthlyCost, setupCost: 0 }
}
