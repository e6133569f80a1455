import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newOrder } from '@flowroute/testing/methods'
import { expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { configFolder } from './support/command.ts'

const account = useAccount()
const number = '12062140284'

interface Made {
  id: string
}

test('numbers: list, get, set, callback, release', async () => {
  await account.buy(number)
  const { id } = (await account.json(
    'routes create --alias office --type host --value sip.example.com',
  )) as Made
  const set = [`numbers`, 'set', number, '--alias', 'front desk', '--cnam-lookups', 'off', '--route', id]
  expect(await account.json(set)).toMatchObject({
    alias: 'front desk',
    cnamLookupsEnabled: false,
    primaryRoute: { id, alias: 'office' },
  })
  expect(await account.json('numbers list --starts-with 1206214 --json id,alias')).toEqual([
    { id: number, alias: 'front desk' },
  ])

  const nested = await account.json(`numbers get ${number} --json id,failoverRoute.alias`)
  expect(nested).toEqual({ id: number, 'failoverRoute.alias': null })

  const callback = `numbers callback ${number} sms_callback`
  expect((await account.run(callback)).code).toBe(4)
  await account.json(`${callback} https://app.example/sms`)
  expect(await account.json(callback)).toMatchObject({ callbackUrl: 'https://app.example/sms' })
  await account.json(`${callback} --remove`)
  expect((await account.run(callback)).code).toBe(4)

  const unasked = await account.run(`numbers release ${number}`)
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('It may never be had again') })
  expect(await account.json(`numbers release ${number} --yes`)).toEqual({ id: number, released: true })
  const gone = await account.run(`numbers get ${number}`)
  expect(gone).toMatchObject({ code: 4, stderr: expect.stringMatching(/^error: .*404 Not Found: Could not/) })
})

test('numbers set says which changes were made before one failed', async () => {
  await account.buy(number)
  const { code, stderr } = await account.run(`numbers set ${number} --alias desk --route 1 --failover 2`)
  expect(code).toBe(4)
  expect(stderr).toMatch(
    /^warning: 1 of 3 changes were made before this one failed\.\nerror: .*primary_route/,
  )
})

test('routes', async () => {
  await account.buy(number)
  const office = (await account.json(
    'routes create --alias office --type host --value sip.example.com:5060',
  )) as Made
  expect(await account.json('routes list --type host')).toMatchObject([{ id: office.id, alias: 'office' }])
  expect(await account.json(`routes update ${office.id} --alias head`)).toMatchObject({ alias: 'head' })
  await account.json(`routes assign ${office.id} ${number}`)
  const used = await account.run(`routes delete ${office.id} --yes`)
  expect(used).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: Flowroute answered DELETE/) })
  await account.json(`routes assign none ${number}`)
  await account.json(`routes delete ${office.id} --yes`)
  expect(await account.json('routes strategies')).toContainEqual(
    expect.objectContaining({ name: 'US-East-VA' }),
  )
  const lacking = await account.run('routes create --alias a')
  expect(lacking).toMatchObject({ code: 2, stderr: 'error: A route needs --alias, --type and --value.\n' })
})

test('e911', async () => {
  await account.buy(number)
  const parts = { label: 'Home', 'first-name': 'Ada', 'last-name': 'Example', 'street-number': '7742' }
  const rest = { 'street-name': '20th Ave SW', city: 'Seattle', state: 'WA', zip: '98106' }
  const words = Object.entries({ ...parts, ...rest }).flatMap(([name, value]) => [`--${name}`, value])
  expect(await account.json(['e911', 'validate', ...words])).toEqual({ valid: true })
  const { id } = (await account.json(['e911', 'create', ...words])) as Made
  const again = await account.run(['e911', 'create', ...words])
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('Duplicate address.') })
  expect(await account.json(`e911 update ${id} --label Office`)).toMatchObject({ id, label: 'Office' })
  expect(await account.json('e911 list --city Seattle --json id,label')).toEqual([{ id, label: 'Office' }])
  await account.json(`e911 assign ${id} ${number}`)
  expect(await account.json(`e911 numbers ${id} --json id`)).toEqual([{ id: number }])
  expect(await account.run(`e911 unassign ${number}`)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('a 911 call costs $95'),
  })
  await account.json(`e911 unassign ${number} --yes`)
  await account.json(`e911 delete ${id} --yes`)
  expect((await account.run(`e911 get ${id}`)).code).toBe(4)
})

test('cnam', async () => {
  await account.buy(number)
  const { id } = (await account.json(['cnam', 'create', 'EXAMPLE LLC'])) as Made
  expect(await account.json('cnam list --json id,isApproved')).toEqual([{ id, isApproved: false }])
  expect((await account.run(`cnam assign ${id} ${number}`)).code).toBe(1)
  expect(await account.json(['cnam', 'update', id, 'EXAMPLE INC'])).toMatchObject({ value: 'EXAMPLE INC' })
  account.emulator.cnams.approve(id)
  expect(await account.json('cnam list --approved --json id')).toEqual([{ id }])
  await account.json(`cnam assign ${id} ${number}`)
  expect(await account.json(`cnam get ${id}`)).toMatchObject({
    value: 'EXAMPLE INC',
    numbers: [{ id: number }],
  })
  await account.json(`cnam unassign ${number}`)
  await account.json(`cnam delete ${id} --yes`)
  expect(await account.json('cnam list')).toEqual([])
})

