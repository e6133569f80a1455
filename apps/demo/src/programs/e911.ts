import { E911, type EmergencyAddress } from '@flowroute/e911'
import { Numbers } from '@flowroute/numbers'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import { buyFrom } from './buy.ts'

/** From an address to an emergency call that finds it: the programme of the official `e911_demo`. */
export const e911: Program = {
  name: 'e911',
  title: 'Emergency addresses',
  async run(world, report) {
    const addresses = new E911(world.client)
    const numbers = new Numbers(world.client)
    const address = {
      label: `Front desk ${Date.now().toString(36)}`,
      firstName: 'Chris',
      lastName: 'Smith',
      streetNumber: '1218',
      streetName: '3rd Ave',
      addressType: 'suite',
      addressTypeNumber: '600',
      city: 'Seattle',
      state: 'WA',
      country: 'US',
      zip: '98101',
    } as const

    await report.step(
      'The emergency addresses on the account',
      () => addresses.list({ pageSize: 5 }),
      ({ items }) => items.map(describe),
    )
    await report.step(
      'Ask whether an address can be found',
      () => addresses.validate(address).then(() => address),
      ({ streetNumber, streetName, city, state, zip }) =>
        `yes: ${streetNumber} ${streetName}, ${city}, ${state} ${zip}`,
    )
    if (!world.mayBuy) {
      report.skip('Create an address and assign it to a number', 'it costs money, and --buy is not given')
      return 'Looked around; nothing was created.'
    }
    const created = await report.step(
      'Create it',
      () => addresses.create(address),
      (record) => [describe(record)],
    )
    await report.step(
      'Change one thing: nothing else moves',
      () => addresses.update(created.id, { lastName: 'Wiley' }),
      (record) => [describe(record)],
    )
    const number = await buyFrom('WA', numbers, report)
    await assign(addresses, numbers, created, number, report)
    return `An emergency call from ${number} would have reached ${created.label}.`
  },
}

async function assign(
  addresses: E911,
  numbers: Numbers,
  { id }: EmergencyAddress,
  number: string,
  report: Report,
): Promise<void> {
  await report.step(
    `Assign it to ${number}`,
    () => addresses.assign(id, number).then(() => numbers.get(number)),
    ({ e911Address }) => `the number's address is now ${e911Address?.id}`,
  )
  await report.step(
    'The numbers that have this address',
    () => addresses.listNumbers(id).toArray(),
    (found) => found.map(({ id, alias }) => ({ number: id, alias })),
  )
  await report.step(
    'Take it off the number and delete it',
    async () => {
      await addresses.unassign(number)
      await addresses.delete(id)
      return { deleted: id }
    },
    ({ deleted }) => `address ${deleted} is gone`,
  )
}

function describe(address: EmergencyAddress): Record<string, unknown> {
  const { id, label, firstName, lastName, streetNumber, streetName, addressType, addressTypeNumber } = address
  return {
    id,
    label,
    name: `${firstName} ${lastName}`,
    street: `${streetNumber} ${streetName}`,
    unit: [addressType, addressTypeNumber].filter(Boolean).join(' '),
    city: `${address.city}, ${address.state} ${address.zip}`,
  }
}
