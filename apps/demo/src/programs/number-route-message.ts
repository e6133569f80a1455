import { type Message, Messages } from '@flowroute/messages'
import { type AvailableNumber, Numbers, type PhoneNumber } from '@flowroute/numbers'
import { type Route, Routes } from '@flowroute/routes'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import type { World } from '../world.ts'

const day = 86_400_000

/** From an area code to a text message: the programme of the official `number_route_message_demo`. */
export const numberRouteMessage: Program = {
  name: 'number-route-message',
  title: 'Numbers, routes and messages',
  async run(world, report) {
    const numbers = new Numbers(world.client)
    const routes = new Routes(world.client)
    const messages = new Messages(world.client)

    const offer = await findNumber(numbers, report)
    const bought = await buyNumber(numbers, offer, world, report)
    await report.step(
      'The numbers on the account',
      () => numbers.list({ pageSize: 5 }),
      ({ items }) => items.map(describe),
    )
    await routeCalls(routes, numbers, bought, world, report)
    await exchangeMessages(messages, numbers, bought, world, report)
    return bought
      ? `Bought ${bought.id}, routed its calls and sent from it.`
      : 'Looked around; nothing was bought.'
  },
}

async function findNumber(numbers: Numbers, report: Report): Promise<AvailableNumber> {
  const areaCodes = await report.step(
    'Area codes with numbers for sale, setup at most $3.25',
    () => numbers.listAreaCodes({ maxSetupCost: 3.25 }).take(40),
    (codes) => codes.map(({ id }) => id).join(' '),
  )
  const areaCode = areaCodes.find(({ id }) => id === '206')?.id ?? areaCodes[0]?.id ?? '206'
  await report.step(
    `Exchanges in area code ${areaCode}`,
    () => numbers.listExchanges({ areaCode, maxSetupCost: 3.25 }).take(12),
    (exchanges) => exchanges.map(({ id }) => id).join(' '),
  )
  const offers = await report.step(
    `Numbers for sale that start with ${areaCode}`,
    () => numbers.search({ startsWith: areaCode }).take(3),
    (found) =>
      found.map(({ id, rateCenter, state, monthlyCost, setupCost }) => ({
        number: id,
        'rate center': rateCenter,
        state,
        monthly: dollars(monthlyCost),
        setup: dollars(setupCost),
      })),
  )
  const [offer] = offers
  if (offer === undefined) throw new Error(`No number for sale starts with ${areaCode}`)
  return offer
}

async function buyNumber(
  numbers: Numbers,
  offer: AvailableNumber,
  world: World,
  report: Report,
): Promise<PhoneNumber | undefined> {
  const title = `Buy ${offer.id}`
  if (!world.mayBuy) {
    report.skip(title, '--buy is not given')
    return undefined
  }
  const bought = await report.step(
    title,
    () => numbers.purchase(offer.id),
    (number) => [describe(number)],
  )
  return report.step(
    `Details of ${bought.id}`,
    () => numbers.get(bought.id),
    ({ primaryRoute, failoverRoute, status, tier }) => [
      { status, tier, 'primary route': primaryRoute?.alias, 'failover route': failoverRoute?.alias },
    ],
  )
}

async function routeCalls(
  routes: Routes,
  numbers: Numbers,
  bought: PhoneNumber | undefined,
  world: World,
  report: Report,
): Promise<void> {
  if (bought === undefined) {
    // Calls to a number in use would go astray.
    report.skip(
      'Create a route and send calls over it',
      `only done with a number bought here, on ${world.place}`,
    )
  } else {
    const mark = Date.now().toString(36)
    const create = (alias: string, value: string): Promise<Route> =>
      report.step(
        `Create the route "${alias}"`,
        () => routes.create({ alias, routeType: 'host', value }),
        (route) => [describeRoute(route)],
      )
    const primary = await create(`demo primary ${mark}`, 'sip.example.com')
    const failover = await create(`demo failover ${mark}`, 'backup.example.com:5060')
    await report.step(
      `Send calls to ${bought.id} over them`,
      async () => {
        await routes.setPrimary(bought.id, primary.id)
        await routes.setFailover(bought.id, failover.id)
        return numbers.get(bought.id)
      },
      ({ primaryRoute, failoverRoute }) => [
        { 'primary route': primaryRoute?.alias, 'failover route': failoverRoute?.alias },
      ],
    )
  }
  await report.step(
    'The routes on the account',
    () => routes.list({ pageSize: 5 }),
    ({ items }) => items.map(describeRoute),
  )
}

async function exchangeMessages(
  messages: Messages,
  numbers: Numbers,
  bought: PhoneNumber | undefined,
  world: World,
  report: Report,
): Promise<void> {
  const from = bought?.id ?? (await numbers.list().take(1))[0]?.id
  if (!world.maySend || from === undefined) {
    report.skip(
      'Send an MMS',
      world.maySend ? 'the account has no number to send from' : '--send is not given',
    )
  } else {
    const sent = await report.step(
      `Send an MMS from ${from} to ${world.mobileNumber}`,
      () =>
        messages.send({
          to: world.mobileNumber,
          from,
          body: 'hello there',
          mediaUrls: ['https://www.example.com/hello.gif'],
        }),
      ({ id }) => `accepted as ${id}`,
    )
    await world.wait(2_000)
    await report.step(
      'Look that message up',
      () => messages.get(sent.id),
      (message) => [describeMessage(message)],
    )
  }
  await report.step(
    'The messages of the last 30 days',
    () => messages.list({ startDate: new Date(Date.now() - 30 * day), pageSize: 5 }),
    ({ items }) => items.map(describeMessage),
  )
}

function describe({ id, alias, rateCenter, state, numberType }: PhoneNumber): Record<string, unknown> {
  return { number: id, alias, 'rate center': rateCenter, state, type: numberType }
}

function describeRoute({ id, alias, routeType, value }: Route): Record<string, unknown> {
  return { id, alias, type: routeType, value }
}

function describeMessage(message: Message): Record<string, unknown> {
  const { timestamp, direction, from, to, body, isMms, status, amountDisplay } = message
  return {
    time: timestamp,
    direction,
    from,
    to,
    body,
    kind: isMms ? 'MMS' : 'SMS',
    status,
    cost: amountDisplay,
  }
}

function dollars(amount: number | undefined): string | undefined {
  return amount === undefined ? undefined : `$${amount.toFixed(2)}`
}
