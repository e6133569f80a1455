import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { siteFolder } from '../src/folders.ts'

/** The built site, served. */
export interface Site {
  readonly origin: string
  close(): void
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export async function serveSite(): Promise<Site> {
  if (!existsSync(join(siteFolder, 'index.html'))) {
    throw new Error('The site has to be built first: npx -y pnpm docs:build')
  }
  const server = createServer((request, response) => {
    const file = join(siteFolder, decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname))
    if (!existsSync(file)) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' })
        .end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Whether the page scrolls sideways. */
export async function tooWide(page: Page): Promise<string[]> {
  const width = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')
  return width > 0 ? [`${width} pixels too wide`] : []
}