test('ports', async () => {
  const folder = configFolder()
  const order = join(folder, 'order.json')
  const details = { ...newOrder, numbers: ['12065550100', '12065550101'] }
  expect(await account.json('ports check 12065550100')).toEqual([{ number: '+12065550100', portable: true }])
  const wrong = await account.run('ports create -', { input: JSON.stringify({ ...details, cty: 'Seattle' }) })
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('cty') })
  writeFileSync(order, JSON.stringify(details))
  const { orders } = (await account.json(`ports create ${order}`)) as { orders: Made[] }
  const id = orders[0]?.id ?? ''
  expect(await account.json('ports list --json id,status')).toEqual([{ id, status: 'pending' }])
  writeFileSync(join(folder, 'bill.pdf'), '%PDF-1.4')
  await account.json(`ports upload ${id} ${join(folder, 'bill.pdf')}`)
  expect(await account.json(`ports documents ${id} --json filename`)).toEqual([{ filename: 'bill.pdf' }])
  expect(await account.json(`ports loa ${id}`)).toMatchObject({ billingName: 'Ada Example' })
  const sign = ['ports', 'sign', id, '--name', 'Ada Example', '--title', 'Owner', '--max-cost']
  const dear = await account.run([...sign, '14'])
  expect(dear).toMatchObject({ code: 1, stderr: 'error: It costs $15.00, which is more than $14.00.\n' })
  expect(await account.json([...sign, '15'])).toMatchObject({
    status: 'processing',
  })
  const second = (await account.json('ports create -', {
    input: JSON.stringify({ ...details, numbers: ['12065550102'] }),
  })) as {
    orders: Made[]
  }
  const cancelled = (await account.json(`ports cancel ${second.orders[0]?.id} --yes`)) as { status: string }
  expect(cancelled.status).toBe('canceled')
  expect(await account.json(`ports watch ${second.orders[0]?.id}`)).toMatchObject({ status: 'canceled' })
})

test('ports are changed', async () => {
  const route = (await account.json('routes create --alias desk --type host --value a.example')) as Made
  const details = { ...newOrder, numbers: ['12065550100', '12065550101'] }
  const created = await account.json('ports create -', { input: JSON.stringify(details) })
  const { groupId, orders } = created as { groupId: string; orders: Made[] }
  const id = orders[0]?.id ?? ''
  expect(await account.run(`ports set ${id}`)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing to change'),
  })
  const set = ['ports', 'set', id, '--alias', 'head office', '--route', route.id, '--details', '-']
  expect(await account.json(set, { input: JSON.stringify({ zip: '98104' }) })).toMatchObject({
    alias: 'head office',
    zip: '98104',
    presets: { primaryRouteId: route.id },
  })
  expect(await account.json(`ports set ${id} --route none --json presets`)).toMatchObject({
    presets: { primaryRouteId: null },
  })
  await account.json(`ports numbers ${id} --add 12065550102 --remove 12065550100 12065550101`)
  expect(await account.json(`ports get ${id} --json numbers`)).toEqual({ numbers: ['+12065550102'] })
  await account.json(`ports add ${groupId} 12065550103`)
  expect(await account.json(`ports get ${id} --json numbers`)).toEqual({
    numbers: ['+12065550102', '+12065550103'],
  })
  expect((await account.run(`ports numbers ${id}`)).code).toBe(2)
})

test('api', async () => {
  await account.buy(number)
  await account.buy('12062140554')
  const page = await account.json('api get /v2/numbers?limit=1 --query starts_with=1206214')
  expect(page).toMatchObject({ data: [{ type: 'number', id: number }], links: { next: expect.anything() } })
  const { stdout } = await account.run('api GET /v2/numbers --query limit=1 --paginate --json id')
  const lines = stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ id: number }, { id: '12062140554' }])
  const body = { data: { type: 'route', attributes: { route_type: 'host', value: 'a.example', alias: 'a' } } }
  const created = await account.json('api POST /v2/routes --input - --yes', { input: JSON.stringify(body) })
  expect(created).toMatchObject({ data: { attributes: { alias: 'a' } } })
  expect((await account.run('api POST /v2/routes')).code).toBe(2)
  const planned = await account.json('api POST /v2/routes?note=what?why --dry-run')
  expect(planned).toMatchObject({ url: expect.stringMatching(/\/v2\/routes\?note=what%3Fwhy$/) })
  expect((await account.run('api GET v2/routes')).stderr).toContain('must begin with a slash')
})
