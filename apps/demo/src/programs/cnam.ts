import { Cnam, type CnamRecord } from '@flowroute/cnam'
import { Numbers } from '@flowroute/numbers'
import type { Program } from '../program.ts'
import type { Report } from '../report.ts'
import { buyFrom } from './buy.ts'

const hour = 3_600_000

/** From a name to the screen of the person called: the programme of the official `cnam_demo`. */
export const cnam: Program = {
  name: 'cnam',
  title: 'Caller names',
  async run(world, report) {
    const names = new Cnam(world.client)
    const numbers = new Numbers(world.client)

    await report.step(
      'The approved caller names on the account',
      () => names.list({ isApproved: true, pageSize: 5 }),
      ({ items }) => items.map(describe),
    )
    if (!world.mayBuy) {
      report.skip('Create a caller name and assign it to a number', '--buy is not given')
      return 'Looked around; nothing was created.'
    }
    const created = await report.step(
      'Ask for a new one',
      () => names.create(`FR ${Date.now().toString(36).slice(-6).toUpperCase()}`),
      (record) => [describe(record)],
    )
    if (world.emulator === undefined) {
      report.skip('Assign it to a number', 'approval takes up to 48 hours')
    } else {
      await world.wait(49 * hour)
      await report.step(
        'Two days later',
        () => names.get(created.id),
        (record) => [describe(record)],
      )
      await assign(names, numbers, created, report)
    }
    await report.step(
      'Delete it',
      () => names.delete(created.id).then(() => ({ deleted: created.id })),
      ({ deleted }) => `record ${deleted} is gone`,
    )
    return `"${created.value}" was asked for${world.emulator ? ', approved, shown to callees' : ''} and deleted.`
  },
}

async function assign(names: Cnam, numbers: Numbers, { id }: CnamRecord, report: Report): Promise<void> {
  const number = await buyFrom('WA', numbers, report)
  await report.step(
    `Show it to those called from ${number}`,
    () => names.assign(id, number),
    ({ dateCreated }) => `asked for at ${dateCreated.toISOString()}; it takes 5 to 7 business days`,
  )
  await report.step(
    'The numbers that show it',
    () => names.get(id),
    (record) => (record.numbers ?? []).map((shown) => ({ number: shown.id })),
  )
  await report.step(
    `Stop showing it`,
    () => names.unassign(number),
    ({ dateCreated }) => `asked for at ${dateCreated.toISOString()}`,
  )
}

function describe({
  id,
  value,
  isApproved,
  creationDatetime,
  rejectionReason,
}: CnamRecord): Record<string, unknown> {
  return { id, name: value, approved: isApproved, created: creationDatetime, rejected: rejectionReason }
}
