import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import { Numbers } from '@flowroute/numbers'
import { expect, test } from 'vitest'
import { customer, listen, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('a webhook that failed is sent again by hand', async () => {
  const { emulator, number, messages } = await startBench({ startTime: new Date('2026-01-15T17:00:00Z') })
  let status = 500
  let count = 0
  const application = await listen(() => {
    count += 1
    return { status, type: 'application/json', body: '{"say":"not now"}' }
  })
  await messages.setCallback('sms_callback', application)
  const page = await openPage(browser(), emulator, { path: '/#/webhooks' })
  await page.getByText('No webhooks so far').waitFor()
  emulator.receive({ from: customer, to: number, body: 'hello' })
  await emulator.settled()
  await page.getByRole('button', { name: /Pending.*Inbound SMS.*1 attempt, status 500/ }).click()
  const attempts = page.getByRole('table', { name: 'Attempts' })
  await attempts.getByRole('row', { name: /1 .* First attempt/ }).waitFor()
  await page.getByText('5:00:30 PM on the emulator’s clock').waitFor()
  await page.getByText('status 500', { exact: true }).click()
  await page.getByRole('region', { name: 'Answer 1' }).getByText('"say": "not now"').waitFor()

  status = 200
  await page.getByRole('button', { name: 'Send again' }).click()
  await attempts.getByRole('row', { name: /2 .* Sent again by hand/ }).waitFor()
  await page.getByRole('button', { name: /Delivered.*2 attempts, status 200/ }).waitFor()
  expect(count).toBe(2)

  // Time passes at the press of a button, and what is delivered is not tried again.
  await page.getByRole('button', { name: '+1 min' }).click()
  await page.getByText('5:01:00 PM').waitFor()
  await emulator.settled()
  expect(count).toBe(2)
})

test('calls of the API are logged with their answers, the secret hidden, and the page’s own are not', async () => {
  const { emulator, number, messages } = await startBench()
  const page = await openPage(browser(), emulator, { path: '/#/requests' })
  await page.locator('.record').nth(1).waitFor()
  await messages.send({ from: number, to: customer, body: `my secret is ${emulator.secretKey}` })
  await page.getByRole('button', { name: /202 POST \/v2\.\d\/messages/ }).click()
  const request = page.getByRole('region', { name: 'Request body' })
  await request.getByText(`"body": "my secret is ${'•'.repeat(emulator.secretKey.length)}"`).waitFor()
  await page
    .getByRole('region', { name: 'Answer body' })
    .getByText(/"id": "mdr2-/)
    .waitFor()
  await page.getByText(/^Basic •+$/).waitFor()
  expect((await page.locator('.records').textContent())?.includes(emulator.secretKey)).toBe(false)
  const listed = await page.locator('.record-title').allTextContents()
  expect(listed).toEqual([
    expect.stringMatching(/^POST \/v2\.\d\/messages$/),
    `POST /v2/numbers/${number}`,
    'GET /v2/numbers/available',
  ])
})

test('requests are filtered, cleared, and copied as curl and as TypeScript that work', async () => {
  const { emulator, client, number, messages } = await startBench()
  await messages.send({ from: number, to: customer, body: "it's $5 \\" })
  await new Numbers(client).list({ contains: '206' })
  await expect(new Numbers(client).get('12065550199')).rejects.toThrow()
  const permissions = ['clipboard-read', 'clipboard-write']
  const page = await openPage(browser(), emulator, { path: '/#/requests', permissions })
  const titles = page.locator('.record-title')
  await expect.poll(() => titles.count()).toBe(5)
  await page.getByLabel('Status').selectOption('4xx')
  await expect.poll(() => titles.allTextContents()).toEqual(['GET /v2/numbers/12065550199'])
  await page.getByText('Could not find that resource on your account.').waitFor()
  await page.getByRole('button', { name: 'No filter' }).click()
  await page.getByLabel('Method').selectOption('POST')
  await expect.poll(() => titles.count()).toBe(2)
  // The path alone, and a number as people write it.
  await page.getByLabel('Path', { exact: true }).fill('/v2/numbers')
  await expect.poll(() => titles.allTextContents()).toEqual([`POST /v2/numbers/${number}`])
  await page.getByLabel('Path', { exact: true }).fill('')
  await page.getByLabel('Number', { exact: true }).fill('(206) 555-0100')
  await expect
    .poll(() => titles.allTextContents())
    .toEqual([expect.stringMatching(/^POST \/v2\.\d\/messages$/)])
  await page.getByLabel('Number', { exact: true }).fill('')
  await expect.poll(() => titles.count()).toBe(2)
  await page.getByLabel('Search in requests').fill('(206) 555-0100')
  await expect
    .poll(() => titles.allTextContents())
    .toEqual([expect.stringMatching(/^POST \/v2\.\d\/messages$/)])

  await page.getByRole('button', { name: /202 POST/ }).click()
  const copied = async (label: string): Promise<string> => {
    await page.getByRole('button', { name: label }).click()
    await page.getByRole('button', { name: label }).getByText('Copied').waitFor()
    return page.evaluate('navigator.clipboard.readText()')
  }
  const { url, accessKey, secretKey } = emulator
  const env = { ...process.env, FR_BASE_URL: url, FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey }
  await promisify(execFile)('sh', ['-c', `${await copied('Copy as curl')} --silent`], { env })
  await expect
    .poll(() => emulator.requests().at(-1)?.requestBody)
    .toEqual(emulator.requests()[2]?.requestBody)
  const program = await copied('Copy as TypeScript')
  expect(program).toMatch(
    new RegExp(`messages\\.send\\({\\s*to: "\\+?${customer}",\\s*from: "\\+?${number}",`),
  )
  expect(program).toContain(`body: "it's $5 \\\\"`)

  await page.getByRole('button', { name: 'No filter' }).click()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByText('Nothing to show').waitFor()
  await new Numbers(client).list()
  await expect.poll(() => titles.allTextContents()).toEqual(['GET /v2/numbers'])
  await page.getByRole('button', { name: 'Show 6 cleared' }).click()
  await expect.poll(() => titles.count()).toBe(7)

  // A link leads to the call, however far down it is.
  const [purchase] = emulator.requests().filter(({ path }) => path.endsWith(number))
  for (let index = 0; index < 60; index++) await fetch(`${emulator.url}/v2/numbers`)
  await page.reload()
  await page.evaluate((id) => {
    location.hash = `#/requests/${id}`
  }, purchase?.id)
  await page.getByRole('button', { name: `201 POST /v2/numbers/${number}`, expanded: true }).waitFor()
  const isInSight =
    '(() => { const { top, bottom } = document.querySelector("[aria-expanded=true]").getBoundingClientRect(); return top >= 0 && bottom <= innerHeight })()'
  await expect.poll(() => page.evaluate(isInSight)).toBe(true)
})

test('a webhook leads to the call that caused it, and the call to its webhooks', async () => {
  const { emulator, number, messages } = await startBench({ startTime: new Date('2026-01-15T17:00:00Z') })
  await messages.setCallback('sms_dlr_callback', await listen(() => ({})))
  const page = await openPage(browser(), emulator, { path: '/#/webhooks' })
  await messages.send({ from: number, to: customer, body: 'hello' })
  emulator.clock.advance(1_000)
  await emulator.settled()
  await page.locator('.record-head').first().click()
  await page.getByRole('link', { name: 'The API request' }).click()
  await page.getByRole('button', { name: /202 POST/, expanded: true }).waitFor()
  await page.getByRole('link', { name: 'Webhook 2' }).waitFor()
  await page.getByRole('link', { name: 'Webhook 1' }).click()
  await page.getByRole('button', { name: /Delivered/, expanded: true }).waitFor()
  expect(page.url()).toContain(`#/webhooks/${emulator.deliveries()[0]?.id}`)
})

test('a call whose connection was reset is logged as such', async () => {
  const { emulator, client } = await startBench()
  emulator.faults.add({ path: '/v2/numbers', times: 1, fault: { kind: 'reset', when: 'before' } })
  const page = await openPage(browser(), emulator, { path: '/#/requests' })
  await page.locator('.record').first().waitFor()
  await expect(new Numbers(client).list({}, { retries: 0 })).rejects.toThrow()
  await page
    .getByRole('button', { name: /None GET \/v2\/numbers.*No answer: the connection was reset/ })
    .waitFor()
})
