import type { Numbers } from '@flowroute/numbers'
import type { Report } from '../report.ts'

/** Buys the first number for sale in a state; gives its digits. */
export async function buyFrom(state: string, numbers: Numbers, report: Report): Promise<string> {
  const { id } = await report.step(
    `Buy a number in ${state}`,
    async () => {
      const [offer] = await numbers.search({ state }).take(1)
      if (offer === undefined) throw new Error(`No number for sale in ${state}`)
      return numbers.purchase(offer.id)
    },
    (number) => [{ number: number.id, 'rate center': number.rateCenter, state: number.state }],
  )
  return id
}
