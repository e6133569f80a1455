import { E911 } from '@flowroute/e911'
import type { EmulatorServer } from '@flowroute/emulator'
import { Numbers, type PhoneNumber } from '@flowroute/numbers'
import { type NewPortOrder, Porting, type PortOrder, type PortOrderChange } from '@flowroute/porting'
import { Routes } from '@flowroute/routes'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import type { World } from '../world.ts'

const day = 24 * 3_600_000

const [shop, fax, foreign] = ['+12065550100', '+12065550103', '+442079460000'] as const

/** As the losing carrier has it: a difference is why most orders are rejected. */
const customer: Omit<NewPortOrder, 'numbers'> = {
  billingName: 'Ada Example',
  street: '1218 3rd Ave',
  city: 'Seattle',
  state: 'WA',
  zip: '98101',
  country: 'US',
  provider: 'Old Carrier',
  providerAccount: '123ABC',
}

/** Brings a number from another carrier, from the question whether that can be done to its first route. */
export const porting: Program = {
  name: 'porting',
  title: 'Porting a number',
  async run(world, report) {
    const porting = new Porting(world.client)
    await report.step(
      'Which numbers can be ported?',
      () => porting.checkPortability([shop, fax, foreign]),
      ({ portable, nonportable }) => [
        ...portable.map((number) => ({ number, portable: 'yes' })),
        ...nonportable.map((number) => ({ number, portable: 'no' })),
      ],
    )
    if (world.emulator === undefined) {
      report.skip('Port one of them', 'a signed order costs money and takes days')
      return 'Asked what can be ported; nothing was ordered.'
    }
    const emulated = { ...world, emulator: world.emulator }
    const number = await portNumber(porting, emulated, report)
    const { reason } = await beRejected(porting, emulated.emulator, report)
    return `${number.id} joined the account, and a second order was rejected: ${reason}`
  },
}

/** An order that completes. */
async function portNumber(
  porting: Porting,
  { client, emulator, wait }: World & { emulator: EmulatorServer },
  report: Report,
): Promise<PhoneNumber> {
  const presets = await preparePresets(new Routes(client), new E911(client), report)
  const order = await createOrder(porting, { ...customer, numbers: [shop], presets }, report)
  await report.step(
    'Upload the latest bill of the carrier it is with',
    async () => {
      await porting.uploadDocument(order, { filename: 'bill.pdf', content: bill })
      return porting.listDocuments(order)
    },
    (documents) => documents.map(({ id, filename, status }) => ({ document: id, filename, status })),
  )
  await sign(porting, order, report)
  // Days pass here without a wait; a program of your own just leaves the loop to itself.
  const goOn: Record<string, () => Promise<void> | void> = {
    processing: () => wait(day),
    submitted: () => wait(3 * day),
    accepted: () => emulator.portOrders.complete(order.id),
  }
  await report.step(
    'Watch it',
    async () => {
      const changes: (PortOrderChange & { at: Date })[] = []
      for await (const change of porting.watch(order, { interval: { base: 10, max: 10 } })) {
        changes.push({ ...change, at: emulator.clock.now() })
        await goOn[change.status]?.()
      }
      return changes
    },
    (changes) => changes.map(({ status, reason, at }) => ({ at, status, reason })),
  )
  return report.step(
    'It is on the account, with its presets',
    () => new Numbers(client).get(shop),
    ({ id, alias, primaryRoute, e911Address }) => [
      { number: id, alias, 'primary route': primaryRoute?.alias, 'emergency address': e911Address?.label },
    ],
  )
}

/** What the number is to have from its first minute on. */
function preparePresets(routes: Routes, addresses: E911, report: Report): Promise<NewPortOrder['presets']> {
  return report.step(
    'Prepare where its calls will go, and where emergency calls from it come from',
    async () => {
      const route = await routes.create({ alias: 'shop', routeType: 'host', value: 'sip.example.com' })
      const address = await addresses.create({
        label: 'Shop',
        firstName: 'Ada',
        lastName: 'Example',
        streetNumber: '1218',
        streetName: '3rd Ave',
        city: 'Seattle',
        state: 'WA',
        zip: '98101',
        country: 'US',
      })
      return { primaryRouteId: route.id, e911Id: address.id, alias: 'shop' }
    },
    ({ primaryRouteId, e911Id }) => [{ 'primary route': primaryRouteId, 'emergency address': e911Id }],
  )
}

/** Creates an order, which submits nothing and costs nothing yet. */
function createOrder(porting: Porting, details: NewPortOrder, report: Report): Promise<PortOrder> {
  return report.step(
    `Create an order for ${details.numbers.join(', ')}`,
    async () => {
      // Numbers of several carriers would become several orders.
      const [order] = (await porting.create(details)).orders
      if (order === undefined) throw new Error('No order was created')
      return order
    },
    ({ id, status, numbers, cost }) => [
      { order: id, status, numbers: numbers.join(' '), 'cost per number': `$${cost}` },
    ],
  )
}

/** Signs the letter that allows the move; from here on only support can cancel it. */
async function sign(porting: Porting, order: PortOrder, report: Report): Promise<void> {
  await report.step(
    'Read the letter of agency (LOA), and sign it: that submits the order',
    async () => {
      const loa = await porting.getLoa(order)
      await porting.signLoa(order, loa, { signatureName: 'Ada Example', signatureTitle: 'Owner' })
      return { loa, ...(await porting.getStatus(order.id)) }
    },
    ({ loa, status }) =>
      `"${String(loa.loaCopy).replace(/\s+/g, ' ').slice(0, 72)} …" is signed; the order is ${status}`,
  )
}

/** An order that the losing carrier rejects. */
async function beRejected(
  porting: Porting,
  emulator: EmulatorServer,
  report: Report,
): Promise<PortOrderChange> {
  const order = await createOrder(porting, { ...customer, numbers: [fax] }, report)
  await sign(porting, order, report)
  const rejection = await report.step(
    'Wait for its end: the carrier says no, and why',
    async () => {
      emulator.portOrders.reject(order.id, 'The account number does not match.')
      return porting.watch(order, { until: ['completed', 'rejected'] })
    },
    ({ status, reason }) => [{ status, reason }],
  )
  await report.step(
    'It could be corrected with updateDetails; here it is cancelled, free of charge',
    () => porting.cancel(rejection.order),
    ({ id, status }) => [{ order: id, status }],
  )
  return rejection
}

/** A PDF in form only. */
const bill = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n',
)
