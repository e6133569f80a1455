import { describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { run } from './support/command.ts'

const account = useAccount()

describe('whoami', () => {
  test('shows the account, after a request that proves it', async () => {
    const { code, stdout } = await account.run('whoami')
    const { accessKey, url, secretKey } = account.emulator
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      accessKey,
      baseUrl: url,
      source: 'environment',
      profile: null,
      valid: true,
    })
    expect(stdout).not.toContain(secretKey)
    expect(account.requests()).toEqual(['GET /v2/numbers'])
  })

  test.each([
    ['none', {}, /There are no credentials.*\n.*flowroute login/],
    ['half of them', { FR_ACCESS_KEY: 'a' }, /FR_SECRET_KEY is missing/],
    ['a profile that is not there', { FR_PROFILE: 'work' }, /There is no profile "work"/],
  ])('gives 3 with %s', async (_, env, reason) => {
    const { code, stdout, stderr } = await run(['whoami'], { env })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(reason)
  })

  test('gives 3 with credentials that Flowroute refuses', async () => {
    const { code, stderr } = await account.run('whoami', { env: { FR_SECRET_KEY: 'wrong-secret' } })
    expect(code).toBe(3)
    expect(stderr).toMatch(/^error: .*401.*\nnext: /)
    expect(stderr).not.toContain('wrong-secret')
  })
})
