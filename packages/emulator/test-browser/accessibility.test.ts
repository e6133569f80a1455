import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { setScene } from './scene.ts'
import { customer, openPage, useBrowser } from './support.ts'

const browser = useBrowser()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where pictures of all that is looked at are put; nowhere without the variable. */
const pictures = process.env['INBOX_PICTURES']

const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 390, height: 844 },
] as const

/** What is looked at, each with what has to be there first. */
const views: { name: string; path: string; ready: string; act?: (page: Page) => Promise<void> }[] = [
  { name: 'conversations', path: '/#/messages', ready: '.conversation' },
  { name: 'thread', path: `/#/messages/NUMBER/${customer}`, ready: '.bubble' },
  {
    name: 'new-message',
    path: '/#/messages',
    ready: '.conversation',
    act: (page) => page.getByRole('button', { name: 'New inbound message' }).click(),
  },
  { name: 'numbers', path: '/#/account/owned', ready: 'td' },
  { name: 'routes', path: '/#/account/routes', ready: 'td' },
  { name: 'e911', path: '/#/account/e911', ready: 'td' },
  { name: 'cnam', path: '/#/account/cnam', ready: 'td' },
  { name: 'porting', path: '/#/account/porting', ready: 'td' },
  { name: 'cdrs', path: '/#/account/cdrs', ready: 'td' },
  { name: 'callbacks', path: '/#/account/callbacks', ready: 'td' },
  {
    name: 'deliveries',
    path: '/#/webhooks',
    ready: '.record',
    act: (page) => page.locator('.record-head', { hasText: 'Given up' }).click(),
  },
  {
    name: 'requests',
    path: '/#/requests',
    ready: '.record',
    act: async (page) => {
      await page
        .locator('.record-head', { hasText: /POST .*messages/ })
        .first()
        .click()
      await page.locator('.code').first().waitFor()
    },
  },
]

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each(sizes)('no view breaks a rule of axe-core, $name', async ({ name: size, ...viewport }) => {
    const { emulator, number } = await setScene()
    const page = await openPage(browser(), emulator, { colorScheme, viewport, reducedMotion: 'reduce' })
    const found: Record<string, string[]> = {}
    for (const { name, path, ready, act } of views) {
      await page.goto('about:blank')
      await page.goto(`${emulator.url}${path.replace('NUMBER', number)}`)
      await page.locator(ready).first().waitFor()
      await act?.(page)
      if (pictures !== undefined) {
        mkdirSync(pictures, { recursive: true })
        await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${size}.png` })
      }
      found[name] = await brokenRules(page)
      expect({ name, tooWide: await tooWide(page) }).toEqual({ name, tooWide: [] })
    }
    expect(found).toEqual(Object.fromEntries(views.map(({ name }) => [name, []])))
  })
})

/** What reaches beyond the right edge; heads of tables may, which are clipped to nothing where it is narrow. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(
    `[document.scrollingElement, ...document.querySelectorAll('#app :not(thead, thead *)')]
      .filter((element) => Math.max(element.getBoundingClientRect().right, element === document.scrollingElement ? element.scrollWidth : 0) > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 100))`,
  )
}

/** All rules but the experimental ones, in words. */
async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
