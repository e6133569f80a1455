import { Buffer } from 'node:buffer'
import { NotFoundError, UnprocessableEntityError } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { type Porting, type PortOrder, StorageError } from '../src/index.ts'
import { emulated, failureOf, newOrder } from './support.ts'

const day = 24 * 3_600_000
const signature = { signatureName: 'Ada Example', signatureTitle: 'Owner' }
/** Numbers of the same carrier. */
const numbers = ['(206) 555-0100', '(206) 555-0101']
const wire = ['+12065550100', '+12065550101']

async function created(porting: Porting, change: object = {}): Promise<PortOrder> {
  const { orders } = await porting.create({ ...newOrder, numbers, ...change })
  return orders[0] as PortOrder
}

async function sign(porting: Porting, id: string): Promise<PortOrder | undefined> {
  return porting.signLoa(id, await porting.getLoa(id), signature)
}

describe('numbers', () => {
  it('are portable or not', async () => {
    const { porting } = await emulated()
    expect(await porting.checkPortability([...numbers, '(206) 555-0199'])).toStrictEqual({
      portable: wire,
      nonportable: ['+12065550199'],
      hypernetworkEnabled: ['+12065550100'],
      groups: [],
    })
  })

  it('are added to a pending order and removed from it, in groups too', async () => {
    const { porting } = await emulated()
    const { id, groupId } = await created(porting)
    const change = { add: ['2065550102'], remove: ['2065550100'] }
    expect((await porting.changeNumbers(id, change)).numbers).toStrictEqual(['+12065550101', '+12065550102'])
    await porting.addToGroup(String(groupId), ['18005550100'])
    const { orders, status } = await porting.getGroupStatus(String(groupId))
    expect([orders.length, status]).toStrictEqual([2, 'requires_action'])
  })
})

describe('an order', () => {
  it('is created with what was sent, found, and canceled', async () => {
    const { porting } = await emulated()
    expect(await porting.list().toArray()).toStrictEqual([])
    const order = await created(porting, { last4Ssn: '6789', pin: '1234', alias: 'Move' })
    expect(order).toMatchObject({
      numbers: wire,
      status: 'pending',
      statusUpdatedAt: null,
      billingName: 'Ada Example',
      state: 'WA',
      country: 'US',
      last4Ssn: '6789',
      pin: '1234',
      alias: 'Move',
      cost: '7.5',
    })
    expect(await porting.get(order.id)).toStrictEqual(order)
    expect(await porting.list({ status: 'pending' }).toArray()).toMatchObject([
      { id: order.id, numbers: wire },
    ])
    expect(await porting.list({ status: 'completed' }).toArray()).toStrictEqual([])
    expect(await porting.cancel(order)).toMatchObject({ id: order.id, status: 'canceled' })
    expect((await porting.getStatus(order.id)).status).toBe('canceled')
  })

  it('is listed once, however the list is cut into pages', async () => {
    const { porting } = await emulated()
    const ids: string[] = []
    for (let index = 0; index < 5; index++)
      ids.push((await created(porting, { numbers: [`206555012${index}`] })).id)
    const listed = await porting.list({ pageSize: 2 }).toArray()
    expect(listed.map(({ id }) => id).sort()).toStrictEqual(ids.sort())
  })

  it('has details that can be corrected while it is pending or rejected', async () => {
    const { porting, emulator } = await emulated()
    const order = await created(porting, { last4Ssn: '6789' })
    const { id } = order
    const details = { billingName: 'Ada B. Example', zip: '98104', last4Ssn: '4321' }
    const corrected = await porting.updateDetails(id, details)
    expect(corrected).toStrictEqual({ ...order, ...details })
    await sign(porting, id)
    emulator.portOrders.reject(id, 'The street does not match.')
    const rejected = await porting.get(id)
    const street = { street: '2 Sample St', desiredCompletionDate: '2026-02-12' }
    expect(await porting.updateDetails(rejected, street)).toMatchObject({
      ...details,
      ...street,
      status: 'rejected',
    })
    emulator.portOrders.resubmit(id)
    const late = await failureOf(porting.updateDetails(id, { zip: '98101' }))
    expect(late).toBeInstanceOf(UnprocessableEntityError)
    expect(late.message).toContain('This port order is review; this needs pending or rejected.')
  })

  it('has presets that can be changed', async () => {
    const { porting } = await emulated()
    const { id } = await created(porting)
    expect(await porting.updatePresets(id, { alias: 'b' })).toMatchObject({ alias: 'b' })
    expect(await failureOf(porting.updatePresets(id, { primaryRouteId: '1' }))).toMatchObject({
      outcome: 'rejected',
    })
  })

  it('is submitted by its signature, and completes in its time', async () => {
    const { porting, emulator } = await emulated()
    const { id } = await created(porting)
    const loa = await porting.getLoa(id)
    expect(loa).toMatchObject({ id, numbers: ['2065550100', '2065550101'], signatureName: '' })
    expect(await porting.signLoa(id, loa, signature)).toMatchObject({ id, status: 'processing' })

    const seen: string[] = []
    const watch = porting.watch(id, { interval: { base: 1, max: 1 } })
    for await (const { status } of watch) {
      seen.push(status)
      emulator.clock.advance(8 * day)
    }
    expect(seen.at(-1)).toBe('completed')
    expect(await failureOf(porting.updatePresets(id, { alias: 'late' }))).toBeInstanceOf(
      UnprocessableEntityError,
    )
  })

  it('that is rejected says why', async () => {
    const { porting, emulator } = await emulated()
    const { id } = await created(porting)
    await sign(porting, id)
    emulator.portOrders.reject(id, 'The name does not match.')
    expect(await porting.watch(id)).toMatchObject({ status: 'rejected', reason: 'The name does not match.' })
    expect(await porting.cancel(id)).toMatchObject({ status: 'abandoned' })
  })

  it('that is not there is not found', async () => {
    const { porting } = await emulated()
    await created(porting)
    for (const call of [
      () => porting.get('1'),
      () => porting.getStatus('1'),
      () => porting.cancel('1'),
      () => porting.getLoa('1'),
      () => porting.uploadDocument('1', { filename: 'a', content: new Uint8Array(1) }),
    ]) {
      expect(await failureOf(call())).toBeInstanceOf(NotFoundError)
    }
  })

  it('that is submitted refuses what only a pending one allows, with the reason', async () => {
    const { porting } = await emulated()
    const { id } = await created(porting)
    await sign(porting, id)
    for (const call of [
      () => porting.cancel(id),
      () => porting.changeNumbers(id, { add: ['2065550102'] }),
      () => sign(porting, id),
      () => porting.uploadDocument(id, { filename: 'a', content: new Uint8Array(1) }),
    ]) {
      expect(await failureOf(call())).toMatchObject({ name: 'UnprocessableEntityError', outcome: 'rejected' })
    }
  })
})

