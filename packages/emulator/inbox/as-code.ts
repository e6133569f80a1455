import type { WireRequest } from '../src/inbox/wire.ts'
import { pretty } from './format.ts'

/** A call as a line for a shell; the keys come from the environment. */
export function curlOf({ method, path, query, requestHeaders, requestBody: { text } }: WireRequest): string {
  const type = requestHeaders['content-type']
  const address = `$FR_BASE_URL${path}${query === '' ? '' : `?${query}`}`
  return [
    'curl -u "$FR_ACCESS_KEY:$FR_SECRET_KEY"',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    // In double quotes, for the variable; what else means something in them is escaped.
    `"${address.replaceAll(/["\\`]/g, String.raw`\$&`)}"`,
    ...(text === '' || type === undefined ? [] : [`-H ${quoted(`content-type: ${type}`)}`]),
    ...(text === '' ? [] : [`--data-raw ${quoted(text)}`]),
  ].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A call as a program: through `Messages` when it sends a message, else through the client. */
export function typescriptOf(request: WireRequest): string {
  const { method, path, query, requestBody } = request
  const body = bodyOf(requestBody.text)
  if (method === 'POST' && /^\/v2(\.\d)?\/messages$/.test(path) && isRecord(body)) return sendOf(body)
  const lines = [
    `  method: '${method}',`,
    `  path: ${JSON.stringify(path)},`,
    ...(query === '' ? [] : [`  query: ${literal(Object.fromEntries(new URLSearchParams(query)))},`]),
    ...(body === undefined ? [] : [`  body: ${literal(body)},`]),
  ]
  return `import { createClient } from '@flowroute/core'

const client = createClient()
const answer = await client.request({
${lines.join('\n')}
})
console.log(answer)`
}

function sendOf(body: Record<string, unknown>): string {
  const { to, from, body: text, content, media_urls: media, dlr_callback: callback } = attributesOf(body)
  const options = { to, from, body: text ?? content, mediaUrls: media, dlrCallback: callback }
  return `import { createClient } from '@flowroute/core'
import { Messages } from '@flowroute/messages'

const messages = new Messages(createClient())
const sent = await messages.send(${literal(options, '')})
console.log(sent.id)`
}

/** Of a JSON:API envelope what is in it, of a flat body itself. */
function attributesOf(body: Record<string, unknown>): Record<string, unknown> {
  const data = body['data']
  const attributes = isRecord(data) ? data['attributes'] : undefined
  return isRecord(attributes) ? attributes : body
}

/** Names without quotes where they need none, the lines after the first one indented. */
function literal(value: unknown, indent = '  '): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replaceAll('\n', `\n${indent}`)
}

function bodyOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(pretty(text)) as unknown
  } catch {
    return text
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
