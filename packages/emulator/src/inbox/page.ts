import { sha256 } from '@noble/hashes/sha2'
import { type Credentials, readBasic } from '../http/auth.ts'
import { isLoopback } from '../http/host.ts'
import { toBase64, utf8 } from '../values/bytes.ts'
import { type InboxAssets, inboxAssets } from './assets.ts'
import { pageDocument } from './page-document.ts'

/** Answers requests for the inbox page; undefined when the request is for something else, or has to log in. */
export type ServePage = (request: Request) => Promise<Response | undefined>

/** Headers that a proxy adds: whoever is behind it need not be on this machine. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * The inbox page, at `/`. It holds the credentials, which its own requests show.
 *
 * `isLocal` says that only this machine reaches the server. Then a browser that comes for the page by a name of
 * this machine gets it without being asked for credentials; all others have to show them. A page of elsewhere
 * whose name was made to point to this machine sends that name as the host, and no script of another page can
 * read what a navigation brings.
 */
export function createPage(credentials: Credentials, isLocal: () => boolean): ServePage {
  return async (request) => {
    const isGet = request.method === 'GET' || request.method === 'HEAD'
    if (!isGet || new URL(request.url).pathname !== '/') return undefined
    const shown = readBasic(request.headers.get('authorization') ?? undefined)
    const isKnown = shown === `${credentials.accessKey}:${credentials.secretKey}`
    if (!isKnown && !(isLocal() && isLocalNavigation(request.headers))) return undefined
    return pageResponse(credentials)
  }
}

function isLocalNavigation(headers: Headers): boolean {
  if (proxyHeaders.some((name) => headers.has(name))) return false
  if (!isLoopback(headers.get('host') ?? '')) return false
  const mode = headers.get('sec-fetch-mode')
  // Browsers that do not say so yet at least ask for HTML, which scripts do not by themselves.
  if (mode === null) return (headers.get('accept') ?? '').includes('text/html')
  return mode === 'navigate' && headers.get('sec-fetch-dest') === 'document'
}

async function pageResponse(credentials: Credentials): Promise<Response> {
  const assets = await inboxAssets()
  const html = pageDocument(assets, credentials)
  return new Response(html, { headers: { ...headers, 'content-security-policy': policy(assets) } })
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  // The page holds credentials.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Nothing but what the page is made of, its own server, and pictures on this machine. */
function policy({ script, style }: InboxAssets): string {
  const local = "'self' http://localhost:* http://127.0.0.1:*"
  return [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "connect-src 'self'",
    `img-src data: ${local}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function hash(text: string): string {
  return `sha256-${toBase64(sha256(utf8(text)))}`
}
