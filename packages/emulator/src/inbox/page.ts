import { createHash } from 'node:crypto'
import { type Credentials, readBasic } from '../http/auth.ts'
import { isLoopback } from '../http/host.ts'
import { inboxAssets } from './assets.ts'

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

async function pageResponse({ accessKey, secretKey }: Credentials): Promise<Response> {
  const { script, style } = await inboxAssets()
  const token = Buffer.from(`${accessKey}:${secretKey}`).toString('base64')
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="authorization" content="Basic ${token}">
<title>Flowroute emulator</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This page needs JavaScript.</noscript>
<script>${script}</script>
</body>
</html>
`
  return new Response(html, { headers: { ...headers, 'content-security-policy': policy(script, style) } })
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0f6b5c" d="M4 5h24a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H14l-7 6v-6H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"/><path stroke="#fff" stroke-width="2.5" stroke-linecap="round" d="M8 12h16M8 17h10"/></svg>'

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
function policy(script: string, style: string): string {
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
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
