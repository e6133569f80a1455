import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

/** How long it takes until a number can message once that is asked for. */
export const provisioningMilliseconds = 3_000

/** Whether a number can be provisioned. Those that end with 13 cannot, so that a failure can be met. */
export function isProvisionable(number: string): boolean {
  return !number.endsWith('13')
}

/** The task that enables a number for messaging, running until `readyAt`. */
export interface Provisioning {
  taskId: string
  /** Milliseconds since the epoch. */
  readyAt: number
  /** Who is to hear of its end. */
  notify: { email?: boolean; callbackUrl?: string }
}

export function startProvisioning(
  taskIds: Random,
  clock: Clock,
  notify: Provisioning['notify'],
): Provisioning {
  return { taskId: taskIds.uuid(), readyAt: clock.now().getTime() + provisioningMilliseconds, notify }
}

/** Where a number's messaging stands. */
export function messagingState(provisioning: Provisioning | null, clock: Clock): 'off' | 'processing' | 'on' {
  if (provisioning === null) return 'off'
  return clock.now().getTime() < provisioning.readyAt ? 'processing' : 'on'
}
