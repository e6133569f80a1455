import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { customer, listen, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('a conversation says who it is with, what is unread, what was refused and why, and leads to its calls', async () => {
  const { emulator, number, messages } = await startBench()
  const application = await listen(() => ({}))
  await messages.setCallback('sms_callback', `${application}/inbound`)
  await messages.send({ from: number, to: customer, body: 'See https://example.com/a?b=1&c=2. "http://x' })
  emulator.receive({ from: '14255550111', to: number, body: 'another one' })
  emulator.receive({ from: customer, to: number, body: 'STOP' })
  await emulator.settled()
  await expect(messages.send({ from: number, to: customer, body: 'Are you there?' })).rejects.toThrow(
    'opted out',
  )

  const page = await openPage(browser(), emulator)
  const row = (text: RegExp) => page.getByRole('link', { name: text })
  await row(/Unread: \+1 425 555 0111.*another one/).waitFor()
  await page.getByText('2 unread').waitFor()
  expect(await page.title()).toMatch(/^\(2\) /)
  await row(/Unread: \+1 206 555 0100 opted out .*Not sent: App: Are you there\?/).click()
  const thread = page.getByRole('region', { name: 'Messages' })
  await thread.getByText(/not sent, 400: The recipient has opted out/).waitFor()
  await page.getByRole('heading', { name: 'opted out' }).waitFor()
  await thread.getByText('Today').waitFor()
  const link = thread.getByRole('link', { name: 'https://example.com/a?b=1&c=2', exact: true })
  expect(await link.getAttribute('href')).toBe('https://example.com/a?b=1&c=2')
  expect(await link.getAttribute('rel')).toBe('noreferrer')

  // A name of one's own, here and in the list.
  await page.getByRole('button', { name: 'Name +1 206 555 0100' }).click()
  await page.getByLabel('Name, empty for none').fill('Maria')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Maria' }).waitFor()
  await row(/Maria opted out/).waitFor()

  // To the refused call and back, to a webhook and back.
  await thread.getByRole('link', { name: 'request' }).last().click()
  await page.getByRole('button', { name: /400 POST .*\/messages.*opted out.*Are you there/ }).waitFor()
  await page.getByRole('link', { name: 'The message' }).click()
  await thread.getByRole('link', { name: 'webhook' }).first().click()
  await page.getByRole('button', { name: /Delivered Inbound SMS \+1 206 555 0100 to .* STOP/ }).waitFor()
  await page.getByRole('link', { name: 'The message' }).click()

  // What was read stays so.
  await page.reload()
  await page.getByText('1 unread').waitFor()
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await expect.poll(() => page.locator('.unread').count()).toBe(0)

  // However many come in above it, the row that is open stays in sight.
  for (let index = 0; index < 40; index++) {
    emulator.receive({ from: `1425555${1_000 + index}`, to: number, body: `news ${index}` })
  }
  await row(/news 39/).waitFor()
  const isInSight = `(() => {
    const [row, list] = ['[aria-current]', '.conversations'].map((name) => document.querySelector('ul' + (name[0] === '.' ? name : ' ' + name)).getBoundingClientRect())
    return row.top >= list.top - 1 && row.bottom <= list.bottom + 1
  })()`
  await expect.poll(() => page.evaluate(isInSight)).toBe(true)
})

/** A picture of one pixel. */
const dot = Buffer.from('R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** Pastes or drops the picture, as a file of that name. */
async function hand(page: Page, selector: string, how: 'paste' | 'drop', name: string): Promise<void> {
  const [type, member] = how === 'paste' ? ['ClipboardEvent', 'clipboardData'] : ['DragEvent', 'dataTransfer']
  const bytes = JSON.stringify([...dot])
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(${bytes})], '${name}', { type: 'image/gif' }))
    document.querySelector('${selector}').dispatchEvent(new ${type}('${how}', { ${member}: data, bubbles: true, cancelable: true }))
  })()`)
}

test('files are chosen, pasted and dropped; segments, cost and what forces UCS-2 are told while one writes', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator, { path: `/#/messages/${number}/${customer}` })
  const box = page.getByLabel('Answer as')
  await box.fill('a'.repeat(161))
  await page.getByText('2 segments, ASCII, $0.0080').waitFor()
  await box.fill('Ça va – oui')
  await page.getByText('1 segment, UCS-2, $0.0040 because of').waitFor()
  expect(await page.locator('.size kbd').allTextContents()).toEqual(['Ç', '–'])

  const gif = { mimeType: 'image/gif', buffer: dot }
  await page.getByLabel('Files to attach').setInputFiles({ name: 'my dot.gif', ...gif })
  await page.getByRole('img', { name: 'my dot.gif' }).waitFor()
  await hand(page, '#answer', 'paste', 'pasted.gif')
  await page.getByRole('img', { name: 'pasted.gif' }).waitFor()
  await hand(page, '#answer', 'drop', 'dropped.gif')
  await page.getByRole('img', { name: 'dropped.gif' }).waitFor()
  await page.getByText('MMS, $0.0095').waitFor()
  await page.getByRole('button', { name: 'Remove pasted.gif' }).click()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('.bubble', { hasText: 'Ça va' }).waitFor()
  await expect
    .poll(() =>
      page.evaluate('[...document.querySelectorAll(".picture img")].map((image) => image.naturalWidth)'),
    )
    .toEqual([1, 1])

  // The application gets the files without credentials.
  const urls: string[] = await page.evaluate(
    '[...document.querySelectorAll(".picture")].map(({ href }) => href)',
  )
  expect(urls.map((url) => url.split('/').at(-1))).toEqual(['my%20dot.gif', 'dropped.gif'])
  const fetched = await fetch(urls[0] ?? '')
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(dot)
})

