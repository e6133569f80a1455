import { provisioningResource } from '../documents/provisioning-tasks.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { oneOf, optionalFlag, optionalTexts, optionalUrl, requiredText } from '../http/fields.ts'
import { unprocessable } from '../problem.ts'
import { parsePhoneNumber } from '../values/phone-number.ts'
import type { World } from '../world/world.ts'

const base = '/v2/message-provision'

/** Enabling and disabling numbers for messages. */
export function messageProvisionEndpoints({ provisioningTasks }: World): Endpoint[] {
  return [
    {
      method: 'POST',
      path: base,
      async handle({ request }) {
        const fields = await readAttributes(request, {})
        const task = provisioningTasks.start({
          action: oneOf('action', requiredText(fields, 'action'), ['enable', 'disable']),
          numbers: readNumbers(fields),
          callbackUrl: optionalUrl(fields, 'callback_url') ?? null,
          email: optionalFlag(fields, 'email') ?? false,
        })
        return { status: 201, body: { data: provisioningResource(task) } }
      },
    },
    {
      method: 'GET',
      path: `${base}/status/:id`,
      handle(call) {
        const task = provisioningTasks.get(call.parameter('id'))
        return { status: 200, body: { data: provisioningResource(task) } }
      },
    },
  ]
}

function readNumbers(fields: Fields): string[] {
  const given = optionalTexts(fields, 'numbers') ?? []
  if (given.length === 0) throw unprocessable('numbers is required: an array of phone numbers.')
  const numbers = given.map((text) => {
    const digits = parsePhoneNumber(text)
    if (digits === undefined) throw unprocessable(`numbers has "${text}", which is not a phone number.`)
    return digits
  })
  return [...new Set(numbers)]
}
