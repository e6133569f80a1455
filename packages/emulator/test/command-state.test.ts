import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EmulatorSnapshot } from '../src/index.ts'
import { run, runAt, temporaryFolder } from './command-support.ts'
import { poll } from './patience.ts'
import { buyOne } from './support.ts'
import { outside, send, setAccountCallback } from './webhook-support.ts'

async function stateIn(file: string): Promise<EmulatorSnapshot> {
  return JSON.parse(await readFile(file, 'utf8'))
}

test('starts fresh without the file, writes it at the end, and goes on from it', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'state.json')
  const first = await runAt('--state', file, '--seed', '5')
  expect(first.out()).toContain(`what it holds is saved in ${file}.`)
  const number = await buyOne(first.call)
  const id = await send(first.call, number)
  expect(await readdir(folder)).not.toContain('state.json')
  first.stop()
  expect(await first.exit).toBe(0)
  expect(await readdir(folder)).toEqual(['state.json'])
  const second = await runAt('--state', file)
  expect((await second.call('GET', '/v2/numbers')).list.map(({ id: each }) => each)).toEqual([number])
  expect((await second.call('GET', `/v2.2/messages/${id}`)).data.attributes).toMatchObject({ to: outside })
  second.stop()
  expect(await second.exit).toBe(0)
  // The seed is the state's, whatever the option says.
  expect(await stateIn(file)).toMatchObject({ version: 1, seed: 5, numbers: [{ number }] })
})

