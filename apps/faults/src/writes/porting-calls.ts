import type { Client } from '@flowroute/core'
import type { EmulatorSnapshot } from '@flowroute/emulator'
import { type LetterOfAgency, Porting, type PortOrder } from '@flowroute/porting'
import { newOrder, signature } from '@flowroute/testing/methods'
import type { Write, WriteKey } from './write.ts'

/** An address at which the service finds nothing, without leaving this machine. */
const documentUrl = ({ text }: WriteKey): string => `http://127.0.0.1:5/${encodeURIComponent(text)}.pdf`

/** The order that a write needs. */
async function prepareOrder(client: Client, number: string): Promise<{ order: PortOrder }> {
  const { orders } = await new Porting(client).create({ ...newOrder, numbers: [number] })
  return { order: orders[0] as PortOrder }
}

const orderId = ({ order }: WriteKey): string => order?.id ?? ''

const groupId = ({ order }: WriteKey): string => order?.groupId ?? ''

const ordersOf = ({ portOrders }: EmulatorSnapshot, { number }: WriteKey) =>
  portOrders.made.filter(({ numbers }) => numbers.includes(number))

/** Those of porting. */
export const portingWrites: readonly Write[] = [
  {
    name: 'Porting.create',
    call: (client, { number }) => new Porting(client).create({ ...newOrder, numbers: [number] }),
    lookUp: async (client, { number }) =>
      (await new Porting(client).list({ numbers: [number] }).toArray()).length,
    count: (snapshot, key) => ordersOf(snapshot, key).length,
  },
  {
    name: 'Porting.addToGroup',
    // A number of the same run, which no other has.
    prepare: (client, { text }) =>
      prepareOrder(client, `1206555${text.replace('RUN ', '').padStart(4, '0').slice(-4)}`),
    call: (client, key) => new Porting(client).addToGroup(groupId(key), [key.number]),
    async lookUp(client, key) {
      const porting = new Porting(client)
      const { orders } = await porting.getGroupStatus(groupId(key))
      const found = await Promise.all(orders.map(({ id }) => porting.get(id)))
      return found.filter(({ numbers }) => numbers.includes(`+${key.number}`)).length
    },
    count: (snapshot, key) => ordersOf(snapshot, key).length,
  },
  {
    name: 'Porting.signLoa',
    async prepare(client, { number }) {
      const { order } = await prepareOrder(client, number)
      return { order, loa: await new Porting(client).getLoa(order) }
    },
    call: (client, key) => new Porting(client).signLoa(orderId(key), key.loa as LetterOfAgency, signature),
    lookUp: async (client, key) =>
      Number((await new Porting(client).getStatus(orderId(key))).status !== 'pending'),
    count: (snapshot, key) =>
      ordersOf(snapshot, key).flatMap(({ files }) => files.filter(({ filename }) => filename === 'loa.pdf'))
        .length,
    mayBeEmpty: true,
  },
  {
    name: 'Porting.addDocumentFromUrl',
    prepare: (client, { number }) => prepareOrder(client, number),
    call: (client, key) => new Porting(client).addDocumentFromUrl(orderId(key), documentUrl(key)),
    lookUp: async (client, key) => (await new Porting(client).listDocuments(orderId(key))).length,
    count: (snapshot, key) =>
      ordersOf(snapshot, key).flatMap(({ files }) =>
        files.filter(({ originalUrl }) => originalUrl === documentUrl(key)),
      ).length,
  },
]
