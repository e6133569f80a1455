import { Cnam } from '@flowroute/cnam'
import { Numbers } from '@flowroute/numbers'
import { expect, test } from 'vitest'
import { createPortOrder, post, setScene } from './scene.ts'
import { clientOf, customer, listen, openPage, startBench, useBrowser } from './support.ts'

const browser = useBrowser()

test('numbers, routes, addresses, names and callbacks are shown with what they are tied to', async () => {
  const { emulator, number, other, application } = await setScene()
  const page = await openPage(browser(), emulator, { path: '/#/account' })
  const rows = page.getByRole('row')
  const cells = async (text: string) => {
    const row = rows.filter({ hasText: text })
    await row.waitFor()
    return (await row.getByRole('cell').allTextContents()).map((cell) => cell.trim())
  }
  const shown = (digits: string): string =>
    `+1 ${digits.slice(1, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`
  const none = '–none'
  expect((await cells(shown(number))).slice(0, -1)).toEqual([
    ...[shown(number), 'Front desk', 'seattle, wa', 'sends here only', 'Office PBX', none],
    ...['Seattle office', 'RAIN CITY BREAD'],
  ])
  await page.getByRole('tab', { name: 'Routes' }).click()
  expect((await cells('Office PBX')).slice(0, 3)).toEqual(['Office PBX', 'host', 'sip.example.com'])
  await page.getByRole('tab', { name: 'E911' }).click()
  const address = ['Seattle office', 'Maria Bermudez', '7742 20th Ave SWSeattle, WA 98106, US', shown(number)]
  expect((await cells('Seattle office')).slice(0, 4)).toEqual(address)
  await page.getByRole('tab', { name: 'CNAM' }).click()
  expect((await cells('CITY POLICE')).slice(0, 2)).toEqual([
    'CITY POLICE',
    'rejected It names a public authority.',
  ])
  await page.getByRole('tab', { name: 'Callbacks' }).click()
  expect(await cells(shown(other))).toEqual([shown(other), 'sms_callback', `${application}/down`])
  await expect
    .poll(() => page.getByRole('textbox', { name: /Inbound SMS/ }).inputValue())
    .toBe(`${application}/messages`)
})

test('numbers come and go without a reload, and one can be bought here', async () => {
  const { emulator, client, number } = await startBench()
  const page = await openPage(browser(), emulator, { path: '/#/account/owned' })
  await page.getByRole('cell').first().waitFor()
  await page.getByRole('button', { name: 'Buy a number' }).click()
  await page
    .getByRole('button', { name: /^Buy \+1/ })
    .first()
    .click()
  const rows = page.getByRole('table').locator('tbody tr')
  await expect.poll(() => rows.count()).toBe(2)
  const numbers = new Numbers(client)
  await numbers.release(number)
  await expect.poll(() => rows.count()).toBe(1)
  const [left] = await numbers.list()
  await numbers.update(left?.id ?? '', { messagingEnabled: true })
  await page.getByRole('cell', { name: 'being enabled' }).waitFor()
  await page.getByRole('cell', { name: 'enabled', exact: true }).waitFor()
})

test('a number is opened, renamed, tied to a route, an address and a caller name, and released', async () => {
  const { emulator, client, number, other } = await setScene()
  const numbers = new Numbers(client)
  emulator.faults.clear()
  const page = await openPage(browser(), emulator, { path: '/#/account/owned' }, [/422/])
  await page.locator(`a[href="#/account/owned/${other}"]`).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill('Lodi')
  await form.getByLabel('Primary route').selectOption('Night desk, 12065550177')
  await form.getByLabel('Failover route').selectOption('Office PBX, sip.example.com')
  await form.getByLabel('Emergency address').selectOption({ index: 1 })
  // What is refused is said, and the form stays.
  await form.getByLabel('Caller name').selectOption('CITY POLICE (rejected)')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('Caller name').selectOption('RAIN CITY BREAD')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page
    .getByRole('row', { name: /Lodi.*Night desk.*Office PBX.*Seattle office.*RAIN CITY BREAD/ })
    .waitFor()
  const record = await numbers.get(other)
  expect(record).toMatchObject({ alias: 'Lodi', primaryRoute: { alias: 'Night desk' } })

  await page.locator(`a[href="#/account/owned/${number}"]`).click()
  await form.getByLabel('Primary route').selectOption('none')
  await form.getByLabel('Messaging').selectOption('enabled')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /Front desk.*being enabled.*none.*none/ }).waitFor()
  await page.locator(`a[href="#/account/owned/${number}"]`).click()
  await form.getByRole('button', { name: 'Release' }).click()
  await form.getByRole('button', { name: 'Release it now' }).click()
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
})

