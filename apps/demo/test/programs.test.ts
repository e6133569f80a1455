import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { messagesTo } from '../src/campaign/recipients.ts'
import { runDemo } from '../src/demo.ts'
import { textReport } from '../src/report.ts'

interface Step {
  step: string
  result: unknown
  progress?: { done: number; remark: string }[]
}

/** The steps of a program, by the beginning of their titles. */
async function stepsOf(name: string): Promise<(title: string) => Step> {
  const lines: string[] = []
  await runDemo([name], { json: true, isTour: true }, (text) => lines.push(text))
  const { steps } = JSON.parse(lines.join('')) as { steps: Step[] }
  return (title) => {
    const found = steps.find(({ step }) => step.startsWith(title))
    if (found === undefined)
      throw new Error(`no step "${title}" in ${steps.map(({ step }) => step).join('; ')}`)
    return found
  }
}

test('porting: one order completes with its presets, the other is rejected with its reason', async () => {
  const step = await stepsOf('porting')
  expect(step('Which numbers').result).toMatchObject({
    portable: ['+12065550100', '+12065550103'],
    nonportable: ['+442079460000'],
  })
  const presets = step('Prepare').result as Record<string, string>
  expect(step('Upload').result).toMatchObject([{ filename: 'bill.pdf', status: 'uploaded' }])
  const changes = step('Watch').result as { status: string; at: string }[]
  expect(changes.map(({ status }) => status)).toEqual(['processing', 'submitted', 'accepted', 'completed'])
  const [first, last] = [changes[0], changes.at(-1)].map((change) => Date.parse(change?.at ?? ''))
  expect((last ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(4 * 24 * 3_600_000)
  expect(step('It is on the account').result).toMatchObject({
    id: '12065550100',
    alias: 'shop',
    primaryRoute: { id: presets['primaryRouteId'] },
    e911Address: { id: presets['e911Id'] },
  })
  expect(step('Wait for its end').result).toMatchObject({
    status: 'rejected',
    reason: 'The account number does not match.',
  })
  expect(step('It could be corrected').result).toMatchObject({ status: 'abandoned' })
})

test('cdrs: the sums by destination and by day are the total of the export, to the nanodollar', async () => {
  const step = await stepsOf('cdrs')
  const { id, numCalls, totalCost, totalCostNanodollars } = step('A minute later').result as {
    id: string
    numCalls: number
    totalCost: string
    totalCostNanodollars: number
  }
  expect(totalCostNanodollars).toBeGreaterThan(0)
  expect(BigInt(totalCostNanodollars)).toBe(BigInt(totalCost.replace('.', '')) * 10n)
  for (const title of ['What they cost', 'The most expensive days']) {
    const sums = step(title).result as { calls: number; nanodollars: number }[]
    expect(sums.reduce((sum, { calls }) => sum + calls, 0)).toBe(numCalls)
    expect(sums.reduce((sum, { nanodollars }) => sum + nanodollars, 0)).toBe(totalCostNanodollars)
  }
  expect(step('The exports').result).toMatchObject([{ id, status: 'completed', numCalls }])
})

test('campaign: its process is killed with an answer under way, and every customer gets one message', async () => {
  const step = await stepsOf('campaign')
  expect(step('Put the messages').result).toEqual({ added: 400, known: 0 })
  expect(step('Once more').result).toEqual({ added: 0, known: 400 })
  const killed = step('Send them')
  const { accepted, sending, queued } = killed.result as Record<string, number>
  expect(sending).toBe(1)
  expect(accepted).toBeGreaterThanOrEqual(200)
  expect(queued).toBeGreaterThan(0)
  expect(killed.progress?.length).toBeGreaterThanOrEqual(5)
  const rest = step('Go on')
  expect(rest.result).toMatchObject({ lost: 1, found: 1, stats: { accepted: 400, queued: 0, refused: 0 } })
  expect(rest.progress?.at(-1)).toMatchObject({ done: 400 })
  expect(step('Count').result).toEqual({
    customers: 400,
    once: 400,
    never: 0,
    'more than once': 0,
    messages: 400,
  })
})

test('the whole campaign has 2,000 customers, each of them once', () => {
  const messages = [...messagesTo(2_000)]
  expect(new Set(messages.map(({ to }) => to)).size).toBe(2_000)
  expect(new Set(messages.map(({ key }) => key)).size).toBe(2_000)
  expect(messages.every(({ to }) => /^1[2-9]\d\d55501\d\d$/.test(to))).toBe(true)
})

describe('progress', () => {
  const total = 40

  async function follow(print: (text: string) => void, terminal?: NodeJS.WriteStream): Promise<void> {
    await textReport(print, terminal).follow(
      'Count',
      total,
      async (progress) => {
        for (let done = 0; done <= total; done++) progress(done, `at ${done}`)
        return 'counted'
      },
      (result) => result,
    )
  }

  test('is a line for each tenth where there is no terminal', async () => {
    const lines: string[] = []
    await follow((text) => lines.push(stripVTControlCharacters(text)))
    const shares = lines.flatMap((line) => /^ *(\d+ %.*)$/.exec(line)?.[1] ?? [])
    expect(shares).toHaveLength(10)
    expect(shares[0]).toBe('10 %  4 of 40  at 4')
    expect(shares[9]).toBe('100 %  40 of 40  at 40')
    expect(lines.at(-1)).toContain('counted')
  })

  test('is a bar on a terminal, and leaves other output alone', async () => {
    const stream = new PassThrough({ encoding: 'utf8' })
    const terminal = Object.assign(stream, { isTTY: true, columns: 120, cursorTo: () => true })
    const lines: string[] = []
    await follow(
      (text) => lines.push(stripVTControlCharacters(text)),
      terminal as unknown as NodeJS.WriteStream,
    )
    const drawn = stripVTControlCharacters(String(stream.read()))
    expect(drawn).toMatch(/━{32} 100 %\s+40 of 40\s+at 40/)
    expect(lines.join('\n')).not.toContain('%')
    expect(lines.at(-1)).toContain('counted')
  })
})
