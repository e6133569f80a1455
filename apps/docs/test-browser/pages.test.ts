import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import process from 'node:process'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../../../packages/emulator/test-browser/chromium.ts'
import { siteFolder } from '../src/folders.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where pictures of all that is looked at are put; nowhere without the variable. */
const pictures = process.env['DOCS_PICTURES']

const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 390, height: 844 },
] as const

/** Ten pages, at least one of each kind. */
const paths = [
  '/index.html',
  '/guides/text-and-reply.html',
  '/guides/from-official-libraries.html',
  '/guides/from-twilio.html',
  '/errors/index.html',
  '/errors/NotFoundError.html',
  '/errors/receipts.html',
  '/api/quirks.html',
  '/api/benchmark.html',
  '/reference/@flowroute/numbers/classes/Numbers.html',
]

let browser: Browser
let server: Server
let origin: string

beforeAll(async () => {
  if (!existsSync(join(siteFolder, 'index.html'))) {
    throw new Error('The site has to be built first: npx -y pnpm docs:build')
  }
  server = createServer((request, response) => {
    const file = join(siteFolder, decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname))
    if (!existsSync(file)) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' })
        .end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each(sizes)(
    'no page breaks a rule of axe-core, or is too wide, $name',
    async ({ name, ...viewport }) => {
      const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' })
      const found: Record<string, string[]> = {}
      for (const path of paths) {
        await page.goto(origin + path)
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true })
          await page.screenshot({
            path: `${pictures}/${path.replaceAll(/\W+/g, '-')}-${colorScheme}-${name}.png`,
          })
        }
        found[path] = [...(await brokenRules(page)), ...(await tooWide(page))]
      }
      await page.close()
      expect(found).toEqual(Object.fromEntries(paths.map((path) => [path, []])))
    },
  )
})

test('the search finds a guide and a method without asking another host', async () => {
  const page = await browser.newPage()
  const others: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) others.push(request.url())
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${origin}/index.html`)
  // The button does nothing until the page is alive.
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      return page.locator('#localsearch-input').count()
    })
    .toBe(1)
  for (const [words, found] of [
    ['lost answer', '/guides/failures'],
    ['purchase', '/reference/@flowroute/numbers/classes/Numbers'],
  ] as const) {
    await page.locator('#localsearch-input').fill(words)
    await page.locator(`.result[href*="${found}"]`).first().waitFor()
  }
  await page.close()
  expect({ others, errors }).toEqual({ others: [], errors: [] })
})

/** All rules but the experimental ones, in words. */
async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}

/** Whether the page scrolls sideways. */
async function tooWide(page: Page): Promise<string[]> {
  const width = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')
  return width > 0 ? [`${width} pixels too wide`] : []
}
