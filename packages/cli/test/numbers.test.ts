import { describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'

const account = useAccount()
const forSale = '12062140284'

describe('numbers search', () => {
  test('prints JSON without a terminal', async () => {
    const { code, stdout, stderr } = await account.run('numbers search --state WA --limit 2')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject([
      { id: forSale, monthlyCost: 0.95, state: 'wa' },
      { id: '12062140554' },
    ])
  })

  test('prints the chosen fields, in their order', async () => {
    const { stdout } = await account.run('numbers search --state WA --limit 1 --json state,id')
    expect(stdout).toBe(`[\n  {\n    "state": "wa",\n    "id": "${forSale}"\n  }\n]\n`)
  })

  test('prints CSV', async () => {
    const { stdout } = await account.run('numbers search --state WA --limit 1 --csv')
    expect(stdout).toBe(
      `id,rateCenter,state,numberType,monthlyCost,setupCost\n${forSale},seattle,wa,longcode,0.95,1\n`,
    )
  })

  test.each([
    ['--state WA --json id,nonsense', /There is no field "nonsense".*\n.*id, value/],
    ['--json --csv', /exclude each other/],
    ['--limit 0', /must be an integer from 1/],
    ['--contains abc', /contains must be digits/],
    ['--stat WA', /unknown option '--stat'/],
  ])('%s is refused as a wrong command line', async (args, reason) => {
    const { code, stdout, stderr } = await account.run(`numbers search ${args}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(reason)
  })
})

describe('numbers buy', () => {
  const search = 'GET /v2/numbers/available'
  const purchase = `POST /v2/numbers/${forSale}`

  test.each([
    ['--yes', 0, [search, purchase]],
    ['--max-cost 5', 0, [search, purchase]],
    ['--max-cost 1.94', 1, [search]],
    ['--yes --max-cost 1', 1, [search]],
    ['', 2, [search]],
    ['--dry-run', 0, []],
  ])('%s', async (args, code, requests) => {
    const result = await account.run(`numbers buy ${forSale} ${args}`.trim())
    expect({ ...result, requests: account.requests() }).toMatchObject({ code, requests })
  })

  test('names the price that it will not pay', async () => {
    const { stderr } = await account.run(`numbers buy ${forSale} --max-cost 1.94`)
    expect(stderr).toContain('It costs $1.95, which is more than $1.94.')
    const unasked = await account.run(`numbers buy ${forSale}`)
    expect(unasked.stderr).toContain(
      `Without a terminal this needs --yes or --max-cost: Buy ${forSale} for $1.00 for setup and $0.95 a month?`,
    )
  })

  test('shows the request of a dry run', async () => {
    const { stdout, stderr } = await account.run('numbers buy 206-214-0284 --messaging --dry-run')
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'POST',
      url: `${account.emulator.url}/v2/numbers/${forSale}`,
      body: { messaging_enabled: true },
    })
    expect(stderr).toBe('Dry run: nothing was sent.\n')
  })

  test('gives 4 for a number that is not for sale', async () => {
    const { code, stderr } = await account.run('numbers buy 12065550100 --yes')
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: 'error: 12065550100 is not for sale.\nnext: flowroute numbers search\n',
    })
  })

  test('gives 5 where the number may have been bought', async () => {
    account.emulator.faults.add({ method: 'POST', times: 1, fault: { kind: 'reset', when: 'after' } })
    const { code, stderr } = await account.run(`numbers buy ${forSale} --yes`)
    expect(code).toBe(5)
    expect(stderr).toMatch(/next: It may be yours.*flowroute numbers get 12062140284/)
  })
})
