import type { MessageRow } from '../ledger/tables.ts'
import type { Settings } from '../settings.ts'
import { maxCostTrip, pausedTrip, type Trip } from './breaker.ts'
import { claim } from './claim.ts'
import { sendOf } from './run.ts'
import { settle } from './settle.ts'

/** What came of trying to send one message. */
export interface SendOne {
  /** The states it went through, the last one last. */
  changes: MessageRow[]
  /** Milliseconds until it is to be tried again; undefined when nothing is left to do for it now. */
  retryIn: number | undefined
  /** Why nothing should be sent any more. */
  stop: Trip | undefined
  /** Whether the service said that too much was sent at once, which is no failure. */
  isTooFast: boolean
}

/** Sends one message, if it is its time: for engines that choose the messages by themselves. */
export async function sendOne(settings: Settings, key: string): Promise<SendOne> {
  const { claimed, ended, next, tooExpensive, paused } = await claim(settings, key)
  if (paused || tooExpensive) {
    // The sweep of the next run adds a job again.
    return { changes: [], retryIn: undefined, stop: paused ? pausedTrip : maxCostTrip, isTooFast: false }
  }
  if (claimed === undefined) {
    const retryIn = ended.length > 0 ? undefined : await timeUntil(settings, next)
    return { changes: ended, retryIn, stop: undefined, isTooFast: false }
  }
  const { message, verdict } = await settle(settings, claimed, await sendOf(settings, claimed))
  const changes = message === undefined ? [claimed] : [claimed, message]
  return {
    changes,
    retryIn: message?.state === 'queued' ? await timeUntil(settings, message.due) : undefined,
    stop: verdict?.stop && { reason: verdict.stop, detail: verdict.reason ?? '' },
    isTooFast: verdict?.isTooFast ?? false,
  }
}

/** Milliseconds from now until a time on the ledger's clock, from which this machine's may differ. */
async function timeUntil({ connection }: Settings, time: number | undefined): Promise<number | undefined> {
  return time === undefined ? undefined : Math.max(0, time - (await connection.now(connection.db)))
}
