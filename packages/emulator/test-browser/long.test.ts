import type { Page } from 'playwright-core'
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
  // Once more: the first time the page itself may have to be built.
  await page.reload()
  await page.getByRole('link', { name: /from somebody else 39999\b/ }).waitFor()
  const opened = await page.evaluate(
    'performance.now() - performance.getEntriesByType("navigation")[0].startTime',
  )
  console.info(
    `100,000 messages: the first conversation was there ${Math.round(Number(opened))} ms after navigation`,
  )

  // Whoever types waits for nothing: in a conversation, in the search, while messages come in.
  await page.goto(`${emulator.url}/#/messages/${number}/${customer}`)
  await page.locator('.bubble', { hasText: /^message 59999$/ }).waitFor()
  const type = async (): Promise<void> => {
    await page.getByLabel('Answer as').pressSequentially('Ça va? '.repeat(8))
    emulator.receive({ from: '14255550111', to: number, body: 'from a third one' })
    await page.getByRole('link', { name: /from a third one/ }).waitFor()
    await page.getByRole('button', { name: 'Search everything' }).click()
    await page.locator('#search').pressSequentially('message 123')
    await page
      .locator('.hit', { hasText: /message 123/ })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
  }
  const typing = await longestTask(page, type)
  console.info(`100,000 messages: the longest task while typing took ${typing.toFixed(1)} ms of CPU`)
  expect(typing).toBeGreaterThan(0)
  await page.goto(emulator.url)
  await page.locator('.conversation').first().waitFor()

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
}, 180_000)

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds of CPU. */
  tdur?: number
  args?: { name?: string }
}

/** Milliseconds of CPU that the longest task of the page's main thread takes during some action. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await browser().startTracing(page, {
    categories: ['toplevel', '__metadata', 'disabled-by-default-devtools.timeline'],
  })
  await act()
  const trace = (await browser().stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  const isMain = ({ pid, tid }: TraceEvent): boolean =>
    mains.some((main) => main.pid === pid && main.tid === tid)
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && isMain(event))
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1_000))
}

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
