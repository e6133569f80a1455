import type { Action } from '../../command.ts'
import { type CallOptions, readCalls } from './calls.ts'

/** The columns of CSV, and what a terminal shows. */
const columns = [
  ...['direction', 'startTime', 'endTime', 'callerid', 'destination', 'numberAlias', 'duration'],
  ...['billedDuration', 'rate', 'totalCost', 'result', 'callFailSipCode', 'destinationName', 'customXTag'],
]

/** Prints calls as they come. */
export const exportCalls: Action<CallOptions> = async (session, options) => {
  await session.printer.stream(readCalls(session, options), {
    columns,
    line: ({ startTime, direction, callerid, destination, duration, totalCost }, { dim, cyan }) =>
      `${dim(startTime.toISOString())} ${direction} ${cyan(callerid ?? '–')} → ${cyan(destination ?? '–')} ${duration} s $${totalCost}`,
  })
}
