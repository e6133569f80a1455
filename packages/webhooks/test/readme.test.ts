import { readFile } from 'node:fs/promises'
import { createClient } from '@flowroute/core'
import * as api from '@flowroute/webhooks'
import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import { createEmulator, Messages } from './neighbours.ts'

const text = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const credentials = { accessKey: 'a', secretKey: 'b' }

/** The first program of a section. */
function program(title: string): string {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''
  const [, found = ''] = /```ts[^\n]*\n(.*?)```/s.exec(section) ?? []
  return found.replace(/^import .*$/gm, '').replace(/^export /gm, '')
}

test.each([
  ['Catching up', [['hello'], [1, 0, 0]]],
  ['Opt-outs', [[true, 'function']]],
  ['API gateways', []],
])('the example of "%s" runs', async (title, expected) => {
  const emulator = createEmulator({ ...credentials, startTime: new Date() })
  const client = createClient({ ...credentials, fetch: emulator.fetch })
  const { data } = await client.request<{ data: { id: string }[] }>({
    path: '/v2/numbers/available',
    query: { limit: 1 },
  })
  const to = data[0]?.id ?? ''
  await client.request({ method: 'POST', path: `/v2/numbers/${to}` })
  emulator.receive({ from: '12065550123', to, body: 'hello' })
  class OwnMessages extends Messages {
    constructor() {
      super(client)
    }
  }
  const written: unknown[][] = []
  const log = (...line: unknown[]): unknown => written.push(line)
  const names = { ...api, Messages: OwnMessages, console: { log } }
  expect(program(title)).not.toBe('')
  const { code } = await transform(program(title), { loader: 'ts', format: 'esm' })
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  await new AsyncFunction(...Object.keys(names), code)(...Object.values(names))
  expect(written).toEqual(expected)
})
