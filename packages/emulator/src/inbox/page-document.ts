import type { Credentials } from '../http/auth.ts'
import { toBase64 } from '../values/bytes.ts'
import { type InboxAssets, inboxAssets } from './assets.ts'

/**
 * Where the inbox page is shown, if not by an emulator that listens.
 *
 * @example const options: InboxPageOptions = { url: 'https://emulator.invalid' }
 */
export interface InboxPageOptions {
  /** The emulator's URL as the page is to show it. @default the origin of the page */
  url?: string
  /** JavaScript that runs before the page's own, without a closing script tag. @default none */
  script?: string
}

/**
 * The inbox page of an emulator as one HTML document, to show where no emulator listens: in a frame beside a program that
 * runs in the same browser.
 *
 * The page asks for paths such as `/__emulator/messages` with `fetch`. The option `script` is there to answer these requests
 * by the emulator's own `fetch`. Load the document from a `blob:` URL: in a `srcdoc` its links would lead out of it.
 *
 * @param emulator whose inbox it is; its keys are in the document
 * @example
 * const emulator = createEmulator({ runs: true })
 * Object.assign(window, { emulatorFetch: emulator.fetch })
 * const script = 'fetch = (path, init) => parent.emulatorFetch(new URL(path, "https://emulator.invalid"), init)'
 * const html = await inboxPage(emulator, { script })
 * const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
 * document.querySelector('iframe')?.setAttribute('src', url)
 */
export async function inboxPage(emulator: Credentials, options: InboxPageOptions = {}): Promise<string> {
  return pageDocument(await inboxAssets(), emulator, options)
}

/** The page, of its script and its style. */
export function pageDocument(
  { script, style }: InboxAssets,
  { accessKey, secretKey }: Credentials,
  { url, script: before }: InboxPageOptions = {},
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="authorization" content="Basic ${toBase64(`${accessKey}:${secretKey}`)}">${metaUrl(url)}
<title>Flowroute emulator</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This page needs JavaScript.</noscript>${before === undefined ? '' : `\n<script>${before}</script>`}
<script>${script}</script>
</body>
</html>
`
}

function metaUrl(url: string | undefined): string {
  if (url === undefined) return ''
  return `\n<meta name="emulator" content="${url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0f6b5c" d="M4 5h24a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H14l-7 6v-6H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z"/><path stroke="#fff" stroke-width="2.5" stroke-linecap="round" d="M8 12h16M8 17h10"/></svg>'
