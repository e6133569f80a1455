import { readDate } from '../../http/dates.ts'
import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { requiredText } from '../../http/fields.ts'
import { unprocessable } from '../../problem.ts'
import type { Clock } from '../../world/clock.ts'
import type { World } from '../../world/world.ts'
import { readContent } from '../message-fields.ts'
import { refuseOutOfRange } from './refuse-out-of-range.ts'

/** What Flowroute has not: for programs in other processes, what tests do with the emulator object. */
export function controlEndpoints({ messages, numbers, clock, cnams }: World): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/__emulator/messages',
      async handle({ request }) {
        const { to, ...message } = readContent(await readAttributes(request, {}))
        const { id } = messages.receive({ ...message, to: numbers.get(to) })
        return { status: 201, body: { id } }
      },
    },
    {
      method: 'POST',
      path: '/__emulator/clock',
      async handle({ request }) {
        const { advance, set } = await readAttributes(request, {})
        if (set !== undefined) setClock(clock, set)
        else if (typeof advance === 'number') refuseOutOfRange(() => clock.advance(advance))
        else throw unprocessable('advance must be a number of milliseconds, or set a time.')
        return { status: 200, body: { now: clock.now().toISOString() } }
      },
    },
    {
      method: 'POST',
      path: '/__emulator/cnams/:id/approve',
      handle(call) {
        const { id } = cnams.get(call.parameter('id'))
        refuseOutOfRange(() => cnams.approve(id))
        return { status: 204 }
      },
    },
    {
      method: 'POST',
      path: '/__emulator/cnams/:id/reject',
      async handle(call) {
        const reason = requiredText(await readAttributes(call.request, {}), 'reason')
        const { id } = cnams.get(call.parameter('id'))
        refuseOutOfRange(() => cnams.reject(id, reason))
        return { status: 204 }
      },
    },
  ]
}

function setClock(clock: Clock, time: unknown): void {
  const at = typeof time === 'string' ? readDate(time) : undefined
  if (at === undefined) throw unprocessable('set must be a time such as 2026-01-15T17:00:00Z.')
  clock.set(new Date(at))
}
