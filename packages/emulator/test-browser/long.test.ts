import { expect, test } from 'vitest'
import { customer, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('of 100,000 messages the page opens on the latest, and scrolling reaches older ones and comes back', async () => {
  const { emulator, number } = await startBench({ startTime: new Date('2026-01-15T17:00:00Z') })
  for (let index = 0; index < 60_000; index++) {
    emulator.receive({ from: customer, to: number, body: `message ${index}` })
  }
  for (let index = 0; index < 40_000; index++) {
    emulator.receive({ from: `1425${5_000_000 + index}`, to: number, body: `from somebody else ${index}` })
  }
  const page = await openPage(browser(), emulator)
  await page.getByRole('link', { name: /from somebody else 39999\b/ }).waitFor()
  const opened = await page.evaluate(
    'performance.now() - performance.getEntriesByType("navigation")[0].startTime',
  )
  console.info(
    `100,000 messages: the first conversation was there ${Math.round(Number(opened))} ms after navigation`,
  )

  // The list of conversations grows as one goes down.
  const list = page.locator('.conversations')
  await expect
    .poll(async () => {
      await list.evaluate('document.querySelector(".conversations").scrollTo(0, 1e9)')
      return page.locator('.conversation').count()
    })
    .toBeGreaterThan(200)

  // A thread goes back as far as one scrolls, and what it holds stays bounded.
  await page.goto(`${emulator.url}/#/messages/${number}/${customer}`)
  await page.locator('.bubble', { hasText: /^message 59999$/ }).waitFor()
  const thread = 'document.querySelector(".thread-scroll")'
  const scrollTo = (place: string) => page.evaluate(`${thread}.scrollTo(0, ${place})`)
  const texts = () => page.locator('.bubble').allTextContents()
  await expect
    .poll(async () => {
      await scrollTo('0')
      return texts()
    })
    .toContain('message 59300')
  const held = await texts()
  expect(held.length).toBeLessThanOrEqual(300)
  expect(held).not.toContain('message 59999')
  const first = Number(held[0]?.replace('message ', ''))
  expect(held).toEqual(held.map((_, index) => `message ${first + index}`))

  // And down again, without a gap.
  await expect
    .poll(async () => {
      await scrollTo('1e9')
      return texts()
    })
    .toContain('message 59999')
  emulator.receive({ from: customer, to: number, body: 'one more' })
  await page.locator('.bubble', { hasText: 'one more' }).waitFor()

  // From anywhere it is one step to the latest.
  const latest = page.getByRole('button', { name: 'Latest messages' })
  await expect
    .poll(async () => {
      await scrollTo('0')
      return latest.isVisible()
    })
    .toBe(true)
  emulator.receive({ from: customer, to: number, body: 'the very latest' })
  await latest.click()
  await page.locator('.bubble', { hasText: 'the very latest' }).waitFor()
})

test('who reads older messages keeps the place when others come in', async () => {
  const { emulator, number } = await startBench()
  for (let index = 0; index < 200; index++) {
    emulator.receive({ from: customer, to: number, body: `message ${index}` })
  }
  const page = await openPage(browser(), emulator, { path: `/#/messages/${number}/${customer}` })
  await page.locator('.bubble', { hasText: /^message 199$/ }).waitFor()
  const place = (text: string) =>
    page.evaluate(
      `[...document.querySelectorAll('.bubble')].find(({ textContent }) => textContent === '${text}').getBoundingClientRect().top`,
    )
  await page.locator('.bubble', { hasText: /^message 170$/ }).scrollIntoViewIfNeeded()
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  const before = await place('message 170')
  emulator.receive({ from: customer, to: number, body: 'news' })
  await page.locator('.bubble', { hasText: 'news' }).waitFor({ state: 'attached' })
  expect(await place('message 170')).toBe(before)
})
