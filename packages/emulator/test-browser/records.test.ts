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
    return { status }
  })
  await messages.setCallback('sms_callback', application)
  const page = await openPage(browser(), emulator, { path: '/#/webhooks' })
  await page.getByText('No webhooks so far').waitFor()
  emulator.receive({ from: customer, to: number, body: 'hello' })
  await emulator.settled()
  await page.getByRole('button', { name: /Pending.*Inbound SMS.*1 attempt, status 500/ }).click()
  const attempts = page.getByRole('table', { name: 'Attempts' })
  await attempts.getByRole('row', { name: /1 .* status 500 By itself/ }).waitFor()

  status = 200
  await page.getByRole('button', { name: 'Send again' }).click()
  await attempts.getByRole('row', { name: /2 .* status 200 Sent again by hand/ }).waitFor()
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
