import { mkdirSync } from 'node:fs'
import process from 'node:process'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axe, brokenRules, sizes } from '../../../packages/emulator/test-browser/axe.ts'
import { launchChromium } from '../../../packages/emulator/test-browser/chromium.ts'
import { programsOfSite } from '../src/playground/programs.ts'
import { type Site, serveSite, tooWide } from './site.ts'

const pictures = process.env['DOCS_PICTURES']

let browser: Browser
/** One for all checks: the emulator in it lives on. */
let page: Page
let site: Site
/** Requests that left the page's own host, and errors of the page itself. */
const others: string[] = []
const errors: string[] = []
/** Scripts that were loaded. */
const scripts: string[] = []

beforeAll(async () => {
  site = await serveSite()
  browser = await launchChromium()
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light' })
  // Those of workers and frames too.
  context.on('request', (request) => {
    const url = request.url()
    if (!/^(blob|data):/.test(url) && !url.startsWith(site.origin)) others.push(url)
    if (url.endsWith('.js')) scripts.push(url)
  })
  page = await context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.addInitScript(axe)
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
})

afterEach(() => {
  expect({ others, errors }).toEqual({ others: [], errors: [] })
})

afterAll(async () => {
  await browser?.close()
  site?.close()
})

const panel = (): Locator => page.locator('.program-panel')
const output = (): Locator => panel().getByRole('log')
const editor = (): Locator => panel().getByRole('textbox', { name: 'Program' })

const inbox = (): FrameLocator => page.frameLocator('iframe[title="Inbox of the emulator"]')
/** The panel, once its program has ended or listens. */
const ended = (): Locator =>
  page.locator('.program-panel:not([data-status="running"]):not([data-status="new"])')

/** The text as it is seen, with its lines. */
// biome-ignore lint/performance/useDomNodeTextContent: this is Playwright's, and the text of lists has no lines.
const shown = (locator: Locator): Promise<string> => locator.innerText()

/** Waits for a status, and says what the program printed if another one comes. */
async function finished(status: string): Promise<string> {
  await ended().waitFor()
  const found = await panel().getAttribute('data-status')
  const text = await shown(output())
  expect(`${found}\n${text}`).toContain(`${status}\n`)
  return text
}

async function runProgram(source: string): Promise<void> {
  await editor().fill(source)
  await editor().press('Control+Enter')
}

