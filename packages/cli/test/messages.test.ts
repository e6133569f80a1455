import { spawn } from 'node:child_process'
import process from 'node:process'
import { beforeEach, describe, expect, test } from 'vitest'
import { useAccount } from './support/account.ts'
import { commandFile, environment } from './support/command.ts'

const account = useAccount()
const from = '12062140284'
const to = '12065550123'

beforeEach(() => account.buy(from))

describe('messages send', () => {
  const send = ['messages', 'send', '--from', from, '--to', to]

  test('sends, and finds the record', async () => {
    const { id } = (await account.json([...send, '--body', 'hello there', '--max-cost', '0.004'])) as {
      id: string
    }
    const found = await account.json(`messages get ${id} --json body,to,isMms`)
    expect(found).toEqual({ body: 'hello there', to, isMms: false })
    expect(await account.json('messages list --since 1h --direction outbound --json id')).toEqual([{ id }])
    expect(await account.json('messages list --since 1h --direction inbound')).toEqual([])
    const resolved = await account.json(`messages resolve --to ${to} --since 5m --wait 1s --json id`)
    expect(resolved).toEqual({ id })
  })

  test('reads the text from stdin, and names what its segments cost', async () => {
    const input = `${'x'.repeat(200)}\n`
    const { code, stderr } = await account.run([...send, '--body', '-'], { input })
    expect(code).toBe(2)
    expect(stderr).toContain(`Send an SMS of 2 segments to ${to} for about $0.008?`)
    const dear = await account.run([...send, '--body', '-', '--max-cost', '0.01', '--price', '0.006'], {
      input,
    })
    expect(dear).toMatchObject({ code: 1, stderr: 'error: It costs $0.012, which is more than $0.01.\n' })
    expect(account.requests().slice(1)).toEqual([])
  })

  test('says how to find out, where it may have been sent', async () => {
    account.emulator.faults.add({ method: 'POST', times: 1, fault: { kind: 'reset', when: 'after' } })
    const { code, stderr } = await account.run([...send, '--body', 'hello', '--yes'])
    expect(code).toBe(5)
    const [, command = ''] = /next: It may be sent: flowroute (.*)\n/.exec(stderr) ?? []
    expect(await account.json(`${command} --wait 1s --json body`)).toEqual({ body: 'hello' })
  })

  test('waits for a receipt', async () => {
    const waiting = account.run([...send, '--body', 'hello', '--yes', '--wait', 'accepted'])
    const isSent = (): boolean => account.requests().some((line) => line.endsWith('/messages'))
    while (!isSent()) await new Promise((resolve) => setTimeout(resolve, 50))
    account.emulator.clock.advance(600_000)
    const { code, stderr } = await waiting
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/Receipt: .+\.\n/) })
  })

  test('says that it may have been sent, when it is interrupted', async () => {
    account.emulator.faults.add({ method: 'POST', fault: { kind: 'stall' } })
    const file = await commandFile()
    const args = [...send, '--body', 'hello', '--yes']
    const child = spawn(process.execPath, [file, ...args], { env: environment(account.env) })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    while (!account.requests().some((line) => line.endsWith('/messages'))) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(stderr).toMatch(/\nnext: It may be sent: flowroute messages resolve/)
  })

  test('gives 4 for a message that is not found', async () => {
    const { code, stderr } = await account.run(`messages resolve --to ${to} --since 5m --wait 1s`)
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/found in 2 searches\./),
    })
  })
})

test('messages check counts segments without a request', async () => {
  const checked = await account.json(['messages', 'check', `It’s ${'x'.repeat(66)}`, '--price', '0.004'])
  expect(checked).toMatchObject({ segments: 2, encoding: 8, cost: 0.008, nonAscii: ['’'], asciiSegments: 1 })
  expect(account.requests().slice(1)).toEqual([])
})

test('messages tail prints each message once, until it is interrupted', async () => {
  const args = ['messages', 'tail', '--interval', '1s', '--direction', 'inbound', '--json', 'body']
  const child = spawn(process.execPath, [await commandFile(), ...args], { env: environment(account.env) })
  const lines: string[] = []
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.trim().split('\n')))
  const polls = async (count: number): Promise<void> => {
    const listed = (): number => account.requests().filter((line) => line.startsWith('GET')).length
    const wanted = listed() + count
    while (listed() < wanted) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await polls(1)
  account.emulator.receive({ from: to, to: from, body: 'one\u001b[31m' })
  await polls(2)
  account.emulator.receive({ from: to, to: from, body: 'two' })
  await polls(2)
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(lines).toEqual([String.raw`{"body":"one\u001b[31m"}`, '{"body":"two"}'])
})
