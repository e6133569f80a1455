import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { type EmulatorCommand, outputUntil } from './emulator.ts'

/** What a program that serves webhooks prints when it is ready. */
const listening = /listening on port (\d+)/i
const text = 'hello from the emulator'

/**
 * Runs a first program as its README says: in a shell in which the line that the emulator printed was run. A program
 * that listens for webhooks has to print the message that the emulator posts to it, and is then ended.
 *
 * @throws {Error} its exit code is not 0; the message is its output
 */
export async function runFirstProgram(
  file: string,
  folder: string,
  emulator: EmulatorCommand,
): Promise<void> {
  const secret = randomUUID()
  const child = spawn('sh', ['-c', `${emulator.exportLine}\nexec "$0" "$1"`, process.execPath, file], {
    cwd: folder,
    env: { ...process.env, WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`Exit code ${code}:\n${output}`))))
  })
  await Promise.race([ended, receiveMessage(child, secret, emulator)])
}

/** Ends a program that listens, once it has received a message. Stays pending for a program that does not listen. */
async function receiveMessage(
  child: ChildProcess,
  secret: string,
  { variables }: EmulatorCommand,
): Promise<void> {
  const never = new Promise<never>(() => {})
  const [, port] = await outputUntil(child, listening).catch(() => never)
  const received = outputUntil(child, new RegExp(text))
  // It is awaited only after the calls below, one of which may fail first.
  received.catch(() => {})
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const { FR_BASE_URL: url, FR_ACCESS_KEY: key, FR_SECRET_KEY: password } = variables
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${key}:${password}`)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`)
    return answer === '' ? undefined : JSON.parse(answer)
  }
  try {
    const { data } = (await call('GET', '/v2/numbers/available?limit=1')) as { data: [{ id: string }] }
    const to = data[0].id
    await call('POST', `/v2/numbers/${to}`)
    const callbackUrl = `http://127.0.0.1:${port}/flowroute/${secret}`
    await call('PUT', '/v2.1/messages/sms_callback', { callback_url: callbackUrl })
    await call('POST', '/__emulator/messages', { to, from: '12065550100', body: text })
    await received
  } finally {
    child.kill()
  }
}
