import { describe, expect, test } from 'vitest'
import { customer, listen, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('a message that is sent shows itself, is answered, and the webhook goes out', async () => {
  const { emulator, number, messages } = await startBench()
  const posted: string[] = []
  const application = await listen((path, body) => {
    posted.push(`${path} ${body}`)
    return {}
  })
  await messages.setCallback('sms_callback', `${application}/inbound`)
  const page = await openPage(browser(), emulator)
  await page.getByText('No messages yet').waitFor()

  await messages.send({ from: number, to: customer, body: 'Your order is ready.' })
  await page.getByRole('link', { name: /Your order is ready/ }).click()
  const thread = page.getByRole('region', { name: 'Messages' })
  await thread.getByText('Your order is ready.').waitFor()
  await thread.getByText('1 segment, ASCII').waitFor()
  await thread.getByText('$0.0040').waitFor()
  // In words; the API's own are shown on hover.
  const receipt = thread.getByText('accepted by the carrier')
  await receipt.waitFor()
  expect(await receipt.getAttribute('title')).toContain(
    'Level 2: message buffered (1003), Message accepted by Carrier',
  )

  await page.getByLabel('Answer as +1 206 555 0100').fill('On my way')
  await page.keyboard.press('Enter')
  await thread.getByText('On my way').waitFor()
  expect(await page.locator('.bubble').allTextContents()).toEqual(['Your order is ready.', 'On my way'])
  await emulator.settled()
  expect(posted).toEqual([expect.stringMatching(/^\/inbound .*"body":"On my way"/)])

  await page.getByRole('tab', { name: 'Webhooks' }).click()
  await page.getByRole('button', { name: /Delivered.*Inbound SMS.*1 attempt, status 200/ }).click()
  await page.getByRole('region', { name: 'Payload' }).getByText('"body": "On my way"').waitFor()
})

test('Shift and Enter begin another line', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator, { path: `/#/messages/${number}/${customer}` })
  await page.getByLabel('Answer as').fill('one')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('two')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('.bubble').waitFor()
  expect(await page.locator('.bubble').allTextContents()).toEqual(['one\ntwo'])
})

test('what the emulator refuses is said, and what was written stays', async () => {
  const { emulator } = await startBench()
  const page = await openPage(browser(), emulator, { path: `/#/messages/12065550199/${customer}` }, [/404/])
  await page.getByLabel('Answer as').fill('hello')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Could not find that resource on your account.').waitFor()
  expect(await page.getByLabel('Answer as').inputValue()).toBe('hello')
})

test('HTML and script in a message are text', async () => {
  const { emulator, number } = await startBench()
  const body =
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>bold</b>&amp;\u202e</p>'
  emulator.receive({ from: customer, to: number, body })
  const page = await openPage(browser(), emulator)
  await page.getByRole('link', { name: /onerror/ }).click()
  await page.locator('.bubble').waitFor()
  expect(await page.locator('.bubble').textContent()).toBe(body)
  expect(await page.locator('main :is(img, script, b)').count()).toBe(0)
  expect(await page.evaluate('window.hacked')).toBeUndefined()
})

test('a malformed address does not break the page', async () => {
  const { emulator, number } = await startBench()
  emulator.receive({ from: customer, to: number, body: 'hello' })
  const page = await openPage(browser(), emulator)
  const paths = [
    '/#/%',
    '/#/%zz/%',
    '/#/webhooks/%',
    '/#/requests/%E0%A4%A',
    '/#/messages/%/%',
    '/#/messages/"/]',
  ]
  for (const path of paths) {
    await page.goto('about:blank')
    await page.goto(`${emulator.url}${path}`)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Messages' }).click()
    await page.getByRole('link', { name: /hello/ }).click()
    await page.locator('.bubble', { hasText: 'hello' }).waitFor()
    // And one that is typed while the page is open.
    await page.evaluate((hash) => {
      location.hash = hash
    }, path.slice(1))
    await page.getByRole('tab', { name: 'Requests' }).click()
    await page.locator('.record').first().waitFor()
  }
})

