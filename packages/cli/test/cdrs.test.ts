import { Cdrs } from '@flowroute/cdrs'
import { describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'

const account = useAccount()

/** An export of last month's calls, completed; gives its id. */
async function completedExport(): Promise<string> {
  await account.json('numbers buy 12062140284 --yes')
  const { accessKey, secretKey, url: baseUrl } = account.emulator
  const cdrs = new Cdrs({ accessKey, secretKey, baseUrl })
  const { id } = await cdrs.createExport({ from: '2026-10-01', to: '2026-11-01' })
  account.emulator.cdrExports.complete(id)
  return id
}

interface Call {
  direction: string
  startTime: string
  totalCost: string
  totalCostNanodollars: number
  destinationName: string
}

describe('cdrs', () => {
  test('export prints lines of JSON, or CSV, and cost adds them up exactly', async () => {
    const id = await completedExport()
    const lines = await account.run(`cdrs export --export ${id} --json`)
    const calls = lines.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Call)
    expect(calls.length).toBeGreaterThan(20)
    const csv = await account.run(`cdrs export --export ${id} --csv`)
    expect(csv.stdout.split('\n')[0]).toMatch(/^direction,startTime,endTime,callerid,destination/)
    expect(csv.stdout.trim().split('\n')).toHaveLength(calls.length + 1)

    for (const [by, groupOf] of [
      ['day', ({ startTime }: Call) => startTime.slice(0, 10)],
      ['destination', ({ destinationName }: Call) => destinationName],
    ] as const) {
      const rows = (await account.json(`cdrs cost ${by} --export ${id}`)) as Record<string, string | number>[]
      expect(rows.reduce((sum, { calls: count }) => sum + Number(count), 0)).toBe(calls.length)
      for (const row of rows) {
        const nano = calls
          .filter((call) => groupOf(call) === row[by])
          .reduce((sum, { totalCostNanodollars }) => sum + totalCostNanodollars, 0)
        expect(Number(row['cost'])).toBeCloseTo(nano / 1e9, 9)
        expect(row['cost']).toMatch(/^\d+\.\d{2,9}$/)
      }
    }
  })

  test('list leaves out the links, with which anybody could read the calls', async () => {
    const id = await completedExport()
    const listed = (await account.json('cdrs list --status completed')) as object[]
    expect(listed).toMatchObject([{ id, status: 'completed' }])
    expect(listed[0]).not.toHaveProperty('downloadUrl')
  })

  test.each([
    ['export', /needs either --from, or --export/],
    ['export --export 1 --from 7d', /needs either --from, or --export/],
    ['export --export 1 --longer-than 5', /--export has no filters/],
    ['cost country --from 7d', /Allowed choices are number, day, destination/],
    ['export --from yesterday', /must be a time/],
  ])('%s is refused, and nothing is sent', async (args, reason) => {
    const { code, stderr } = await account.run(`cdrs ${args}`)
    expect(code).toBe(2)
    expect(stderr).toMatch(reason)
    expect(account.requests()).toEqual([])
  })
})
