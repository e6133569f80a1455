import { type CallRecord, Cdrs } from '@flowroute/cdrs'
import { defined } from '../../defined.ts'
import { usage } from '../../failures.ts'
import { Progress } from '../../output/progress.ts'
import type { Session } from '../../session.ts'

/** Which calls. */
export interface CallOptions {
  from?: Date
  to?: Date
  destination?: string[]
  callerid?: string[]
  longerThan?: number
  export?: string
}

/** The calls that the options name, as they come; on a terminal, with how many there were so far. */
export async function* readCalls(session: Session, options: CallOptions): AsyncGenerator<CallRecord> {
  const { from, to, destination, callerid, longerThan, export: exportId } = options
  const filters = defined({
    destinationNumbers: destination,
    calleridNumbers: callerid,
    durationGreaterThan: longerThan,
  })
  if (exportId === undefined ? from === undefined : from !== undefined || to !== undefined) {
    throw usage('This needs either --from, or --export without a time.')
  }
  if (exportId !== undefined && Object.keys(filters).length > 0) throw usage('--export has no filters.')
  const cdrs = new Cdrs(await session.client())
  const records =
    from === undefined
      ? cdrs.records({ exportId: exportId as string }, session.request)
      : cdrs.records({ from, to: to ?? new Date(), ...filters }, session.request)
  const progress = new Progress(session.context, 'Waiting for the export …')
  let count = 0
  try {
    for await (const record of records) {
      progress.update(`Reading calls … ${++count}`)
      yield record
    }
  } finally {
    progress.end()
  }
}
