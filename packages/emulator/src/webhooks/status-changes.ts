import { provisioningAttributes, provisioningMessage } from '../documents/provisioning-tasks.ts'
import { stateOfTask } from '../world/provisioning-tasks.ts'
import type { World } from '../world/world.ts'
import type { Deliveries } from './deliveries.ts'
import { statusChangePayload } from './event-payload.ts'

/** Posts changes of states to the URL that was given with what has changed. */
export function postStatusChanges(world: World, deliveries: Deliveries): void {
  const ids = world.random.stream('notifications')
  world.portOrders.watch(({ order: { id, state, details }, at }) => {
    const url = details.statusUrl
    if (url === null) return
    const change = {
      type: 'po_status_change',
      resourceType: 'portorders',
      resourceId: id,
      status: state,
      message: `Port Order #${id} has been ${state}.`,
      url,
      at,
    }
    deliveries.add(url, statusChangePayload(change, ids, world.customerId), at)
  })
  world.cdrExports.watch(({ cdrExport: { id, state, callbackUrl: url }, at }) => {
    if (url === null) return
    const change = {
      type: 'cdr_status_change',
      resourceType: 'cdrexports',
      resourceId: id,
      status: state,
      message: `CDR export #${id} has ${state === 'failed' ? 'failed' : `been ${state}`}.`,
      url,
      at,
    }
    deliveries.add(url, statusChangePayload(change, ids, world.customerId), at)
  })
  world.provisioningTasks.watch(({ task, at }) => {
    const url = task.callbackUrl
    if (url === null) return
    const change = {
      type: 'provisioning_status_change',
      resourceType: 'message_provisioning',
      resourceId: task.id,
      status: stateOfTask(task),
      message: provisioningMessage(task),
      url,
      at,
      more: provisioningAttributes(task),
    }
    deliveries.add(url, statusChangePayload(change, ids, world.customerId), at)
  })
}
