import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startEmulator } from '@flowroute/emulator'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { openPage, useBrowser } from './support.ts'

const browser = useBrowser()

const permissions = ['clipboard-read', 'clipboard-write']

async function copied(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `Copy ${name}` }).click()
  await page
    .getByRole('button', { name: `Copy ${name}` })
    .getByText('Copied')
    .waitFor()
  return page.evaluate('navigator.clipboard.readText()')
}

test('the empty page has all that an application needs: a number bought in place, URL, keys, and lines that work', async () => {
  const emulator = await startEmulator({ secretKey: "s3cret'$x" })
  onTestFinished(() => emulator.close())
  const page = await openPage(browser(), emulator, { permissions }, [/422/])
  await page.getByText('No messages yet').waitFor()
  expect(await page.locator('main').textContent()).not.toContain(emulator.secretKey)

  // By state, area code and digits.
  const offers = page.locator('.offers li')
  await page.getByLabel('State').fill('WA')
  await expect
    .poll(async () => (await offers.allTextContents()).every((text) => text.includes(', WA')))
    .toBe(true)
  await page.getByLabel('Area code').fill('206')
  await page.getByLabel('Digits').fill('77')
  await expect
    .poll(async () =>
      (await offers.locator('strong').allTextContents()).map((text) => text.replaceAll(' ', '')),
    )
    .toEqual(Array.from({ length: 6 }, () => expect.stringMatching(/^\+1206\d*77\d*$/)))
  await page.getByLabel('Area code').fill('2x6')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Area code').fill('206')
  await page
    .getByRole('button', { name: /^Buy \+1 206/ })
    .first()
    .click()
  await page.getByText('The account has +1 206').waitFor()

  expect(await copied(page, 'URL')).toBe(emulator.url)
  expect(await copied(page, 'access key')).toBe(emulator.accessKey)
  expect(await copied(page, 'secret key')).toBe(emulator.secretKey)
  await page.getByRole('button', { name: 'Show secret key' }).click()
  await page.getByText(emulator.secretKey, { exact: true }).waitFor()
  expect(await copied(page, 'TypeScript')).toContain('messages.send(')

  // The variables and the curl line are pasted into a shell.
  const script = `${await copied(page, 'environment variables')}\n${await copied(page, 'curl line')} --silent`
  await promisify(execFile)('sh', ['-c', script])
  await page.getByRole('link', { name: /Hello!/ }).click()
  await page.locator('.bubble', { hasText: 'Hello!' }).waitFor()
  // What the page itself did is no call of an application.
  expect(emulator.requests().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v2.2/messages'])
})

test('the theme is chosen and remembered, and ? lists the keys', async () => {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const page = await openPage(browser(), emulator, { colorScheme: 'light' }, [/422/])
  await page.getByText('No messages yet').waitFor()
  const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
  const light = await ground()
  await page.getByRole('button', { name: 'Theme: system. Change to light' }).click()
  expect(await ground()).toBe(light)
  await page.getByRole('button', { name: 'Theme: light. Change to dark' }).click()
  const dark = await ground()
  expect(dark).not.toBe(light)
  await page.reload()
  await page.getByRole('button', { name: 'Theme: dark. Change to system' }).waitFor()
  expect(await ground()).toBe(dark)

  // Single keys do what the list says, and mean nothing in a field or behind a dialog.
  await page.keyboard.press('t')
  await expect.poll(ground).toBe(light)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByText('New inbound message').waitFor()
  await page.keyboard.press('3')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  await page.getByLabel('Digits').fill('')
  await page.keyboard.type('2t3')
  expect(await page.getByLabel('Digits').inputValue()).toBe('2t3')
  await page.getByRole('tab', { name: 'Messages' }).focus()
  await page.keyboard.press('4')
  await page.getByText('No requests so far').waitFor()
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'New inbound message' }).waitFor()
})
