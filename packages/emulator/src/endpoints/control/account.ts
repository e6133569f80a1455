import { type Fields, readAttributes } from '../../http/document.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { oneOf, requiredText } from '../../http/fields.ts'
import { unprocessable } from '../../problem.ts'
import { isBalance } from '../../world/account.ts'
import { inboundFormats } from '../../world/inbound-webhooks.ts'
import type { World } from '../../world/world.ts'

/** The account's funds, whether rate limits hold, and in which form inbound SMS are posted. */
export function controlAccountEndpoints({ account, rateLimits, inboundWebhooks }: World): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/__emulator/account',
      handle: () => ({ status: 200, body: { balance: account.balance } }),
    },
    {
      method: 'PUT',
      path: '/__emulator/account',
      async handle({ request }) {
        account.setBalance(readBalance(await readAttributes(request, {})))
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/rate-limits',
      handle: () => ({ status: 200, body: { enabled: rateLimits.enabled } }),
    },
    {
      method: 'PUT',
      path: '/__emulator/rate-limits',
      async handle({ request }) {
        const { enabled } = await readAttributes(request, {})
        if (typeof enabled !== 'boolean') throw unprocessable('enabled must be true or false.')
        rateLimits.enabled = enabled
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/inbound-webhooks',
      handle: () => ({ status: 200, body: { format: inboundWebhooks.format } }),
    },
    {
      method: 'PUT',
      path: '/__emulator/inbound-webhooks',
      async handle({ request }) {
        const format = requiredText(await readAttributes(request, {}), 'format')
        inboundWebhooks.format = oneOf('format', format, inboundFormats)
        return { status: 204 }
      },
    },
  ]
}

/** Null takes the limit away; leaving the balance out does nothing by mistake. */
function readBalance({ balance }: Fields): number | null {
  if (balance === null || isBalance(balance)) return balance
  throw unprocessable('balance must be from 0 to 9000000 dollars, or null.')
}
