import { readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { run, runAt, startProgram, temporaryFolder, useProgram } from './command-support.ts'

const program = useProgram()

const lockName = '.state.json.lock'

describe('a second emulator on the same state file', () => {
  test('in another process is refused, and told which process holds it', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'state.json')
    const first = startProgram(program(), '--port', '0', '--state', file)
    await first.listening()
    const second = run('--port', '0', '--state', file)
    expect(await second.exit).toBe(1)
    expect(second.errors()).toBe(
      `The state file ${file} cannot be used: it is in use by process ${first.child.pid}.\n`,
    )
    expect(second.out()).toBe('')
    first.child.kill('SIGTERM')
    expect(await first.exit).toEqual([0, null])
    expect(await readdir(folder)).toEqual(['state.json'])
    const third = await runAt('--state', file)
    third.stop()
    expect(await third.exit).toBe(0)
  })

  test('in the same process is refused until the first one has ended', async () => {
    const file = join(await temporaryFolder(), 'state.json')
    const first = await runAt('--state', file)
    const second = run('--port', '0', '--state', file)
    expect(await second.exit).toBe(1)
    expect(second.errors()).toContain(`in use by process ${process.pid}.`)
    first.stop()
    expect(await first.exit).toBe(0)
    const third = await runAt('--state', file)
    third.stop()
    expect(await third.exit).toBe(0)
  })
})

test('an emulator that was killed blocks nobody', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'state.json')
  const first = startProgram(program(), '--port', '0', '--state', file)
  await first.listening()
  first.child.kill('SIGKILL')
  await first.exit
  expect(await readdir(folder)).toEqual([lockName])
  const second = await runAt('--state', file)
  second.stop()
  expect(await second.exit).toBe(0)
  expect(await readdir(folder)).toEqual(['state.json'])
})

describe('a lock file', () => {
  const holder = { pid: process.pid, host: hostname(), startedAt: null }

  test.each([
    ['of an earlier process that had the id of this one', holder],
    ['of a process that had the id of another one', { ...holder, pid: process.ppid, startedAt: '1' }],
    ['of nobody', {}],
  ])('%s does not block', async (_, content) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, lockName), JSON.stringify(content))
    const command = await runAt('--state', join(folder, 'state.json'))
    const lock = JSON.parse(await readFile(join(folder, lockName), 'utf8'))
    expect(lock).toMatchObject({ pid: process.pid, host: hostname() })
    command.stop()
    expect(await command.exit).toBe(0)
    expect(await readdir(folder)).toEqual(['state.json'])
  })

  test('of a running process blocks, even where it does not say when that started', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, lockName), JSON.stringify({ ...holder, pid: process.ppid }))
    const command = run('--port', '0', '--state', join(folder, 'state.json'))
    expect(await command.exit).toBe(1)
    expect(command.errors()).toContain(`in use by process ${process.ppid}.`)
    expect(await readdir(folder)).toEqual([lockName])
  })

  test('of another machine blocks, and the message says what to do', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, lockName), JSON.stringify({ ...holder, host: 'elsewhere' }))
    const command = run('--port', '0', '--state', join(folder, 'state.json'))
    expect(await command.exit).toBe(1)
    expect(command.errors()).toContain(
      `in use by process ${process.pid} on elsewhere. If that process is gone, delete ${join(folder, lockName)}.`,
    )
  })

  test('goes when the emulator could not start', async () => {
    const folder = await temporaryFolder()
    const first = await runAt()
    const port = new URL(first.url).port
    const second = run('--port', port, '--state', join(folder, 'state.json'))
    expect(await second.exit).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })
})

test('files that a killed save left behind are removed at the next start; other files stay', async () => {
  const folder = await temporaryFolder()
  const left = '.state.json.0f0e0d0c-0b0a-4908-8706-050403020100'
  const others = ['.other.json.0f0e0d0c-0b0a-4908-8706-050403020100', '.state.json.backup']
  for (const name of [left, ...others]) await writeFile(join(folder, name), 'x')
  const command = await runAt('--state', join(folder, 'state.json'))
  expect((await readdir(folder)).sort()).toEqual([...others, lockName].sort())
  command.stop()
  expect(await command.exit).toBe(0)
})
