import { createClient } from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { programs, runDemo } from '../src/demo.ts'

interface JsonDemo {
  program: string
  steps: { step: string; result?: unknown; skipped?: string }[]
  summary: string
}

async function run(names: string[], options: Parameters<typeof runDemo>[1] = {}): Promise<string[]> {
  const lines: string[] = []
  await runDemo(names, options, (text) => lines.push(text))
  return lines
}

const parse = (lines: string[]): JsonDemo[] => lines.map((line) => JSON.parse(line) as JsonDemo)

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(programs.map(({ name, title }) => [name, title] as const))('%s', (name, title) => {
  test('runs to its end against the emulator, telling a person of each step', async () => {
    const text = (await run([name], { isTour: true })).join('\n')
    expect(text).toContain(title)
    expect(text).toMatch(/✔/)
    expect(text).not.toMatch(/skipped|undefined|\[object|NaN/)
  })

  test('gives the raw results as JSON', async () => {
    const [demo] = parse(await run([name], { json: true, isTour: true }))
    expect(demo?.program).toContain(title)
    expect(demo?.steps.length).toBeGreaterThan(5)
    expect(demo?.steps.every(({ result, skipped }) => result !== undefined && skipped === undefined)).toBe(
      true,
    )
  })
})

test('all programs run when none is named', async () => {
  const demos = parse(await run([], { json: true }))
  expect(demos.map(({ program }) => program.split(', on ')[0])).toEqual(programs.map(({ title }) => title))
})

test('a name that is none is refused with those there are', async () => {
  await expect(run(['nothing'])).rejects.toThrow(programs[0]?.name)
})

describe('--live', () => {
  test('needs credentials', async () => {
    vi.stubEnv('FR_ACCESS_KEY', '')
    await expect(run([], { live: true })).rejects.toThrow('FR_ACCESS_KEY')
  })

  test('--send needs a phone to send to', async () => {
    vi.stubEnv('FR_ACCESS_KEY', 'a')
    vi.stubEnv('FR_SECRET_KEY', 'b')
    vi.stubEnv('MOBILE_NUMBER', '')
    await expect(run([], { live: true, send: true })).rejects.toThrow('MOBILE_NUMBER')
  })

  test('changes nothing unless told to', async () => {
    await using service = await liveService()
    const before = await service.snapshot()
    const demos = parse(await run([], { live: true, json: true }))
    expect(await service.snapshot()).toEqual(before)
    expect(demos[0]?.steps.filter(({ skipped }) => skipped !== undefined).length).toBeGreaterThan(0)
  })

  test('buys with --buy and sends with --send', async () => {
    await using service = await liveService()
    const before = await service.snapshot()
    await run(['number-route-message'], { live: true, buy: true, send: true, json: true })
    const after = await service.snapshot()
    expect(after.numbers).toHaveLength(before.numbers.length + 1)
    expect(after.messages).toHaveLength(before.messages.length + 1)
  })

  test('buys and routes by v1 with --buy', async () => {
    await using service = await liveService()
    const before = await service.snapshot()
    const [demo] = parse(await run(['v1'], { live: true, buy: true, json: true }))
    const after = await service.snapshot()
    expect(after.numbers).toHaveLength(before.numbers.length + 1)
    expect(after.routes).toHaveLength(before.routes.length + 2)
    const routed = demo?.steps.find(({ step }) => step.startsWith('Send calls'))?.result
    expect(routed).toMatchObject({ billingMethod: 'VPRI', routes: [{ type: 'HOST' }, { type: 'PSTN' }] })
  })
})

/** The emulator in the place of the real service, found through the environment. */
async function liveService() {
  const emulator = await startEmulator()
  const { url, accessKey, secretKey } = emulator
  vi.stubEnv('FR_BASE_URL', url)
  vi.stubEnv('FR_ACCESS_KEY', accessKey)
  vi.stubEnv('FR_SECRET_KEY', secretKey)
  vi.stubEnv('MOBILE_NUMBER', '12065550123')
  const client = createClient({ baseUrl: url, accessKey, secretKey })
  const list = async (path: string, query: Record<string, string> = {}): Promise<unknown[]> => {
    const { data } = (await client.request({ path, query })) as { data: unknown[] }
    return data
  }
  const { data: offers } = (await client.request({ path: '/v2/numbers/available', query: { limit: 1 } })) as {
    data: { id: string }[]
  }
  await client.request({ method: 'POST', path: `/v2/numbers/${offers[0]?.id}` })
  return {
    snapshot: async () => ({
      numbers: await list('/v2/numbers'),
      routes: await list('/v2/routes'),
      messages: await list('/v2.1/messages', { start_date: '2020-01-01' }),
    }),
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}