describe('a document', () => {
  const pdf = new Uint8Array(100_000).map((_, index) => (index * 7) % 256)

  it('is uploaded, listed and downloaded', async () => {
    const { porting } = await emulated()
    const { id } = await created(porting)
    await porting.uploadDocument(id, { filename: 'bill.pdf', content: pdf })
    const content = new Blob([pdf]).stream()
    await porting.uploadDocument(id, { filename: 'csr.pdf', content, size: pdf.length })
    const documents = await porting.listDocuments(id)
    expect(documents).toMatchObject([
      { filename: 'bill.pdf', status: 'uploaded' },
      { filename: 'csr.pdf', status: 'uploaded' },
    ])
    for (const document of documents) {
      const bytes = await (await porting.downloadDocument(id, String(document.id))).bytes()
      expect(Buffer.compare(bytes, pdf)).toBe(0)
    }
  })

  it('is taken from a URL', async () => {
    const { porting, emulator } = await emulated()
    const { id } = await created(porting)
    await using server = await startServer([{ body: 'a bill' }])
    const added = await porting.addDocumentFromUrl(id, `${server.url}/b`, { filename: 'bill.pdf' })
    expect(added).toMatchObject({ originalUrl: `${server.url}/b?filename=bill.pdf`, file: 'bill.pdf' })
    emulator.clock.advance(day)
    await emulator.settled()
    expect(await porting.listDocuments(id)).toMatchObject([{ id: added.id, status: 'uploaded' }])
    const { bytes } = await porting.downloadDocument(id, String(added.id))
    expect(Buffer.from(await bytes()).toString()).toBe('a bill')
  })

  it('whose URL has expired is refused with the reason of the storage', async () => {
    const { porting, emulator } = await emulated()
    const { id } = await created(porting)
    const late = porting.uploadDocument(id, { filename: 'bill.pdf', content: slow(), size: pdf.length })
    async function* slow(): AsyncGenerator<Uint8Array> {
      emulator.clock.advance(day)
      yield pdf
    }
    const error = await failureOf(late)
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({ status: 403, code: 'AccessDenied', outcome: 'rejected' })
  })
})