async function screenshot(name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/playground-${name}.png` })
}

test('on the start page a message is sent and its receipt read, with nothing installed', async () => {
  await page.goto(`${site.origin}/index.html`)
  const button = page.getByRole('button', { name: 'Run and edit' })
  await button.waitFor()
  expect(scripts.filter((url) => /Panel|worker|in-process/.test(url))).toEqual([])
  // It does nothing until the page is alive.
  await expect
    .poll(async () => {
      if ((await panel().count()) === 0) await button.click({ timeout: 1_000 }).catch(() => {})
      return panel().count()
    })
    .toBe(1)
  expect(await finished('ended')).toMatch(/^Message (buffered|sent|accepted).*/m)
  // The editor, the emulator and the packages came then, and not with the page.
  expect(scripts.filter((url) => /Panel|worker/.test(url)).length).toBeGreaterThan(1)
  await panel().scrollIntoViewIfNeeded()
  await screenshot('start')
})

test('the inbox beside it shows the message', async () => {
  await panel().getByRole('button', { name: 'Inbox' }).click()
  await inbox().getByText('hello').first().waitFor()
  await panel().scrollIntoViewIfNeeded()
  await screenshot('start-inbox')
})

test('an edited program runs, and Reset brings the guide’s back', async () => {
  await runProgram("const texts: string[] = ['edited']\nconsole.log(texts, { ours: true })")
  expect(await finished('ended')).toContain("[ 'edited' ] { ours: true }")
  await panel().getByRole('button', { name: 'Reset program' }).click()
  expect(await shown(editor())).toContain("messages.send({ to: '(206) 555-0123'")
})

test('an endless loop is stopped, and the emulator lives on', async () => {
  await runProgram("console.log('round')\nfor (;;) {}")
  await output().getByText('round').waitFor()
  await panel().getByRole('button', { name: 'Stop' }).click()
  expect(await finished('stopped')).toContain('Stopped.')
  await runProgram(`import { Messages } from '@flowroute/messages'
const sent = await new Messages().list({ startDate: new Date(Date.now() - 3_600_000) }).toArray()
console.log(sent.map(({ body }) => body))`)
  expect(await finished('ended')).toContain("[ 'hello' ]")
})

test('errors have their name, reason, outcome, line and page in the catalogue', async () => {
  await runProgram(`import { Messages } from '@flowroute/messages'

await new Messages().send({ to: 'nobody', from: '12065550100', body: 'hello' })`)
  const text = await finished('failed')
  expect(text).toContain('InvalidInputError, line 3')
  expect(text).toContain('Outcome: not-sent')
  const link = output().getByRole('link')
  expect(await link.getAttribute('href')).toBe('/errors/InvalidInputError.html')
  await screenshot('error')
  expect(await problems('error')).toEqual([])
})

test('a refusal is certain: nothing is sent twice on the way', async () => {
  await runProgram(`import { Messages } from '@flowroute/messages'

await new Messages().send({ to: '12065550123', from: '12065550177', body: 'hello' })`)
  expect(await finished('failed')).toContain('Outcome: rejected')
})

test.each([
  ["import { createServer } from 'node:http'\ncreateServer()", /node:http is a part of Node\.js/],
  ["import { startEmulator } from '@flowroute/emulator'\nawait startEmulator()", /no export startEmulator/],
  ["await fetch('https://example.com/')", /sends nothing to https:\/\/example\.com/],
  ['new XMLHttpRequest()', /XMLHttpRequest is not defined/],
  ['const = 1', /SyntaxError/],
  [
    'for (let i = 0; i < 2_000; i++) console.log(i)\nthrow new Error()',
    /^999\nFurther output is not shown\.$/m,
  ],
  ["setTimeout(() => { throw new Error('late') })", /late/],
])('%j fails with a plain reason', async (source, reason) => {
  await runProgram(source)
  expect(await finished('failed')).toMatch(reason)
})

test('Escape, then Tab, leaves the editor', async () => {
  await editor().focus()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await editor().evaluate((element) => element.contains(document.activeElement))).toBe(false)
})

test('Close puts the block back, and the focus on its button', async () => {
  await panel().getByRole('button', { name: 'Close' }).click()
  const button = page.getByRole('button', { name: 'Run and edit' })
  await button.waitFor()
  expect(await panel().count()).toBe(0)
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('every program of the guides that can run in a page does', async () => {
  const programs = programsOfSite()
  await page.goto(`${site.origin}/playground.html`)
  const ends: Record<string, string> = {}
  for (const { id, source } of programs) {
    await choose(id)
    await panel().getByRole('button', { name: 'Run', exact: true }).click()
    // What takes Flowroute a minute.
    if (source.includes('cdrs.records(')) await haste()
    await ended().waitFor()
    const status = await panel().getAttribute('data-status')
    const expected = source.includes('export default') ? 'listening' : 'ended'
    if (status !== expected) ends[id] = `${status}: ${await shown(output())}`
  }
  console.log(`${programs.length} programs ran in the page`)
  expect(ends).toEqual({})
  expect(programs.length).toBeGreaterThan(20)
})

test('a text from the inbox is answered by the program in the page', async () => {
  const program = programsOfSite().find(({ heading }) => heading === 'Without a server')
  await choose(program?.id ?? '')
  await panel().getByRole('button', { name: 'Run', exact: true }).click()
  expect(await finished('listening')).toContain('Listening')
  await askEmulator('/__emulator/messages', { from: '12065550123', to: '12065550199', body: 'Are you open?' })
  await output().getByText('answered Are you open?').waitFor()
  await output().getByText('receipt').first().waitFor()
  await inbox().getByText('We are open from 8 to 17.').first().waitFor()
  await screenshot('webhook')
  await panel().getByRole('button', { name: 'Stop' }).click()
  expect(await finished('stopped')).toContain('Stopped.')
})

test('the playground breaks no rule of axe-core and is not too wide, in either theme and width', async () => {
  expect(await problems('page')).toEqual([])
})

/** Chooses a program of the playground's list. */
async function choose(id: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Program' }).selectOption(id)
  await page.locator(`.program-panel[data-program="${id}"]`).waitFor()
}

/** Moves the emulator's clock until the program has ended. */
async function haste(): Promise<void> {
  await inbox().getByText('Conversations').first().waitFor()
  await expect
    .poll(async () => {
      await askEmulator('/__emulator/clock', { advance: 30_000 })
      return ended().count()
    })
    .toBe(1)
}

/** Does what the inbox does when somebody uses it, by a request of its page. */
async function askEmulator(path: string, body: object): Promise<void> {
  const status = await inbox()
    .locator('body')
    .evaluate(
      async (_, { path, body }) => {
        const meta = document.querySelector<HTMLMetaElement>('meta[name="authorization"]')
        const headers = { authorization: meta?.content ?? '', 'content-type': 'application/json' }
        return (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).status
      },
      { path, body },
    )
  expect(status).toBeLessThan(300)
}

/** What axe-core finds, in both themes and widths. */
async function problems(name: string): Promise<string[]> {
  const found: string[] = []
  for (const { name: width, ...size } of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
      const where = `${name}-${colorScheme}-${width}`
      await screenshot(where)
      const broken = [...(await brokenRules(page, colorScheme)), ...(await tooWide(page))]
      found.push(...broken.map((problem) => `${where}: ${problem}`))
    }
  }
  return found
}
