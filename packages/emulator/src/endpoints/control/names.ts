import { readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { optionalText } from '../../http/fields.ts'
import type { InboxParts } from '../../inbox/inbox.ts'
import type { WireNames } from '../../inbox/wire.ts'
import { unprocessable } from '../../problem.ts'
import { parsePhoneNumber } from '../../values/phone-number.ts'
import { longestName } from '../../world/names.ts'
import type { World } from '../../world/world.ts'

/** The names of numbers: the aliases of the account's own, and what others are called. */
export function controlNameEndpoints(
  { names }: World,
  { accountChanged }: Pick<InboxParts, 'accountChanged'>,
): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/names',
      handle: () => ({ status: 200, body: { names: names.all() } satisfies WireNames }),
    },
    {
      method: 'PUT',
      path: '/__emulator/names/:number',
      async handle(call) {
        const number = parsePhoneNumber(call.parameter('number'))
        if (number === undefined) throw unprocessable('The path must end with a phone number.')
        names.set(number, readName(await readAttributes(call.request, {})))
        accountChanged()
        return { status: 204 }
      },
    },
  ]
}

/** Null takes the name away; leaving it out does nothing by mistake. */
function readName(fields: Parameters<typeof optionalText>[0]): string | null {
  if (fields['name'] === null) return null
  const name = optionalText(fields, 'name')?.trim()
  if (name === undefined || name === '') throw unprocessable('name must be a text, or null.')
  if ([...name].length > longestName) throw unprocessable(`name must be at most ${longestName} characters.`)
  return name
}
