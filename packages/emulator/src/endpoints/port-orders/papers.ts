import { fileUrl, letterResource, pulledFile } from '../../documents/port-orders.ts'
import { readAttributes } from '../../http/document.ts'
import type { Call, Endpoint } from '../../http/endpoint.ts'
import { requiredText, requiredUrl } from '../../http/fields.ts'
import { unprocessable } from '../../problem.ts'
import type { PortOrder } from '../../saved/port-orders.ts'
import { letterOf } from '../../world/porting/letter.ts'
import { noSuchOrder } from '../../world/porting/no-such-order.ts'
import type { World } from '../../world/world.ts'
import { documentPath } from './storage.ts'

/** How long a URL of the storage is valid. */
const urlSeconds = 3_600

/** The papers of a port order: the letter of agency (LOA), and documents such as bills. */
export function portPaperEndpoints(world: World): Endpoint[] {
  const { portOrders, signedUrls, clock } = world
  const base = '/v2/portorders/:id'
  const orderOf = (call: Call): PortOrder => portOrders.get(call.parameter('id'))

  function showUrl(call: Call, method: 'GET' | 'PUT', orderId: string, fileId: string) {
    const now = clock.now().getTime()
    const { origin } = new URL(call.request.url)
    const url = signedUrls.sign(origin, method, documentPath(orderId, fileId), now, urlSeconds)
    return { status: 200, body: { data: fileUrl(orderId, fileId, url, now + urlSeconds * 1_000) } }
  }

  return [
    // One example of the documentation has the name in capitals.
    ...['loa', 'LOA'].flatMap((name): Endpoint[] => [
      {
        method: 'GET',
        path: `${base}/${name}`,
        handle: (call) => ({ status: 200, body: { data: letterResource(orderOf(call)) } }),
      },
      {
        method: 'POST',
        path: `${base}/${name}`,
        async handle(call) {
          const order = orderOf(call)
          const fields = await readAttributes(call.request, { type: 'loa' })
          const title = requiredText(fields, 'signature_title')
          const signer = requiredText(fields, 'signature_name')
          checkUnchanged(fields, order)
          portOrders.sign(order, signer, title)
          return { status: 201 }
        },
      },
    ]),
    {
      method: 'POST',
      path: `${base}/upload_file`,
      async handle(call) {
        const order = orderOf(call)
        const filename = requiredText(await readAttributes(call.request, {}), 'filename')
        const file = portOrders.awaitFile(order, filename)
        return showUrl(call, 'PUT', order.id, file.id)
      },
    },
    {
      method: 'POST',
      path: `${base}/files`,
      async handle(call) {
        const order = orderOf(call)
        const url = requiredUrl(await readAttributes(call.request, {}), 'url')
        return { status: 200, body: { data: pulledFile(portOrders.pullFile(order, url)) } }
      },
    },
    {
      method: 'GET',
      path: `${base}/files/:file`,
      handle(call) {
        const order = orderOf(call)
        const file = portOrders.file(order.id, call.parameter('file'))
        if (file.content === null) throw noSuchOrder('No such file')
        return showUrl(call, 'GET', order.id, file.id)
      },
    },
  ]
}

/** Only the signature may be changed in a letter; what is left out, empty or null counts as unchanged. */
function checkUnchanged(fields: Readonly<Record<string, unknown>>, order: PortOrder): void {
  const changed = Object.entries(letterOf(order)).filter(([name, value]) => {
    const given = fields[name] ?? ''
    return given !== '' && JSON.stringify(given) !== JSON.stringify(value)
  })
  if (changed.length === 0) return
  throw unprocessable(
    `Only signature_name and signature_title can be changed in a letter, not ${changed.map(([name]) => name).join(', ')}.`,
  )
}
