import type { ProvisioningTask } from '../saved/provisioning-tasks.ts'
import { stateOfTask } from '../world/provisioning-tasks.ts'

/** A task: of one number, or of many with their groups. */
export function provisioningResource(task: ProvisioningTask): object {
  const type = task.numbers.length === 1 ? 'message_provisioning_status' : 'message_bulk_provisioning_status'
  return { attributes: provisioningAttributes(task), id: task.id, type }
}

export function provisioningAttributes(task: ProvisioningTask): object {
  const status = stateOfTask(task)
  const [first] = task.numbers
  if (task.numbers.length === 1) return { status, tn: first?.number }
  const group = (wanted: string): string[] =>
    task.numbers.flatMap(({ number, state }) => (state === wanted ? [number] : []))
  const numbers = {
    successful: group('successful'),
    processing: group('processing'),
    failed: group('failed'),
  }
  return { status, message: provisioningMessage(task), numbers }
}

export function provisioningMessage(task: ProvisioningTask): string {
  const doing = task.action === 'enable' ? 'Enabling' : 'Disabling'
  const what = `${doing} ${task.numbers.length === 1 ? 'a number' : `${task.numbers.length} numbers`} for messages`
  const status = stateOfTask(task)
  if (status === 'processing') return `${what} is under way.`
  return `${what} ${status === 'failed' ? 'has failed, in part at least' : 'was successful'}.`
}