test('a new message takes files too', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator)
  await page.getByRole('button', { name: 'New inbound message' }).click()
  await page
    .getByLabel('Files to attach')
    .setInputFiles(['chosen.gif', 'other.gif'].map((name) => ({ name, mimeType: 'image/gif', buffer: dot })))
  await page.getByRole('img', { name: 'chosen.gif' }).waitFor()
  await hand(page, '#new-body', 'paste', 'pasted.gif')
  await page.getByRole('img', { name: 'pasted.gif' }).waitFor()
  await hand(page, '#new-body', 'drop', 'dropped.gif')
  await page.getByRole('img', { name: 'dropped.gif' }).waitFor()
  await page.getByRole('button', { name: 'Remove other.gif' }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.locator('.picture').nth(2).waitFor()
  const { messages } = emulator.snapshot()
  expect(messages.records.at(-1)).toMatchObject({ to: number })
  const urls: string[] = await page.evaluate(
    '[...document.querySelectorAll(".picture")].map(({ href }) => href)',
  )
  expect(urls.map((url) => url.split('/').at(-1))).toEqual(['chosen.gif', 'pasted.gif', 'dropped.gif'])
})

test('/ searches everything, and what is found is in sight', async () => {
  const { emulator, number, messages } = await startBench()
  const application = await listen(() => ({}))
  await messages.setCallback('sms_callback', `${application}/inbound`)
  for (let index = 0; index < 200; index++) {
    emulator.receive({ from: customer, to: number, body: `message ${index}.` })
  }
  await messages.send({ from: number, to: '14255550111', body: 'needle in the request' })
  await emulator.settled()
  const page = await openPage(browser(), emulator)
  await page.locator('.conversation').first().waitFor()
  const field = page.locator('#search')
  await page.keyboard.press('/')
  await page.keyboard.type('message 42.')
  await page.keyboard.press('Enter')
  const wanted = page.locator('.wanted .bubble')
  await expect.poll(() => wanted.textContent()).toBe('message 42.')
  const isInSight = `(() => {
    const [bubble, box] = ['.wanted', '.thread-scroll'].map((name) => document.querySelector(name).getBoundingClientRect())
    return bubble.top >= box.top && bubble.bottom <= box.bottom
  })()`
  await expect.poll(() => page.evaluate(isInSight)).toBe(true)
  await page.getByRole('button', { name: 'Latest messages' }).waitFor()

  // Numbers are found however they are grouped; the arrow keys go from one to the other.
  await page.getByRole('button', { name: 'Search everything' }).click()
  await field.fill('(425) 555-0111')
  await page.locator('.hit', { hasText: 'with' }).waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate('document.activeElement.className')).toBe('hit')
  await field.fill('needle')
  await page.locator('.hit', { hasText: /POST .*messages/ }).click()
  await page.getByRole('region', { name: 'Request body' }).getByText('needle in the request').waitFor()
  await page.getByRole('tab', { name: 'Requests' }).focus()
  await page.keyboard.press('/')
  await field.fill('nowhere at all')
  await page.getByText('Nothing found').waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
})
