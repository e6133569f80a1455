import type { FaultRule } from '../../faults/rule.ts'
import { checkRule } from '../../faults/rule-schema.ts'
import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { Problem, unprocessable } from '../../problem.ts'
import type { World } from '../../world/world.ts'

/** The faults that are met: looked at, added and taken away. */
export function controlFaultEndpoints({ faults }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/faults',
      handle: () => ({ status: 200, body: { faults: faults.list() } }),
    },
    {
      method: 'POST',
      path: '/__emulator/faults',
      async handle({ request }) {
        const id = faults.add(readRule(await readAttributes(request, {})))
        return { status: 201, body: { id } }
      },
    },
    {
      method: 'DELETE',
      path: '/__emulator/faults',
      handle() {
        faults.clear()
        return { status: 204 }
      },
    },
    {
      method: 'DELETE',
      path: '/__emulator/faults/:id',
      handle(call) {
        const id = call.parameter('id')
        if (!faults.has(id)) throw new Problem(404, `There is no fault ${id}.`)
        faults.remove(id)
        return { status: 204 }
      },
    },
  ]
}

/** What the emulator object throws at its caller is an answer here. */
function readRule(fields: unknown): FaultRule {
  try {
    return checkRule(fields)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw unprocessable(`${error.message}.`)
    throw error
  }
}