test('caller names are approved and rejected', async () => {
  const { emulator, client } = await startBench()
  const cnam = new Cnam(client)
  const page = await openPage(browser(), emulator, { path: '/#/account/cnam' })
  await page.getByText('There are no caller names').waitFor()
  const good = await cnam.create('RAIN CITY BREAD')
  const bad = await cnam.create('CITY POLICE')
  await page.getByRole('button', { name: 'Approve RAIN CITY BREAD' }).click()
  await page.getByRole('row', { name: /RAIN CITY BREAD approved/ }).waitFor()
  await page.getByRole('button', { name: 'Reject CITY POLICE' }).click()
  await page.getByLabel('Reason').fill('It names a public authority.')
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
  await page.getByRole('row', { name: /CITY POLICE rejected It names a public authority/ }).waitFor()
  expect((await cnam.get(good.id)).isApproved).toBe(true)
  expect((await cnam.get(bad.id)).rejectionReason).toBe('It names a public authority.')
})

test('port orders are completed, rejected and resubmitted', async () => {
  const { emulator } = await startBench()
  const page = await openPage(browser(), emulator, { path: '/#/account/porting' })
  await page.getByText('There are no port orders').waitFor()
  const [one, two] = [
    await createPortOrder(emulator, '+12065550100'),
    await createPortOrder(emulator, '+12065550101'),
  ]
  await page.getByRole('row', { name: new RegExp(`${one}.*pending`) }).waitFor()
  for (const id of [one, two]) {
    await post(emulator, `/v2/portorders/${id}/loa`, {
      signature_name: 'Ada Example',
      signature_title: 'Owner',
    })
  }
  await page.getByRole('button', { name: `Complete order ${one}` }).click()
  await page.getByRole('row', { name: new RegExp(`${one}.*completed`) }).waitFor()
  await page.getByRole('button', { name: `Reject order ${two}` }).click()
  await page.getByLabel('Reason').fill('The name does not match.')
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
  await page.getByRole('row', { name: new RegExp(`${two}.*rejected The name does not match.`) }).waitFor()
  await page.getByRole('button', { name: `Resubmit order ${two}` }).click()
  await page.getByRole('row', { name: new RegExp(`${two}.*review`) }).waitFor()
  expect(emulator.portOrders.list().map(({ status }) => status)).toEqual(['completed', 'review'])
})

test('exports of call records are shown as they come to their end', async () => {
  const { emulator } = await startBench()
  const page = await openPage(browser(), emulator, { path: '/#/account/cdrs' })
  await page.getByText('There are no exports of call records').waitFor()
  const filter_parameters = { start_call_start_time: '2025-12-01', start_call_end_time: '2026-01-01' }
  const { id } = await post(emulator, '/v2/cdrs/exports', { filter_parameters })
  await page.getByRole('row', { name: new RegExp(`${id} processing`) }).waitFor()
  emulator.cdrExports.complete(id)
  const calls = emulator.cdrExports.list()[0]?.calls
  await page.getByRole('row', { name: new RegExp(`${id} completed .*Z ${calls} `) }).waitFor()
})

test('where webhooks of the account go is set here', async () => {
  const { emulator, number } = await startBench()
  const posted: string[] = []
  const application = await listen((path) => {
    posted.push(path)
    return {}
  })
  const page = await openPage(browser(), emulator, { path: '/#/account/callbacks' })
  await page.getByRole('textbox', { name: /Inbound SMS/ }).fill(`${application}/inbound`)
  const set = page.getByRole('button', { name: 'Set Inbound SMS' })
  await set.click()
  await expect.poll(() => set.getAttribute('aria-disabled')).toBe('true')
  emulator.receive({ from: customer, to: number, body: 'hello' })
  await emulator.settled()
  expect(posted).toEqual(['/inbound'])
  // Or all of them at once.
  await page.getByLabel('One URL for all four').fill(`${application}/all`)
  await page.getByRole('button', { name: 'Set all' }).click()
  await expect
    .poll(() => page.getByRole('textbox', { name: /Receipts of MMS/ }).inputValue())
    .toBe(`${application}/all`)
  emulator.receive({ from: customer, to: number, body: 'hello again' })
  await emulator.settled()
  expect(posted).toEqual(['/inbound', '/all'])
})

test('after a reset all is read anew', async () => {
  const { emulator, number } = await startBench()
  emulator.receive({ from: customer, to: number, body: 'before the reset' })
  const page = await openPage(browser(), emulator)
  await page.getByRole('link', { name: /before the reset/ }).click()
  await page.locator('.bubble').waitFor()
  emulator.reset()
  await page.getByText('There are no messages between the two.').waitFor()
  await page.getByText('No messages yet').waitFor()
})

test('the page finds the emulator again after it was restarted', async () => {
  const { emulator, number } = await startBench()
  const page = await openPage(browser(), emulator, {}, [
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED/,
  ])
  await page.getByText('Live').waitFor()
  await emulator.close()
  await page.getByText('Reconnecting').waitFor()
  const again = await startBench({ port: emulator.port })
  await new Numbers(clientOf(again.emulator)).list()
  again.emulator.receive({ from: customer, to: again.number, body: 'after the restart' })
  await page.getByText('Live').waitFor()
  await page.getByRole('link', { name: /after the restart/ }).waitFor()
  expect(again.number).toBe(number)
})
