import { readAttributes } from '../../http/document.ts'
import type { Call, Endpoint } from '../../http/endpoint.ts'
import { optionalText, requiredText } from '../../http/fields.ts'
import type { World } from '../../world/world.ts'
import { refuseOutOfRange } from './refuse-out-of-range.ts'

/** What Flowroute, the losing carrier and the customer do with port orders outside of the API. */
export function controlPortOrderEndpoints({ portOrders }: World): Endpoint[] {
  const action = (name: string, act: (id: string, call: Call) => void | Promise<void>): Endpoint => ({
    method: 'POST',
    path: `/__emulator/port-orders/:id/${name}`,
    async handle(call) {
      await act(portOrders.get(call.parameter('id')).id, call)
      return { status: 204 }
    },
  })
  return [
    action('accept', (id) => refuseOutOfRange(() => portOrders.bring(id, 'accepted'))),
    action('complete', (id) => refuseOutOfRange(() => portOrders.bring(id, 'completed'))),
    action('resubmit', (id) => refuseOutOfRange(() => portOrders.move(id, 'review'))),
    action('reject', async (id, { request }) => {
      const reason = requiredText(await readAttributes(request, {}), 'reason')
      refuseOutOfRange(() => portOrders.move(id, 'rejected', reason))
    }),
    action('hard-cancel', async (id, { request }) => {
      const reason = optionalText(await readAttributes(request, { optional: true }), 'reason')
      refuseOutOfRange(() => portOrders.move(id, 'hard_canceled', reason))
    }),
  ]
}
