import { Numbers } from '@flowroute/numbers'
import { expect, test } from 'vitest'
import { customer, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('faults, limits, balance and clock are set in one place, a mark says so, and a reset is undone', async () => {
  const { emulator, client, number, messages } = await startBench({
    startTime: new Date('2026-01-15T17:00:00Z'),
  })
  const page = await openPage(browser(), emulator, { path: '/#/simulation' }, [/422/])
  const mark = page.locator('.simulating')
  await page.getByText('No faults').waitFor()
  expect(await mark.count()).toBe(0)

  // A fault for one request, which is told when it was met.
  await page.getByLabel('Method').selectOption('GET')
  await page.getByLabel('Path').fill('/v2/numbers')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('GET /v2/numbers: status 503').waitFor()
  expect(await mark.textContent()).toBe('Simulated: 1 fault')
  await expect(new Numbers(client).list({}, { retries: 0 })).rejects.toMatchObject({ status: 503 })
  await page.getByText('met 1 time, 0 left').waitFor()
  await mark.waitFor({ state: 'detached' })
  await page.getByLabel('What happens').selectOption('answers late')
  await page.getByLabel('Milliseconds').fill('1')
  await page.getByLabel('Times').fill('')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('GET /v2/numbers: 1 ms late').waitFor()
  expect(emulator.faults.list().at(-1)?.fault).toEqual({ kind: 'latency', milliseconds: 1 })
  // What the emulator refuses is said.
  await page.getByLabel('Path').fill('no slash')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByRole('button', { name: 'Remove all' }).click()
  await page.getByText('No faults').waitFor()

  await page.getByRole('checkbox', { name: 'Rate limits' }).check()
  await expect.poll(() => emulator.rateLimits.enabled).toBe(true)
  await page.getByLabel('Balance in dollars').fill('0.003')
  await page.getByRole('button', { name: 'Set balance' }).click()
  await expect.poll(() => mark.textContent()).toBe('Simulated: rate limits +1')
  await expect(messages.send({ from: number, to: customer, body: 'hi' })).rejects.toThrow(
    'Insufficient funds',
  )
  await page.getByLabel('Balance in dollars').fill('')
  await page.getByRole('button', { name: 'Set balance' }).click()
  await expect.poll(() => mark.textContent()).toBe('Simulated: rate limits')

  // One message fails at its carrier, and then no other.
  await page.getByLabel('Messages from now on').selectOption('Blocked as spam')
  await page.getByLabel('How many').fill('1')
  await page.getByRole('button', { name: 'Set failures' }).click()
  await expect.poll(() => mark.textContent()).toBe('Simulated: carriers: spam +1')
  expect(emulator.carrier.failure).toEqual({ outcome: 'spam', messages: 1 })
  await messages.send({ from: number, to: customer, body: 'buy now' })
  await page.getByText(`Receipt for the message to ${customer}: Spam`).waitFor()
  await expect.poll(() => mark.textContent()).toBe('Simulated: rate limits')
  await page.getByRole('button', { name: '48 hours' }).click()
  await page.getByText('Nothing waits for the clock.').waitFor()
  await page.getByLabel('Messages from now on').selectOption('No receipt at all')
  await page.getByRole('button', { name: 'Set failures' }).click()
  await page.getByText('All messages: No receipt at all.').waitFor()
  expect(emulator.carrier.failure).toEqual({ outcome: 'no-receipt', messages: null })
  await page.getByLabel('Messages from now on').selectOption('are accepted by the carrier')
  await page.getByRole('button', { name: 'Set failures' }).click()
  await expect.poll(() => mark.textContent()).toBe('Simulated: rate limits')

  // What the clock will bring, before it does.
  await messages.send({ from: number, to: customer, body: 'hi' })
  await page.getByText(`Receipt for the message to ${customer}: Message accepted by Carrier`).waitFor()
  await page.getByRole('button', { name: '48 hours' }).click()
  await page.getByText('Nothing waits for the clock.').waitFor()
  await page.getByText('5:00:00 PM Jan 19').waitFor()
  await page.getByLabel('Set to').fill('2026-03-01T12:00:00')
  await page.getByRole('button', { name: 'Set clock' }).click()
  await page.getByText('12:00:00 PM Mar 1').waitFor()
  expect(emulator.clock.now()).toEqual(new Date('2026-03-01T12:00:00Z'))

  emulator.carrier.fail('landline', 5)
  const before = emulator.snapshot()
  await page.getByRole('button', { name: 'Reset everything' }).click()
  await mark.waitFor({ state: 'detached' })
  expect((await new Numbers(client).list()).items).toEqual([])
  expect(emulator.carrier.failure).toBe(null)
  await page.getByRole('button', { name: 'Undo the reset' }).click()
  await mark.waitFor()
  expect(emulator.snapshot()).toEqual(before)
})
