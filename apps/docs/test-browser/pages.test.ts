import { mkdirSync } from 'node:fs'
import process from 'node:process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, brokenRules, sizes } from '../../../packages/emulator/test-browser/axe.ts'
import { launchChromium } from '../../../packages/emulator/test-browser/chromium.ts'
import { type Site, serveSite, tooWide } from './site.ts'

/** Where pictures of all that is looked at are put; nowhere without the variable. */
const pictures = process.env['DOCS_PICTURES']

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
/** One for all pages: what they share is loaded once. */
let page: Page
let site: Site
let origin: string

beforeAll(async () => {
  site = await serveSite()
  origin = site.origin
  browser = await launchChromium()
  page = await browser.newPage({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.addInitScript(axe)
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
})

afterAll(async () => {
  await browser?.close()
  site?.close()
})

test.each(paths)(
  '%s breaks no rule of axe-core and is not too wide, in either theme and width',
  async (path) => {
    await page.goto(origin + path)
    const found: string[] = []
    for (const { name, ...size } of sizes) {
      await page.setViewportSize(size)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
        const where = `${path.slice(1).replaceAll(/\W+/g, '-')}-${colorScheme}-${name}`
        if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${where}.png` })
        const problems = [...(await brokenRules(page, colorScheme)), ...(await tooWide(page))]
        found.push(...problems.map((problem) => `${where}: ${problem}`))
      }
    }
    expect(found).toEqual([])
  },
)

test('the search finds a guide and a method without asking another host', async () => {
  const others: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) others.push(request.url())
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(`${origin}/index.html`)
  // The button does nothing until the page is alive; once it is, the open box covers it.
  const button = page.getByRole('button', { name: 'Search', exact: true })
  await button.waitFor()
  await expect
    .poll(
      async () => {
        if ((await page.locator('#localsearch-input').count()) === 0) await button.dispatchEvent('click')
        return page.locator('#localsearch-input').count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)
  for (const [words, found] of [
    ['lost answer', '/guides/failures'],
    ['purchase', '/reference/@flowroute/numbers/classes/Numbers'],
  ] as const) {
    await page.locator('#localsearch-input').fill(words)
    await page.locator(`.result[href*="${found}"]`).first().waitFor()
  }
  expect({ others, errors }).toEqual({ others: [], errors: [] })
})

test('the reference links what a method throws to the catalogue of errors', async () => {
  await page.goto(`${origin}/reference/@flowroute/numbers/classes/Numbers.html`)
  const links = page.locator('a[href="/errors/NotFoundError.html"]')
  expect(await links.count()).toBeGreaterThan(5)
  await links.first().click()
  await page.getByRole('heading', { name: 'NotFoundError', level: 1 }).waitFor()
})

test('each page is there as Markdown, and in llms.txt and llms-full.txt', async () => {
  const read = async (path: string): Promise<string> => (await fetch(origin + path)).text()
  expect(await read('/guides/failures.md')).toContain('# Handle every failure')
  expect(await read('/errors/NotFoundError.md')).toContain('# NotFoundError')
  const [list, full] = [await read('/llms.txt'), await read('/llms-full.txt')]
  for (const path of [
    '/guides/failures.md',
    '/errors/receipts.md',
    '/reference/@flowroute/numbers/classes/Numbers.md',
  ]) {
    expect(list).toContain(`(${path})`)
  }
  expect(full).toContain('# Emergency addresses for 500 numbers')
})
