import type { Endpoint } from '../../http/endpoint.ts'
import { guidePath, isOwnPath } from '../../http/name.ts'
import { guideTexts } from './guide-texts.ts'

/** A text for programs and agents that use the emulator: what it is and what its control API does. */
export function controlGuideEndpoint(others: readonly Endpoint[]): Endpoint {
  return {
    method: 'GET',
    path: guidePath,
    handle() {
      const own = [...others, { method: 'GET', path: guidePath } as const]
      return new Response(guideOf(own), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    },
  }
}

function guideOf(endpoints: readonly Pick<Endpoint, 'method' | 'path'>[]): string {
  const lines = endpoints
    .filter(({ path }) => isOwnPath(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    .map((name) => `- ${name}: ${guideTexts[name] ?? ''}`)
  return `${introduction}\n${lines.join('\n')}\n${recipe}`
}

const introduction = `# Flowroute emulator

> A local Flowroute: its REST API for phone numbers, voice routes, E911 addresses, caller names, port orders, call records,
> SMS and MMS, in memory. It costs nothing and sends nothing to real phones. The paths below are its control API, which the
> real service does not have.

API and control API take the same HTTP Basic credentials: access key and secret key, as the terminal and the page at / show
them (12345678 and 0123456789abcdef0123456789abcdef unless others were chosen). Programs of the SDK read FR_BASE_URL,
FR_ACCESS_KEY and FR_SECRET_KEY. Bodies are JSON; errors are {"errors":[{"status","title","detail"}]}.

API (see https://developer.flowroute.com/api/): GET /v2/numbers/available?state=WA&limit=3, POST /v2/numbers/{number} to buy
one, POST /v2.2/messages {"from","to","body"} to send, GET /v2.2/messages/{id}. A recipient 1500555 and a code of four digits
fails with that code, such as 15005551106; 15005551110 is refused as opted out.

## Control API
`

const recipe = `
## An answered text, step by step

1. GET /v2/numbers/available?state=WA&limit=1: data[0].id is a number for sale.
2. POST /v2/numbers/{number}
3. PUT /__emulator/callbacks {"url":"http://localhost:3000/webhooks"}
4. POST /__emulator/messages {"from":"12065550100","to":"{number}","body":"hello"}: your application gets a webhook.
5. GET /__emulator/conversations/{number}/12065550100: what it answered, or why the answer was refused.
`