test('nobody else can read the file, even if they could before', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'state.json')
  const first = await runAt('--state', file)
  first.stop()
  await first.exit
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await chmod(file, 0o644)
  const second = await runAt('--state', file)
  second.stop()
  await second.exit
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('time went on in between, and what fell due happens', async () => {
  const file = join(await temporaryFolder(), 'state.json')
  const first = await runAt('--state', file)
  await setAccountCallback(first.call, 'sms_dlr_callback', 'http://127.0.0.1:9/')
  const id = await send(first.call, await buyOne(first.call))
  first.stop()
  await first.exit
  const saved = await stateIn(file)
  await writeFile(file, JSON.stringify(earlier(saved, 3_600_000)))
  const second = await runAt('--state', file)
  const { body } = await second.call('GET', '/__emulator/clock')
  expect(Date.now() - Date.parse((body as { now: string }).now)).toBeLessThan(60_000)
  const { data } = await second.call('GET', `/v2.2/messages/${id}`)
  expect(data.attributes['delivery_receipts']).toHaveLength(2)
  await poll(async () => (await second.call('GET', '/__emulator/deliveries')).text).toMatch(
    /"attempts":\[\{.*"attempts":\[\{/,
  )
})

/** As if all of it had been that many milliseconds before. */
function earlier(state: EmulatorSnapshot, milliseconds: number): unknown {
  const moments = ['at', 'now', 'readyAt', 'createdAt', 'approvedAt']
  const text = JSON.stringify(state, (name, value) =>
    moments.includes(name) && typeof value === 'number' ? value - milliseconds : value,
  )
  return JSON.parse(text)
}

test('a clock that was ahead stays ahead', async () => {
  const file = join(await temporaryFolder(), 'state.json')
  const first = await runAt('--state', file)
  await first.call('POST', '/__emulator/clock', { json: { advance: 48 * 3_600_000 } })
  first.stop()
  await first.exit
  const { now } = await stateIn(file)
  const second = await runAt('--state', file)
  const { body } = await second.call('GET', '/__emulator/clock')
  expect(Date.parse((body as { now: string }).now)).toBeGreaterThanOrEqual(now)
})

describe('with other options', () => {
  test('webhooks that the state has come before --webhook-url', async () => {
    const file = join(await temporaryFolder(), 'state.json')
    const first = await runAt('--state', file)
    await setAccountCallback(first.call, 'mms_callback', 'http://127.0.0.1:9/mms')
    await setAccountCallback(first.call, 'dlr_callback', 'http://127.0.0.1:9/dlr')
    first.stop()
    await first.exit
    const url = 'http://127.0.0.1:9/all'
    const second = await runAt('--state', file, '--webhook-url', url)
    second.stop()
    await second.exit
    expect((await stateIn(file)).callbacks).toEqual([
      { kind: 'mms_callback', url: 'http://127.0.0.1:9/mms' },
      { kind: 'dlr_callback', url: 'http://127.0.0.1:9/dlr' },
      { kind: 'sms_callback', url },
      { kind: 'mms_dlr_callback', url },
    ])
  })

  test('--latency is for one run; other faults are kept', async () => {
    const file = join(await temporaryFolder(), 'state.json')
    const rule = { path: '/v3', fault: { kind: 'latency', milliseconds: 5 } }
    const faultsOf = async (...args: string[]) => {
      const command = await runAt('--state', file, ...args)
      const { faults } = (await command.call('GET', '/__emulator/faults')).body as { faults: object[] }
      if (faults.length === 0) await command.call('POST', '/__emulator/faults', { json: rule })
      command.stop()
      await command.exit
      return faults
    }
    expect(await faultsOf()).toEqual([])
    const own = (milliseconds: number) => ({ fault: { kind: 'latency', milliseconds } })
    expect(await faultsOf('--latency', '3')).toMatchObject([own(3), rule])
    expect(await faultsOf('--latency', '4')).toMatchObject([own(4), rule])
    expect(await faultsOf()).toMatchObject([rule])
  })

  test('--rate-limits holds from now on', async () => {
    const file = join(await temporaryFolder(), 'state.json')
    const enabled = async (...args: string[]) => {
      const command = await runAt('--state', file, ...args)
      const { body } = await command.call('GET', '/__emulator/rate-limits')
      command.stop()
      await command.exit
      return body
    }
    expect(await enabled()).toEqual({ enabled: false })
    expect(await enabled('--rate-limits')).toEqual({ enabled: true })
    expect(await enabled()).toEqual({ enabled: true })
  })
})

describe('a file that will not do', () => {
  test.each([
    ['', 'it is not JSON'],
    ['{"version":1,', 'it is not JSON'],
    ['{"version":9}', 'snapshot: version is 9, and this emulator reads version 1 only'],
    ['{"version":1}', 'snapshot: seed is required'],
  ])('%j: says so, starts nothing and leaves it as it is', async (text, reason) => {
    const folder = await temporaryFolder()
    const file = join(folder, 'state.json')
    await writeFile(file, text)
    const { exit, out, errors } = run('--port', '0', '--state', file)
    expect(await exit).toBe(1)
    expect(errors()).toBe(
      `The state file ${file} cannot be used and was left as it is: ${reason}. Repair it, or name another one with --state.\n`,
    )
    expect(out()).toBe('')
    expect(await readFile(file, 'utf8')).toBe(text)
    expect(await readdir(folder)).toEqual(['state.json'])
  })

  test('a folder in the place of the file', async () => {
    const folder = await temporaryFolder()
    const { exit, errors } = run('--port', '0', '--state', folder)
    expect(await exit).toBe(1)
    expect(errors()).toContain('cannot be used and was left as it is: EISDIR')
  })

  test('a folder that is not there', async () => {
    const file = join(await temporaryFolder(), 'none', 'state.json')
    const { exit, errors } = run('--port', '0', '--state', file)
    expect(await exit).toBe(1)
    expect(errors()).toMatch(/^The state file .* could not be written at the end: ENOENT/)
  })

  test('a file that cannot be written at the end: says so, and leaves nothing behind', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'state.json')
    const { stop, exit, errors, out } = await runAt('--state', file)
    // A folder with something in it cannot be replaced by a file.
    await mkdir(join(file, 'in the way'), { recursive: true })
    stop()
    expect(await exit).toBe(1)
    expect(errors()).toMatch(/^The state file .* could not be written: E/)
    expect(out()).not.toContain('Stopped.')
    expect(await readdir(folder)).toEqual(['state.json'])
  })
})

test('a link stays a link', async () => {
  const folder = await temporaryFolder()
  const first = await runAt('--state', join(folder, 'real.json'))
  first.stop()
  await first.exit
  const link = join(folder, 'link.json')
  await symlink(join(folder, 'real.json'), link)
  const second = await runAt('--state', link)
  const number = await buyOne(second.call)
  second.stop()
  expect(await second.exit).toBe(0)
  expect((await lstat(link)).isSymbolicLink()).toBe(true)
  expect((await stateIn(join(folder, 'real.json'))).numbers).toMatchObject([{ number }])
})
