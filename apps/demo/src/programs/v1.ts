import { type AvailableNumber, NumbersV1, type PhoneNumber, type Route } from '@flowroute/numbers-v1'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import type { World } from '../world.ts'

/** From an area code to a number with routes by the older API: the programme of its Python library's `demo.py`. */
export const v1: Program = {
  name: 'v1',
  title: 'The older API v1',
  async run(world, report) {
    const numbers = new NumbersV1(world.client)

    const offer = await findNumber(numbers, report)
    const bought = await buyNumber(numbers, offer, world, report)
    await report.step(
      'The numbers on the account',
      () => numbers.list({ pageSize: 5 }),
      ({ items }) => items.map(describe),
    )
    await routeCalls(numbers, bought, world, report)
    await report.step(
      'The routes on the account',
      () => numbers.listRoutes({ pageSize: 5 }),
      ({ items }) => items.map(describeRoute),
    )
    return bought ? `Bought ${bought} and routed its calls.` : 'Looked around; nothing was bought.'
  },
}

async function findNumber(numbers: NumbersV1, report: Report): Promise<AvailableNumber> {
  const npas = await report.step(
    'Area codes (NPA) with numbers for sale',
    () => numbers.listNpas().take(40),
    (codes) => codes.map(({ id }) => id).join(' '),
  )
  const npa = npas.find(({ id }) => id === '206')?.id ?? npas[0]?.id ?? '206'
  const exchanges = await report.step(
    `Exchanges (NPANXX) in area code ${npa}`,
    () => numbers.listNpaNxxs({ npa }).take(12),
    (codes) => codes.map(({ id }) => id).join(' '),
  )
  const nxx = exchanges[0]?.id.slice(3)
  const [offer] = await report.step(
    `Numbers for sale in ${npa} ${nxx ?? ''}`.trim(),
    () => numbers.search({ npa, nxx }).take(3),
    (found) =>
      found.map(({ id, ratecenter, state, monthlyCost, initialCost, billingMethods }) => ({
        number: id,
        'rate center': ratecenter,
        state,
        monthly: `$${monthlyCost.toFixed(2)}`,
        initial: `$${initialCost.toFixed(2)}`,
        billing: billingMethods.join(', '),
      })),
  )
  if (offer === undefined) throw new Error(`No number for sale in area code ${npa}`)
  return offer
}

/** Buys the number; gives its digits, or undefined when nothing may be bought. */
async function buyNumber(
  numbers: NumbersV1,
  { id }: AvailableNumber,
  world: World,
  report: Report,
): Promise<string | undefined> {
  const title = `Buy ${id}, and look at it`
  if (!world.mayBuy) {
    report.skip(title, '--buy is not given')
    return undefined
  }
  await report.step(
    title,
    async () => {
      await numbers.purchase(id, { billingMethod: 'VPRI' })
      return numbers.get(id)
    },
    (number) => [describe(number)],
  )
  return id
}

async function routeCalls(
  numbers: NumbersV1,
  bought: string | undefined,
  world: World,
  report: Report,
): Promise<void> {
  if (bought === undefined) {
    // Calls to a number in use would go astray.
    report.skip(
      'Create routes and send calls over them',
      `only done with a number bought here, on ${world.place}`,
    )
    return
  }
  const mark = Date.now().toString(36)
  const primary = { name: `host${mark}`, type: 'HOST', value: '24.239.23.40:5060' } as const
  const failover = { name: `mobile${mark}`, type: 'PSTN', value: '(206) 555-0123' } as const
  for (const route of [primary, failover]) {
    await report.step(
      `Create the route "${route.name}"`,
      () => numbers.createRoute(route).then(() => route),
      ({ type, value }) => `${type} ${value}`,
    )
  }
  await report.step(
    `Send calls to ${bought} over them`,
    async () => {
      await numbers.updateRoutes(bought, [primary, failover])
      return numbers.get(bought)
    },
    (number) => [describe(number)],
  )
}

function describe({ id, billingMethod, routes: [primary, failover] }: PhoneNumber): Record<string, unknown> {
  return {
    number: id,
    billing: billingMethod,
    'primary route': primary?.name,
    'failover route': failover?.name,
  }
}

function describeRoute({ id, type, value }: Route): Record<string, unknown> {
  return { name: id, type, value }
}
