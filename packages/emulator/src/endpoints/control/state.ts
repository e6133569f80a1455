import { readBody } from '../../http/body.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { Problem, unprocessable } from '../../problem.ts'
import type { EmulatorSnapshot } from '../../snapshot/document.ts'
import { readSnapshot } from '../../snapshot/read.ts'
import type { World } from '../../world/world.ts'

/** What is done to the emulator as a whole. */
export interface WholeState {
  /** Starts over. */
  reset(): void
  /** Everything there is. */
  snapshot(): EmulatorSnapshot
  /** Puts everything back to what a snapshot says. */
  restore(snapshot: EmulatorSnapshot): void
}

/** Bytes. A hundred thousand messages take about a fifth of it; what V8 can hold as one text ends at twice of it. */
const maximumSnapshot = 256 * 1024 * 1024

/** Looking at the time, and starting over, saving and restoring everything. */
export function controlStateEndpoints({ clock }: World, state: WholeState): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/clock',
      handle: () => ({ status: 200, body: { now: clock.now().toISOString() } }),
    },
    {
      method: 'POST',
      path: '/__emulator/reset',
      handle() {
        state.reset()
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/snapshot',
      handle: () => ({ status: 200, body: state.snapshot() }),
    },
    {
      method: 'PUT',
      path: '/__emulator/snapshot',
      async handle({ request }) {
        const body = await readBody(request, { maximumBytes: maximumSnapshot })
        if (body === undefined) throw new Problem(400, 'A request body is required.')
        state.restore(readDocument(body))
        return { status: 204 }
      },
    },
  ]
}

/** What the emulator object throws at its caller is an answer here. */
function readDocument(body: unknown): EmulatorSnapshot {
  try {
    return readSnapshot(body)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw unprocessable(`${error.message}.`)
    throw error
  }
}
