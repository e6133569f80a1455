import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, requiredText } from '../../http/fields.ts'
import { unprocessable } from '../../problem.ts'
import { carrierOutcomes } from '../../saved/settings.ts'
import type { World } from '../../world/world.ts'

/** How messages fail at the recipients' carriers. */
export function controlCarrierEndpoints({ carrier }: World): Endpoint[] {
  const path = '/__emulator/carrier'
  return [
    { method: 'GET', path, handle: () => ({ status: 200, body: { failure: carrier.failure } }) },
    {
      method: 'PUT',
      path,
      async handle({ request }) {
        const fields = await readAttributes(request, {})
        const outcome = oneOf('outcome', requiredText(fields, 'outcome'), carrierOutcomes)
        carrier.fail(outcome, readMessages(fields['messages'] ?? null))
        return { status: 204 }
      },
    },
    {
      method: 'DELETE',
      path,
      handle() {
        carrier.recover()
        return { status: 204 }
      },
    },
  ]
}

function readMessages(messages: unknown): number | null {
  const isCount = typeof messages === 'number' && Number.isSafeInteger(messages) && messages >= 1
  if (messages === null || isCount) return messages
  throw unprocessable('messages must be a whole number from 1, or null.')
}
