import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { authorization, callerAt, startProgram, temporaryFolder, useProgram } from './command-support.ts'
import { poll } from './patience.ts'
import { buyOne } from './support.ts'
import { outside, receiver } from './webhook-support.ts'

const program = useProgram()

test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s, and saves its state', async (signal) => {
  const file = join(await temporaryFolder(), 'state.json')
  const { child, listening, exit, out, errors } = startProgram(program(), '--port', '0', '--state', file)
  const url = await listening()
  const number = await buyOne(callerAt(url))
  child.kill(signal)
  expect(await exit).toEqual([0, null])
  expect(out()).toMatch(/Stopped\.\n$/)
  expect(errors()).toBe('')
  await expect(fetch(url)).rejects.toThrow()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ numbers: [{ number }] })
})

test('stops though there are open connections, answers that wait and webhooks that are under way', async () => {
  const target = await receiver(() => new Promise<never>(() => {}))
  const options = ['--latency', '2147483647', '--webhook-url', target.url]
  const { child, listening, exit } = startProgram(program(), '--port', '0', ...options)
  const url = new URL(await listening())
  const idle = connect(Number(url.port), '127.0.0.1')
  await once(idle, 'connect')
  const waiting = request(`${url.origin}/v2/numbers`, { headers: { authorization } }).end()
  const broken = once(waiting, 'error')
  const call = callerAt(url.origin)
  // Control calls do not wait, and what follows comes after the request that does.
  await poll(async () => (await call('GET', '/__emulator/faults')).text).toContain('"hits":1')
  await call('DELETE', '/__emulator/faults')
  const number = await buyOne(call)
  await call('POST', '/__emulator/messages', { json: { from: outside, to: number, body: 'x' } })
  await poll(() => target.requests.length).toBe(1)
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
  await broken
  idle.destroy()
})

/** As the system tells it: T is stopped. */
async function stateOf(pid = 0): Promise<string> {
  return (await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)])).stdout
}

/** Both signals are there before the program gets to run again. */
async function exitAfterTwoSignals(): Promise<number | null> {
  const { child, listening, exit } = startProgram(program(), '--port', '0')
  await listening()
  child.kill('SIGSTOP')
  await poll(() => stateOf(child.pid)).toMatch(/^T/)
  child.kill('SIGINT')
  child.kill('SIGTERM')
  child.kill('SIGCONT')
  const [code, signal] = await exit
  expect(signal).toBeNull()
  return code
}

test('a second signal ends it at once', async () => {
  let code = await exitAfterTwoSignals()
  // With nothing to wait for, the first signal may have ended it before the second is delivered.
  for (let run = 1; run < 10 && code === 0; run++) code = await exitAfterTwoSignals()
  expect([130, 143]).toContain(code)
})

test('goes on when nobody reads its output any more', async () => {
  const { child, listening, exit } = startProgram(program(), '--port', '0')
  const call = callerAt(await listening())
  child.stdout?.destroy()
  for (let index = 0; index < 20; index++) expect((await call('GET', '/v2/numbers')).status).toBe(200)
  child.kill('SIGINT')
  expect(await exit).toEqual([0, null])
})

test('a port in use is a message, and no stack', async () => {
  await using other = await startEmulator()
  const { exit, out, errors } = startProgram(program(), '--port', String(other.port))
  expect(await exit).toEqual([1, null])
  expect(out()).toBe('')
  expect(errors()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken\..*\n$/)
})

test('an address that others reach ends with 2', async () => {
  const { exit } = startProgram(program(), '--port', '0', '--host', '0.0.0.0')
  expect(await exit).toEqual([2, null])
})

test('options that are wrong end with 1', async () => {
  const { exit } = startProgram(program(), '--port', 'nonsense')
  expect(await exit).toEqual([1, null])
})
