import { type Fault, value } from '../fault.ts'
import { send } from '../server.ts'

const day = 86_400_000

/** Shifts the process's `Date`. */
function shift(milliseconds: number): () => void {
  const original = globalThis.Date
  class ShiftedDate extends original {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(original.now() + milliseconds)
      else super(given[0])
    }

    static override now(): number {
      return original.now() + milliseconds
    }
  }
  globalThis.Date = ShiftedDate as DateConstructor
  return () => {
    globalThis.Date = original
  }
}

function jump(what: string, milliseconds: number): Fault {
  let undo = (): void => {}
  return {
    name: `a clock that jumps ${what}`,
    load: 'alone',
    prepare: () => () => undo(),
    // The service's clock is right, as its Date header says; this machine's jumps between two attempts.
    respond(request, socket, good) {
      if (request.number > 1) return send(socket, good)
      const now = new Date(Math.ceil(Date.now() / 1_000) * 1_000).toUTCString()
      undo = shift(milliseconds)
      send(socket, { status: 429, headers: { date: now, 'retry-after': now }, body: '' })
    },
    expect: () => value(2),
  }
}

/** Changes of the machine's clock, which must change nothing. */
export const clockFaults: readonly Fault[] = [jump('a day ahead', day), jump('a day back', -day)]
