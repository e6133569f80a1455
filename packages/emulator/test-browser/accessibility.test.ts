import { mkdirSync } from 'node:fs'
import process from 'node:process'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe, brokenRules, sizes } from './axe.ts'
import { setScene } from './scene.ts'
import { customer, openPage, useBrowser } from './support.ts'

const browser = useBrowser()

/** Where pictures of all that is looked at are put; nowhere without the variable. */
const pictures = process.env['INBOX_PICTURES']

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
  { name: 'connect', path: '/#/messages/connect', ready: '.snippet' },
  {
    name: 'keys',
    path: '/#/messages',
    ready: '.conversation',
    act: (page) => page.keyboard.press('?'),
  },
  {
    name: 'search',
    path: '/#/messages',
    ready: '.conversation',
    act: async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('seattle')
      await page.locator('.hit').first().waitFor()
    },
  },
  { name: 'numbers', path: '/#/account/owned', ready: 'td' },
  {
    name: 'buy',
    path: '/#/account/owned',
    ready: 'td',
    act: async (page) => {
      await page.getByRole('button', { name: 'Buy a number' }).click()
      await page.locator('.offers li').first().waitFor()
    },
  },
  { name: 'number', path: '/#/account/owned/NUMBER', ready: 'dialog[open] select' },
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
  {
    name: 'simulation',
    path: '/#/simulation',
    ready: '.rules li',
  },
]

test('no view breaks a rule of axe-core or is too wide, in both themes and at both widths', async () => {
  const { emulator, number } = await setScene()
  const page = await openPage(browser(), emulator, { reducedMotion: 'reduce' })
  const found: Record<string, string[]> = {}
  for (const { name, path, ready, act } of views) {
    await page.setViewportSize(sizes[0])
    await page.goto('about:blank')
    await page.goto(`${emulator.url}${path.replace('NUMBER', number)}`)
    await page.locator(ready).first().waitFor()
    await act?.(page)
    await page.evaluate(axe)
    for (const { name: size, ...viewport } of sizes) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true })
          await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${size}.png` })
        }
        found[`${name} ${colorScheme} ${size}`] = [
          ...(await brokenRules(page, colorScheme)),
          ...(await tooWide(page)),
        ]
      }
    }
  }
  expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([])
  expect(Object.keys(found).length).toBe(4 * views.length)
}, 300_000)

/** What reaches beyond the right edge; heads of tables may, which are clipped to nothing where it is narrow. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(
    `[document.scrollingElement, ...document.querySelectorAll('#app :not(thead, thead *)')]
      .filter((element) => Math.max(element.getBoundingClientRect().right, element === document.scrollingElement ? element.scrollWidth : 0) > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 100))`,
  )
}
