import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newOrder } from '@flowroute/testing/methods'
import { expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { configFolder } from './support/command.ts'

const account = useAccount()
const folder = configFolder()
const bill = join(folder, 'bill.pdf')
const order = join(folder, 'order.json')
writeFileSync(bill, '%PDF')
writeFileSync(order, JSON.stringify(newOrder))
const number = '12065550100'
const address =
  '--label Home --first-name Ada --last-name Example --street-number 1 --street-name Pine --city Seattle --state WA --zip 98101'

/** Every command that changes something, and the request that it would send first. */
const writes: readonly (readonly [args: string, request: string])[] = [
  [`numbers buy ${number}`, `POST /v2/numbers/${number}`],
  [`numbers release ${number}`, `DELETE /v2/numbers/${number}`],
  [`numbers set ${number} --alias desk`, `PATCH /v2/numbers/${number}`],
  [`numbers set ${number} --route 7`, `PATCH /v2/numbers/${number}/relationships/primary_route`],
  [`numbers set ${number} --failover none`, `DELETE /v2/numbers/${number}/relationships/failover_route`],
  [
    `numbers callback ${number} sms_callback https://a.example/`,
    `POST /v2/numbers/${number}/relationships/sms_callback`,
  ],
  [
    `numbers callback ${number} sms_callback --remove`,
    `DELETE /v2/numbers/${number}/relationships/sms_callback`,
  ],
  ['routes create --alias a --type host --value a.example', 'POST /v2/routes'],
  ['routes update 7 --alias b', 'PATCH /v2/routes/7'],
  ['routes delete 7', 'DELETE /v2/routes/7'],
  [`routes assign 7 ${number}`, `PATCH /v2/numbers/${number}/relationships/primary_route`],
  [`routes assign none ${number} --failover`, `DELETE /v2/numbers/${number}/relationships/failover_route`],
  [`messages send --from ${number} --to 12065550123 --body hello`, 'POST /v2.1/messages'],
  [`e911 create ${address}`, 'POST /v2/e911s'],
  ['e911 update 7 --label Office', 'PATCH /v2/e911s/7'],
  ['e911 delete 7', 'DELETE /v2/e911s/7'],
  [`e911 assign 7 ${number}`, `PATCH /v2/numbers/${number}/relationships/e911s/7`],
  [`e911 unassign ${number}`, `DELETE /v2/numbers/${number}/relationships/e911s`],
  ['cnam create EXAMPLE', 'POST /v2/cnams'],
  ['cnam update 7 EXAMPLE', 'PATCH /v2/cnams/7'],
  ['cnam delete 7', 'DELETE /v2/cnams/7'],
  [`cnam assign 7 ${number}`, `PATCH /v2/numbers/${number}/relationships/cnams/7`],
  [`cnam unassign ${number}`, `DELETE /v2/numbers/${number}/relationships/cnams`],
  [`ports create ${order}`, 'POST /v2/portorders'],
  ['ports set 7 --route 8', 'PATCH /v2/portorders/7'],
  [`ports numbers 7 --add ${number}`, 'PATCH /v2/portorders/7/relationships/numbers'],
  [`ports add 7 ${number}`, 'POST /v2/portorders/7/numbers'],
  ['ports cancel 7', 'PATCH /v2/portorders/7/status'],
  ['ports sign 7 --name Ada --title Owner', 'GET /v2/portorders/7/loa'],
  [`ports upload 7 ${bill}`, 'POST /v2/portorders/7/upload_file'],
  ['api POST /v2/anything', 'POST /v2/anything'],
]

test.each(writes)('%s --dry-run shows "%s" and sends nothing', async (args, request) => {
  const { code, stdout, stderr } = await account.run(`${args} --dry-run`)
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/Dry run: nothing was sent\.\n$/),
  })
  const { method, url } = JSON.parse(stdout) as { method: string; url: string }
  expect(`${method} ${new URL(url).pathname}`).toBe(request)
  expect(account.requests()).toEqual([])
})
