import { phoneNumber } from '@flowroute/core'
import { type AvailableNumber, Numbers } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { dollars } from '../../confirm.ts'
import { notFound } from '../../failures.ts'

interface Options {
  messaging?: true
  cnamLookups?: true
}

/** Buys a number, once its price is accepted. */
export const buy: Action<Options, [number: string]> = async (session, options, number) => {
  const id = phoneNumber(number, 'number')
  const numbers = new Numbers(await session.client())
  if (!session.isDryRun) {
    const offer = (await numbers.search({ startsWith: id, pageSize: 1 }, session.request).take(1))[0]
    if (offer?.id !== id) throw notFound(`${id} is not for sale.`, 'flowroute numbers search')
    await session.confirm({ question: `Buy ${id} for ${priceOf(offer)}?`, cost: costOf(offer) })
  }
  const chosen = {
    ...(options.messaging && { messagingEnabled: true }),
    ...(options.cnamLookups && { cnamLookupsEnabled: true }),
  }
  const bought = await session.write(() => numbers.purchase(id, chosen, session.request), {
    ifUnknown: `It may be yours: flowroute numbers get ${id}`,
  })
  if (bought) await session.printer.done(bought.result, `${id} is yours.`)
}

/** What is charged at once, if both prices are known. */
function costOf({ setupCost, monthlyCost }: AvailableNumber): number | undefined {
  return setupCost === undefined || monthlyCost === undefined ? undefined : setupCost + monthlyCost
}

function priceOf({ setupCost, monthlyCost }: AvailableNumber): string {
  if (setupCost === undefined || monthlyCost === undefined) return 'a price that the search does not give'
  return `${dollars(setupCost)} for setup and ${dollars(monthlyCost)} a month`
}
