import { Cnam } from '@flowroute/cnam'
import { createClient } from '@flowroute/core'
import { E911 } from '@flowroute/e911'
import { createEmulator, type Emulator } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { Routes } from '@flowroute/routes'
import { describe, expect, test } from 'vitest'
import { readAccount } from '../src/commands/audit/account.ts'
import { findAll } from '../src/commands/audit/checks.ts'
import { useAccount } from './support/account.ts'

/** Pseudo-random integers from 0 to below `limit`; the same for the same seed. */
function randomOf(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) % limit
  }
}

const place = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  streetName: '20th Ave SW',
  city: 'Seattle',
  state: 'WA',
  zip: '98106',
  country: 'US',
} as const

/** Makes an account of random parts, and says which findings it has to have: `check subject`. */
async function randomAccount(
  emulator: Emulator,
  seed: number,
): Promise<{ client: ReturnType<typeof createClient>; expected: string[] }> {
  const random = randomOf(seed)
  const { accessKey, secretKey, fetch } = emulator
  const client = createClient({ accessKey, secretKey, fetch, baseUrl: 'https://api.flowroute.test' })
  const [numbers, routes, e911, cnam] = [
    new Numbers(client),
    new Routes(client),
    new E911(client),
    new Cnam(client),
  ]
  const expected: string[] = []

  const routeIds = []
  for (let index = random(4); index > 0; index--) {
    routeIds.push(
      (await routes.create({ routeType: 'host', value: `sip${index}.example.com`, alias: `r${index}` })).id,
    )
  }
  const addressIds = []
  for (let index = random(4); index > 0; index--) {
    addressIds.push(
      (await e911.create({ ...place, label: `a${index}`, streetNumber: String(7_000 + index) })).id,
    )
  }
  const nameIds = []
  for (let index = random(4); index > 0; index--) {
    const { id } = await cnam.create(`Name ${index}`)
    if (random(4) === 0) {
      emulator.cnams.reject(id, 'not a name')
      expected.push(`rejected-name ${id}`)
    } else {
      emulator.cnams.approve(id)
      nameIds.push(id)
    }
  }
  const used = new Set<string>()
  const oneOf = (ids: readonly string[]): string | undefined =>
    random(3) === 0 ? undefined : ids[random(ids.length || 1)]

  const offers = await numbers.search({ state: 'WA' }).take(3)
  const tollFree = await numbers.search({ startsWith: '1800' }).take(1)
  for (const { id, numberType } of [...offers, ...tollFree].slice(0, random(5))) {
    const [isMessaging, isLookedUp] = [random(2) === 0, random(2) === 0]
    await numbers.purchase(id)
    await numbers.update(id, { messagingEnabled: isMessaging, cnamLookupsEnabled: isLookedUp })
    const [primary, failover, address, name] = [
      oneOf(routeIds),
      oneOf(routeIds),
      oneOf(addressIds),
      oneOf(nameIds),
    ]
    const isLong = numberType === 'longcode'
    if (primary) await routes.setPrimary(id, primary)
    if (failover) await routes.setFailover(id, failover)
    if (address && isLong) await e911.assign(address, id)
    if (name && isLong) await cnam.assign(name, id)
    for (const part of [primary && `route ${primary}`, failover && `route ${failover}`])
      used.add(String(part))
    if (isLong)
      for (const part of [address && `address ${address}`, name && `name ${name}`]) used.add(String(part))
    if (isLong && !address) expected.push(`number-without-address ${id}`)
    if (!primary) expected.push(`number-on-default-route ${id}`)
    if (!failover) expected.push(`number-without-failover ${id}`)
    if (failover && failover === primary) expected.push(`failover-equals-primary ${id}`)
    if (!isMessaging) expected.push(`number-without-messaging ${id}`)
    if (isLookedUp) expected.push(`charged-cnam-lookups ${id}`)
  }
  // Numbers are provisioned for messages some time after they were asked to be.
  emulator.clock.advance(600_000)
  for (const [kind, ids] of [
    ['route', routeIds],
    ['address', addressIds],
    ['name', nameIds],
  ] as const) {
    for (const id of ids) if (!used.has(`${kind} ${id}`)) expected.push(`unused-${kind} ${id}`)
  }
  return { client, expected }
}

test('over 200 random accounts agrees with a simple model', async () => {
  const emulator = createEmulator({ rateLimits: false })
  let findings = 0
  for (let seed = 1; seed <= 200; seed++) {
    emulator.reset()
    const { client, expected } = await randomAccount(emulator, seed)
    const found = findAll(await readAccount(client, {}, () => {})).map(
      ({ check, subject }) => `${check} ${subject}`,
    )
    expect({ seed, found: found.toSorted() }).toEqual({ seed, found: expected.toSorted() })
    findings += found.length
  }
  expect(findings).toBeGreaterThan(1_000)
})

describe('the command', () => {
  const account = useAccount()
  const id = '12062140284'

  test('reports findings, the worst first, each with the command that mends it', async () => {
    await account.json(`numbers buy ${id} --yes`)
    await account.json('routes create --type host --value sip.example.com --alias spare')
    const before = account.requests().length
    const { code, stdout, stderr } = await account.run('audit')
    expect(code).toBe(0)
    const findings = JSON.parse(stdout) as { check: string; subject: string; fix: string }[]
    expect(findings[0]).toMatchObject({
      check: 'number-without-address',
      severity: 'error',
      subject: id,
      fix: `flowroute e911 assign <address> ${id}`,
    })
    expect(findings.at(-1)).toMatchObject({ check: 'unused-route', severity: 'info', label: 'spare' })
    expect(stderr).toMatch(/^1 numbers looked at: 1 error, 2 warning, \d info\.\n$/)
    const writes = account
      .requests()
      .slice(before)
      .filter((request) => !/^GET |^POST \/v2\/numbers\/details$/.test(request))
    expect(writes).toEqual([])
  })

  test.each([
    ['--fail-on error', 1],
    ['--fail-on info', 1],
    ['--junit --csv', 2],
    ['--csv', 0],
  ])('%s', async (args, code) => {
    await account.json(`numbers buy ${id} --yes`)
    expect((await account.run(`audit ${args}`)).code).toBe(code)
  })

  test('finds nothing bad on an empty account, and passes', async () => {
    const { code, stdout } = await account.run('audit --fail-on info')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' })
  })

  test('prints a JUnit report, in which text of the account cannot break out', async () => {
    await account.json(`numbers buy ${id} --yes`)
    await account.json(['numbers', 'set', id, '--alias', '<&"\u0001x'])
    const { stdout } = await account.run('audit --junit')
    expect(stdout).toContain('<testsuites tests="10" failures="')
    expect(stdout).toContain(`${id} (&lt;&amp;&quot;x): It has no emergency address`)
    expect(stdout).toContain('<testcase classname="flowroute.audit" name="rejected-name"/>')
  })
})