describe('media', () => {
  test('pictures on this machine are shown, of others there is a link; nothing is asked of another host', async () => {
    const { emulator, number } = await startBench()
    const dot = Buffer.from('R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=', 'base64')
    const pictures = await listen(() => ({ type: 'image/gif', body: dot }))
    const mediaUrls = [
      `${pictures}/here.gif`,
      'https://example.com/there.gif',
      'http://127.0.0.1.example.com/x.png',
    ]
    emulator.receive({ from: customer, to: number, body: 'look', mediaUrls })
    const page = await openPage(browser(), emulator)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await page.reload()
    await page.getByRole('link', { name: /look/ }).click()
    const picture = page.getByRole('img', { name: 'here.gif' })
    await picture.waitFor()
    await expect.poll(() => picture.evaluate('document.querySelector(".picture img").naturalWidth')).toBe(1)
    const link = page.getByRole('link', { name: 'there.gif' })
    expect(await link.getAttribute('href')).toBe('https://example.com/there.gif')
    expect(await link.getAttribute('rel')).toBe('noreferrer')
    await page.getByText('on example.com: not loaded by itself').waitFor()
    expect(await page.getByRole('link', { name: 'x.png' }).count()).toBe(1)
    for (const name of ['Numbers', 'Webhooks', 'Requests', 'Messages']) {
      await page.getByRole('tab', { name }).click()
    }
    expect([...new Set(asked)].sort()).toEqual([emulator.url, pictures].sort())
  })

  test('the policy keeps pictures of other hosts out even if the page asked for one', async () => {
    const { emulator } = await startBench()
    const page = await openPage(browser(), emulator, {}, [/example\.com/])
    await page.getByText('Live').waitFor()
    const blocked = page.waitForEvent('console', (message) =>
      message.text().includes('Content Security Policy'),
    )
    await page.evaluate(
      'document.body.append(Object.assign(new Image(), { src: "https://example.com/a.png" }))',
    )
    expect((await blocked).text()).toContain('img-src')
  })
})

test('somebody from outside writes through the form', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator, {}, [/422/])
  await page.getByRole('button', { name: 'New inbound message' }).click()
  const form = page.getByRole('dialog', { name: 'New inbound message' })
  await expect.poll(() => form.getByLabel('To, a number').inputValue()).toBe(`+${number}`)
  await form.getByLabel('From').fill('(425) 555-0123')
  await form.getByRole('button', { name: 'Send' }).click()
  // Nothing to say is nothing to send.
  await form.getByRole('alert').getByText('body or media_urls is required.').waitFor()
  await form.getByLabel('Text').fill('Are you open?')
  await form.getByLabel('Addresses of other media').fill('https://example.com/a.png')
  await form.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: '+1 425 555 0123' }).waitFor()
  await page.locator('.bubble', { hasText: 'Are you open?' }).waitFor()
  await page.getByText('MMS').waitFor()
})

test('the keyboard is enough', async () => {
  const { emulator, number } = await startBench()
  for (const last of ['1', '2', '3']) {
    emulator.receive({ from: `1425555011${last}`, to: number, body: `message ${last}` })
  }
  const page = await openPage(browser(), emulator)
  await page.locator('.conversation').nth(2).waitFor()
  const focused = () => page.evaluate('document.activeElement.textContent')
  // Tabs, arrows and back again.
  await page.getByRole('tab', { name: 'Messages' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toBe('Numbers')
  await page.keyboard.press('End')
  expect(await focused()).toBe('Simulation')
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toBe('Messages')
  // Keys that come quicker than the page changes.
  await page.evaluate(`for (const key of ['ArrowLeft', 'ArrowLeft']) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }`)
  expect(await focused()).toBe('Requests')
  await page.getByRole('tabpanel', { name: 'Requests' }).waitFor()
  await page.keyboard.press('Home')
  expect(await focused()).toBe('Messages')
  await page.locator('.conversation').nth(2).waitFor()
  // One stop for the list, in which keys move.
  await page.getByRole('button', { name: 'Mark as read' }).focus()
  await page.keyboard.press('Tab')
  expect(await focused()).toContain('message 3')
  await page.keyboard.press('j')
  expect(await focused()).toContain('message 2')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  expect(await focused()).toContain('message 1')
  await page.keyboard.press('k')
  expect(await focused()).toContain('message 2')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '+1 425 555 0112' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('answer')
  await page.keyboard.type('jk')
  await page.keyboard.press('Enter')
  await page.locator('.bubble', { hasText: 'jk' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toContain('425 555 0112')
})

test('on a narrow screen there is one thing at a time', async () => {
  const { emulator, number } = await startBench()
  emulator.receive({ from: customer, to: number, body: 'hello' })
  const page = await openPage(browser(), emulator, { viewport: { width: 390, height: 844 } })
  await page.getByRole('link', { name: /hello/ }).click()
  await page.locator('.bubble').waitFor()
  expect(await page.getByRole('heading', { name: 'Conversations' }).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Back to the conversations' }).click()
  await page.getByRole('heading', { name: 'Conversations' }).waitFor()
  expect(await page.locator('.bubble').count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
})

test('new messages are said to those who cannot see them', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator, { path: '/#/requests' })
  await page.getByText('Live').waitFor()
  await page.locator('.record').first().waitFor()
  emulator.receive({ from: customer, to: number, body: 'hello' })
  const said = page.locator('[aria-live="polite"]', {
    hasText: /^New message from \+1 206 555 0100 to .*: hello$/,
  })
  await said.waitFor({ state: 'attached' })
})
